"""The machine that a run was made on, as its manifest says it. No host is asked."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Any


def machine() -> dict[str, Any]:
    """System, processor, whether it has int8 dot products, and whether a network could be reached.

    On Linux the kernel's own tables are read (`/proc`); elsewhere the last two are None: not known.
    """
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "int8 dot products": _flagged("avx512_vnni", "avx_vnni", "asimddp"),
        "network reachable": _routed(),
    }


def _flagged(*names: str) -> bool | None:
    try:
        told = set(Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").split())
    except OSError:
        return None
    return any(name in told for name in names)


def _routed() -> bool | None:
    """Whether a route leads out of this machine, by IPv4 or IPv6; None where the system does not say."""
    four, six = (_rows(f"/proc/net/{name}") for name in ("route", "ipv6_route"))
    if four is None:
        return None
    by_four = any(row[0] != "lo" and row[1] == "00000000" for row in four)
    return by_four or any(row[:2] == ["0" * 32, "00"] and row[-1] != "lo" for row in six or ())


def _rows(path: str) -> list[list[str]] | None:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return [row for row in map(str.split, lines) if len(row) > 2]
