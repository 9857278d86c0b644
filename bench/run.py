"""Measure rows one after the other, keep what is measured, and go on where a run was broken off."""

from __future__ import annotations

import dataclasses
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.corpora import CACHE, ROOT
from bench.registry import ROWS, Figure, in_order

ROOMS = ("appraise", "coding", "embed", "theme", "active.py", "segment.py")
READ = ("bench", "models", *(f"lif_narrative/{room}" for room in ROOMS))  # what most figures depend on
ENDINGS = {".py", ".yaml", ".json", ".safetensors", ".onnx", ".toml"}


def run(
    numbers: Sequence[str],
    shared: Path,
    *,
    keep: bool = True,
    folder: Path = CACHE,
    tell: Any = print,
    after: Any = None,
) -> dict[str, dict[str, Any]]:
    """Figures by row: `figures`, `seconds` of processor time, `process` and `problem`.

    What an earlier run measured with the same code and weights is taken over if `keep`; a row that
    fails is reported as such, and the next one is measured. `after` is called with all there is, row by
    row. Changes elsewhere (in reading files, say) are not noticed: measure anew after those.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    mark, out = state(), {}
    folder.mkdir(parents=True, exist_ok=True)
    for number in in_order(list(numbers)):
        kept = folder / f"row-{number}.json"
        told = json.loads(kept.read_text(encoding="utf-8")) if keep and kept.exists() else {}
        if told.get("state") != mark or told.get("problem"):
            tell(f"row {number}: {ROWS[number].title}")
            told = {"state": mark, **_measured(number, shared)}
            kept.write_text(json.dumps(told, indent=1), encoding="utf-8")
        out[number] = told
        if after:
            after(out)
    return out


def figures(told: dict[str, Any]) -> list[Figure]:
    """A row's figures again, as they were measured."""
    return [Figure(**one) for one in told["figures"]]


def _measured(number: str, shared: Path) -> dict[str, Any]:
    start = time.process_time()
    try:
        found, problem = [dataclasses.asdict(one) for one in ROWS[number].measure(shared)], ""
    except Exception as error:  # one row's fault must not cost the others
        found, problem = [], f"{type(error).__name__}: {str(error)[:200]}"
    return {
        "figures": json.loads(json.dumps(found, default=float)), "problem": problem,
        "seconds": round(time.process_time() - start, 1), "process": os.getpid(),
    }  # fmt: skip


def state() -> str:
    """A hash of the code and weights that figures depend on."""
    import hashlib

    told = hashlib.sha256()
    for top in READ:
        for path in sorted([ROOT / top, *(ROOT / top).rglob("*")]):
            if path.suffix in ENDINGS and path.is_file() and ".partial" not in path.parts:
                told.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return told.hexdigest()
