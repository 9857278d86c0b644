"""A REFI-QDA project (.qdpx) read in the worker: its texts as parts, and what is coded in them as JSON.

`exchange.receiving` makes documents and codings of it. A text keeps its characters exactly, because
codings are offsets into them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.codebooks import qdc
from lif_narrative.errors import NarrativeError
from lif_narrative.ingest.package import Package
from lif_narrative.ingest.parts import Part, Reading, Unreadable
from lif_narrative.ingest.refi_codes import coded, guid_of, memos, uncrossed

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PROJECT: Final = "project.qde"
ABOUT: Final = "refi"  # the name of the part that holds everything but the texts
_INTERNAL: Final = "internal://"
_TEXTS: Final = {"TextSource": ".", "PDFSource": "{*}Representation", "PictureSource": "{*}TextDescription",
                 "AudioSource": "{*}Transcript", "VideoSource": "{*}Transcript"}  # fmt: skip


def read(path: Path) -> Reading:
    """Read a project: one part a text (its locator the guid), and a last part that says what is coded."""
    with Package(path) as package:
        root = package.xml(PROJECT)
        if root is None:
            raise Unreadable(
                "The package holds no project.qde, so it is no REFI-QDA project. Export it again."
            )
        texts: list[Part] = []
        said: list[dict[str, Any]] = []
        missing = 0
        for source, holder in _holders(root):
            text = _text(package, holder)
            if text is None:
                missing += 1
                continue
            name = guid_of(holder.get("guid"))
            texts.append(Part("body", text, name))
            said.append({"guid": name, **coded(source, holder)})
    about = {"themes": _themes(root), "users": _users(root), "sources": said, "cases": _cases(root),
             "left": [*uncrossed(root), ("sources without a text in the package", missing,
                                         "only words can be coded here")]}  # fmt: skip
    return Reading((*texts, Part("meta", json.dumps(about), PROJECT, name=ABOUT)), "qdpx")


def _holders(root: Element) -> Iterator[tuple[Element, Element]]:
    """Each source, and the elements of it that hold a text; the source itself where there is none."""
    from lxml import etree

    for source in root.iterfind("{*}Sources/*"):
        where = _TEXTS.get(etree.QName(source).localname, ".")
        holders = [source] if where == "." else source.findall(where)
        yield from ((source, holder) for holder in holders or [source])


def _text(package: Package, holder: Element) -> str | None:
    inline = holder.findtext("{*}PlainTextContent")
    if inline is not None:
        return inline
    path = holder.get("plainTextPath") or ""
    file = path.removeprefix(_INTERNAL)
    name = next((n for n in (f"sources/{file}", f"Sources/{file}") if n in package.names), "")
    if not path.startswith(_INTERNAL) or not name:
        return None
    return package.text(name)


def _themes(root: Element) -> list[dict[str, Any]]:
    codes = root.find("{*}CodeBook/{*}Codes")
    if codes is None or len(codes) == 0:
        return []
    try:
        themes = qdc.themes_in(codes, PROJECT)
    except NarrativeError as error:
        raise Unreadable(str(error), PROJECT) from None
    notes = memos(root)
    return [
        asdict(replace(theme, memo=theme.memo or "\n".join(notes.get(qdc.guid_of(theme.id), ()))))
        for theme in themes
    ]


def _users(root: Element) -> dict[str, str]:
    return {guid_of(user.get("guid")): user.get("name") or "" for user in root.iterfind("{*}Users/{*}User")}


def _cases(root: Element) -> list[dict[str, Any]]:
    def held(case: Element) -> list[str]:
        return [guid_of(reference.get("targetGUID")) for reference in case.iterfind("{*}SourceRef")]

    cases = root.iterfind("{*}Cases/{*}Case")
    return [{"name": case.get("name") or "", "sources": held(case)} for case in cases]
