"""What a project holds, as files for elsewhere: workbook, register, codebook, the whole, and its tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative import events
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.export.products import PRODUCTS
from lif_narrative.export.profiles import Profile, profile_called

if TYPE_CHECKING:
    from lif_narrative.project import Project

Maker = Callable[["Project", Path, Profile], object]


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of file: its endings ("" for a folder), who makes it, and whether others may have it."""

    endings: tuple[str, ...]
    make: Maker
    outside: bool = False  # a profile for readers outside is made too
    tells: bool = False  # its maker writes the event of the export itself


def _workbook(project: Project, path: Path, profile: Profile) -> None:
    from lif_narrative.export import export_themes
    from lif_narrative.telling import material

    export_themes(material(project), path)


def _register(project: Project, path: Path, profile: Profile) -> None:
    from lif_narrative.export import whole
    from lif_narrative.export.register import write_register

    whole(path, lambda place: write_register(project, place, profile))


def _codebook(project: Project, path: Path, profile: Profile) -> None:
    from lif_narrative.adoption import codebook_of
    from lif_narrative.export import whole

    book = codebook_of(project)
    if book is None:
        raise NarrativeError("No codebook is adopted yet. Adopt one, or run the analysis first.")
    writers = {".yaml": book.to_yaml, ".csv": book.to_csv, ".qdc": book.to_qdc, ".docx": book.to_docx}
    whole(path, writers[path.suffix.lower()])


def _project(project: Project, path: Path, profile: Profile) -> None:
    project.send(path)


def _data(project: Project, path: Path, profile: Profile) -> None:
    project.data(path)


HOLDINGS: Final = {
    "workbook": Holding((".xlsx",), _workbook),
    "register": Holding((".xlsx",), _register, outside=True),
    "codebook": Holding((".yaml", ".csv", ".qdc", ".docx"), _codebook, outside=True),
    "project": Holding((".qdpx",), _project, tells=True),
    "data": Holding(("",), _data, tells=True),
}


def write(project: Project, name: str, path: str | Path, profile: str = "internal") -> Path:
    """Write what a project holds.

    Parameters
    ----------
    name : {"workbook", "register", "codebook", "project", "data"}
    path : str or Path
        Its ending says the format; data are a folder of tables.
    profile : str
        The workbook, the project and its tables hold people's words one by one: they are made for
        "internal" readers alone.

    Raises
    ------
    NarrativeError
        The name, format or profile is none of these, or there is nothing to write yet.
    """
    if name in PRODUCTS:
        raise NarrativeError(
            f"The {name} is a document of a story: lif export makes it, with --product {name}."
        )
    if name not in HOLDINGS:
        raise UnknownChoice("file", name, list(HOLDINGS))
    holding, target, who = HOLDINGS[name], Path(path), profile_called(profile)
    if target.suffix.lower() not in holding.endings:
        raise UnknownChoice(f"format of the {name}", target.suffix or target.name, list(holding.endings))
    if who.small and not holding.outside:
        raise NarrativeError(
            f"The {name} holds people's words one by one, so it is not made for readers outside. "
            "Export the report or the board pages for them."
        )
    holding.make(project, target, who)
    if not holding.tells:
        with project.store.writing() as connection:
            events.append(project.store, connection, project.actor, "exported", name, reason=profile)
    return target
