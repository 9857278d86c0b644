"""The kinds of long work: who may ask for each, whether it must be alone, and what it does."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative.errors import NarrativeError
from lif_narrative.progress import Progress

if TYPE_CHECKING:
    from lif_narrative.project import Project
    from lif_narrative.records import Labour

HOLDING: Final = "lif-received-"  # folders where files that were handed in wait to be read
PRODUCTS: Final = ".products"
KEPT_DAYS: Final = 1


@dataclass(frozen=True)
class Kind:
    """One kind: its words ("Anne is taking files in"), its permission, and its work."""

    doing: str
    permission: str
    alone: bool
    work: Callable[[Project, Labour, Progress], None]


def holding() -> Path:
    """A new folder for files that were handed in, for its owner alone; the work clears it away."""
    return Path(tempfile.mkdtemp(prefix=HOLDING))


def _ingest(project: Project, row: Labour, tell: Progress) -> None:
    from lif_narrative.labour.arrived import keep

    place = Path(row.asked["folder"])
    if not place.name.startswith(HOLDING) or not place.is_dir():
        raise NarrativeError("The files are not there any more. Add them again.")
    template = place / "template.yaml"
    told = project.ingest(place / "received" / "files", template if template.exists() else None, tell)
    keep(project, told, f"{place / 'received' / 'files'}/")
    shutil.rmtree(place, ignore_errors=True)


def _run(project: Project, row: Labour, tell: Progress) -> None:
    project.run(row.asked.get("upto", "triangulate"), progress=tell)


def _sample(project: Project, row: Labour, tell: Progress) -> None:
    from lif_narrative.sample import filled

    filled(project, tell)


def _export(project: Project, row: Labour, tell: Progress) -> None:
    from lif_narrative.export import export
    from lif_narrative.records import Story

    asked, place = row.asked, product_of(project, row)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    for old in place.parent.iterdir():
        if time.time() - old.stat().st_mtime > KEPT_DAYS * 86400:
            old.unlink(missing_ok=True)
    tell("Making the file", 0, 1)
    if "story" not in asked:
        project.write(asked["product"], place, asked.get("profile", "internal"))
        return
    held = project.store.read(Story, project.store.table(Story).c.id == asked["story"])
    if not held:
        raise NarrativeError(f"There is no story {asked['story']}. It may have been forgotten.")
    export(project.story(held[0].question), place, asked.get("profile", "internal"),
           product=asked.get("product", "story"), large_print=bool(asked.get("large")))  # fmt: skip


def product_of(project: Project, row: Labour) -> Path:
    """Where the file of an export lies: de-identified, in the project's folder, for a day."""
    return project.folder / PRODUCTS / f"{row.id}{row.asked.get('ending', '.docx')}"


KINDS: Final = {
    "ingest": Kind("taking files in", "ingest", True, _ingest),
    "run": Kind("reading, appraising and theming", "run", True, _run),
    "sample": Kind("opening the sample project", "ingest", True, _sample),
    "export": Kind("making a file", "export", False, _export),
}
