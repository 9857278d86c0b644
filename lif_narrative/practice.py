"""A project to try things on: the invented audit, taken in and analysed. Made once, then copied."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

import filelock

from lif_narrative import __version__
from lif_narrative.progress import Progress, silent
from lif_narrative.project import Project
from lif_narrative.resources import shipped

CORPUS: Final = "corpora/synthetic"


def practice(folder: str | Path | None = None, actor: str = "human:researcher", *,
             progress: Progress | None = None) -> Project:  # fmt: skip
    """A fresh project that holds the invented audit of leaving care, analysed.

    Parameters
    ----------
    folder : path, optional
        Where it is to be made; a new folder among the system's temporary ones if not given. Each call gives
        a project of its own: nothing that is done to one is seen in another.
    """
    place = Path(folder) if folder else Path(tempfile.mkdtemp(prefix="lif-practice-")) / "leaving-care"
    kept = _kept()
    kept.parent.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(f"{kept}.lock"):
        if not kept.exists():
            _make(kept, progress or silent)
        for ending in ("", ".vault"):
            shutil.copytree(f"{kept}{ending}", f"{place}{ending}")
    return Project.open(place, actor=actor)


def _kept() -> Path:
    """Where the one that is copied is kept: by version and by what it is made of."""
    from lif_narrative.fingerprint import digest

    corpus, own = shipped(CORPUS), Path(__file__).parent
    changed = max(path.stat().st_mtime_ns for folder in (corpus, own) for path in folder.rglob("*.*"))
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return home / "lif_narrative" / f"practice-{digest([__version__, str(corpus), changed])[:12]}"


def _make(kept: Path, progress: Progress) -> None:
    part = kept.with_name(f"{kept.name}.part")
    for ending in ("", ".vault"):
        shutil.rmtree(f"{part}{ending}", ignore_errors=True)
    project = Project.open(part, actor="human:lif")
    project.ingest(shipped(CORPUS), progress=progress)
    project.run(progress=progress)
    project.close()
    shutil.move(f"{part}.vault", f"{kept}.vault")
    shutil.move(part, kept)
