"""How fast is it here? The steps that read, timed on a project's own excerpts, beside each other."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative.errors import NarrativeError
from lif_narrative.progress import Progress, track

if TYPE_CHECKING:
    from lif_narrative.project import Project

MOST = 300  # excerpts: enough to tell, short enough to wait for


def bench(project: Project, progress: Progress | None = None) -> list[dict[str, Any]]:
    """Seconds of processor time of encoding, appraising and coding, with nothing cached.

    Returns
    -------
    list of dict
        step, excerpts, seconds (of processor time, loading included) and ratio (to encoding). Ratios
        are of one run on one machine: they tell shape, not speed elsewhere.

    Raises
    ------
    NarrativeError
        The project holds no excerpts yet.
    """
    from lif_narrative.adoption import codebook_of
    from lif_narrative.appraise import Appraiser
    from lif_narrative.codebook import Codebook
    from lif_narrative.coding import ThemeCoder
    from lif_narrative.embed import Encoder
    from lif_narrative.steps.reading import plain

    rows = [row for row in plain(project) if not row.near_empty][:MOST]
    if not rows:
        raise NarrativeError("The project holds no excerpts yet. Do lif ingest and lif run, then try again.")
    texts, contexts = [row.text for row in rows], [row.context for row in rows]
    methods = [row.method for row in rows]
    codebook = codebook_of(project) or Codebook.starter()
    steps: dict[str, Callable[[], Any]] = {
        "encode": lambda: Encoder().encode(texts),
        "appraise": lambda: Appraiser().predict(texts, contexts, methods),
        "code": lambda: ThemeCoder(codebook).predict(texts, contexts),
    }
    told: list[dict[str, Any]] = []
    for name in track(steps, "Timing", progress, len(steps)):
        start = time.process_time()
        steps[name]()
        told.append({"step": name, "excerpts": len(rows), "seconds": round(time.process_time() - start, 2)})
    first = max(told[0]["seconds"], 0.01)
    return [{**row, "ratio": round(row["seconds"] / first, 2)} for row in told]


def everything() -> int:
    """Rerun every figure of the analysis against its peers, and write `bench/RESULTS.md`; an exit code.

    Raises
    ------
    NarrativeError
        This is no checkout of the repository, which alone holds `bench/`.
    """
    root = Path(__file__).resolve().parents[1]
    if not (root / "bench" / "__main__.py").is_file():
        raise NarrativeError(
            "The benchmark against peers is not in the package. Clone the repository, and run make bench."
        )
    sys.path.insert(0, str(root))
    code: int = importlib.import_module("bench.__main__").main([])
    return code
