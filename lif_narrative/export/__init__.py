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
from lif_narrative.export.page import Dress, Page, page_of
from lif_narrative.export.products import check, product_called
from lif_narrative.export.profiles import profile_called
from lif_narrative.verbs import make_verb

if TYPE_CHECKING:
    from lif_narrative.project import Project
    from lif_narrative.story import PracticeStory
    from lif_narrative.story.material import Material

WRITERS: Final = {
    ".docx": "lif_narrative.export.word:write",
    ".html": "lif_narrative.export.web:write",
    ".md": "lif_narrative.export.markdown:write",
    ".pdf": "lif_narrative.export.pdf:write",
    ".pptx": "lif_narrative.export.slides:write",
}
Writer = Callable[[Page, Path], None]


def export(
    story: PracticeStory | Project, path: str | Path, profile: str = "internal", *, product: str = "story",
    large_print: bool = False, template: str | Path | None = None, logo: str | Path | None = None,
) -> Path:  # fmt: skip
    """Write a practice story, or another document made of the same evidence, to a file.

    Parameters
    ----------
    story : PracticeStory or Project
        A project stands for the story that was saved in it last.
    path : str or Path
        Written whole or not at all; its ending says the format.
    profile : {"internal", "partnership", "publication"}
        Who may read it: see `export.profiles`; "shareable" is another name of "partnership".
    product : {"story", "report", "briefing", "self-evaluation", "board", "families", "children"}
        What is made; `docs/exports.md` says in which formats each comes.
    large_print : bool
        Nothing smaller than 18 points.
    template : str or Path, optional
        A council's own .docx or .pptx (or .dotx, .potx), whose styles and page are kept.
    logo : str or Path, optional
        A picture (.png, .jpg, .svg) for the first page.

    Returns
    -------
    Path
        The file, which `lif verify` can check with or without the project.

    Raises
    ------
    NarrativeError
        No claim has evidence, the product does not come in this format or dress, or a file is not there.
    """
    target, kind = Path(path), product_called(product)
    writer = writer_for(target)
    told = _story(story)
    dress = Dress(_there(template, "template"), _there(logo, "logo"), large_print)
    check(kind, target.suffix.lower(), large=large_print, template=bool(template), logo=bool(logo))
    if not any(block.evidence for block in told.record.blocks if block.kind == "claim"):
        raise NarrativeError(
            "The story has no claim with evidence, so there is nothing to show for it. Code some excerpts, "
            "run the analysis and draft it again."
        )
    page = page_of(told, profile_called(profile), product, dress)

    def put(place: Path) -> None:
        writer(page, place)
        if told.witness:  # before anything leaves: it may be refused
            told.witness(profile if product == "story" else f"{product}, {profile}", page.seal, page.counts)

    whole(target, put)
    return target


def _story(given: PracticeStory | Project) -> PracticeStory:
    from lif_narrative.story import PracticeStory

    if isinstance(given, PracticeStory):
        return given
    saved = given.stories()
    if saved.empty:
        raise NarrativeError("The project holds no saved story yet. Draft one on your question and save it.")
    return given.story(str(saved.iloc[-1]["question"]))


def _there(path: str | Path | None, what: str) -> Path | None:
    if path is None:
        return None
    if not Path(path).is_file():
        raise NarrativeError(f"There is no {what} {path}.")
    return Path(path)


def export_themes(material: Material, path: str | Path) -> Path:
    """Write the themes workbook (.xlsx): counts, matrix, evidence with ids, gaps, measures, set aside.

    Raises
    ------
    NarrativeError
        Nothing is coded, the file is no .xlsx, or the folder is not there.
    """
    from lif_narrative.export.sheets import sheets_of
    from lif_narrative.export.workbook import write

    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise UnknownChoice("format for themes", target.suffix or target.name, [".xlsx"])
    if material.coded.empty:
        raise NarrativeError(
            "No excerpt is coded yet, so there are no themes to write. Run the analysis first."
        )
    whole(target, lambda place: write(sheets_of(material), place, "Themes and their evidence"))
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
