"""Stories and themes as files that people can read, and that can be checked afterwards.

A writer a format, chosen by the file's ending and imported only when chosen.
"""

from __future__ import annotations

import importlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.export.page import Page, page_of
from lif_narrative.export.profiles import profile_called
from lif_narrative.verbs import make_verb

if TYPE_CHECKING:
    from lif_narrative.story import PracticeStory
    from lif_narrative.story.material import Material

WRITERS: Final = {
    ".docx": "lif_narrative.export.word:write",
    ".html": "lif_narrative.export.web:write",
    ".md": "lif_narrative.export.markdown:write",
}
Writer = Callable[[Page, Path], None]


def export(story: PracticeStory, path: str | Path, profile: str = "internal") -> Path:
    """Write a practice story to a file; its ending says the format: .docx, .html or .md.

    Parameters
    ----------
    story : PracticeStory
    path : str or Path
        Written whole or not at all.
    profile : {"internal", "partnership", "publication"}
        Who may read it: see `export.profiles`; "shareable" is another name of "partnership".

    Returns
    -------
    Path
        The file, which `lif verify` can check with or without the project.

    Raises
    ------
    NarrativeError
        No claim has evidence, the format or profile is unknown, or the folder is not there.
    """
    target = Path(path)
    writer = writer_for(target)
    if not any(block.evidence for block in story.record.blocks if block.kind == "claim"):
        raise NarrativeError(
            "The story has no claim with evidence, so there is nothing to show for it. Code some excerpts, "
            "run the analysis and draft it again."
        )
    page = page_of(story, profile_called(profile))
    whole(target, lambda place: writer(page, place))
    if story.witness:
        story.witness(profile, page.seal)
    return target


def export_themes(material: Material, path: str | Path) -> Path:
    """Write the themes workbook (.xlsx): counts, matrix, evidence with ids, gaps, measures, set aside.

    Raises
    ------
    NarrativeError
        Nothing is coded, the file is no .xlsx, or the folder is not there.
    """
    from lif_narrative.export.workbook import write

    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise UnknownChoice("format for themes", target.suffix or target.name, [".xlsx"])
    if material.coded.empty:
        raise NarrativeError(
            "No excerpt is coded yet, so there are no themes to write. Run the analysis first."
        )
    whole(target, lambda place: write(material, place))
    return target


def writer_for(path: Path) -> Writer:
    """The writer for a file's ending."""
    ending = path.suffix.lower()
    if ending not in WRITERS:
        raise UnknownChoice("format", ending or path.name, list(WRITERS))
    module, name = WRITERS[ending].split(":")
    found: Any = getattr(importlib.import_module(module), name)
    return found  # type: ignore[no-any-return]


def whole(target: Path, write: Callable[[Path], None]) -> None:
    """Write beside the target, then put it in its place, so that no half file is ever there."""
    if not target.parent.is_dir():
        raise NarrativeError(f"There is no folder {target.parent}. Make it, or name another.")
    handle, name = tempfile.mkstemp(prefix=".writing-", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    place = Path(name)
    try:
        write(place)
        os.replace(place, target)
    except PermissionError as error:
        raise NarrativeError(f"{target.name} may not be written: is it open in another program?") from error
    finally:
        place.unlink(missing_ok=True)


make_verb(__name__)
