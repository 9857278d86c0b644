"""The sample project: the invented audit that is shipped, in a folder that holds nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative import pipeline
from lif_narrative.project import DATABASE, Project, located
from lif_narrative.records import Source
from lif_narrative.resources import shipped

if TYPE_CHECKING:
    from lif_narrative.progress import Progress

CORPUS: Final = "corpora/synthetic"
TRIES: Final = 100


def place_of(usual: str) -> Path:
    """A folder beside the usual project that is a sample already, or free; never somebody's own project."""
    folder = located(usual)[0].resolve()
    near = (folder.with_name(f"{folder.name}-sample{'' if n == 1 else f'-{n}'}") for n in range(1, TRIES))
    return next(place for place in near if _fit(place))


def _fit(place: Path) -> bool:
    if not place.exists():
        return True
    if not place.is_dir() or not (place / DATABASE).exists():
        return place.is_dir() and not any(place.iterdir())
    project = Project.open(place)
    held = {source.sha256 for source in project.store.read(Source)}
    project.close()
    return held <= _shipped()


def _shipped() -> set[str]:
    files = (path for path in shipped(CORPUS).rglob("*") if path.is_file())
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def filled(project: Project, progress: Progress) -> Project:
    """Take the sample in and analyse it, as far as that was not done before; nothing is done twice."""
    if pipeline.latest(project, "triangulate") is None:
        project.ingest(shipped(CORPUS), progress=progress)
        project.run(progress=progress)
    return project
