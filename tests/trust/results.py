"""Counts that the suites leave behind, one small JSON a suite, for docs/TRUST.md."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "results"


def record(suite: str, **counts: Any) -> None:
    """Keep what a suite counted, where `LIF_TRUST` asks for it: a quick run overwrites no long one."""
    if os.environ.get("LIF_TRUST"):
        FOLDER.mkdir(exist_ok=True)
        text = json.dumps({"suite": suite, **counts}, indent=1, sort_keys=True)
        (FOLDER / f"{suite}.json").write_text(text + "\n", encoding="utf-8")
