"""Notes that people put on the cells of an .xlsx workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lif_narrative.ingest.package import Package
from lif_narrative.ingest.parts import Part
from lif_narrative.ingest.sheet_parts import named, sheets

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def notes(package: Package) -> dict[str, list[Part]]:
    """The notes of each sheet, by its name."""
    found: dict[str, list[Part]] = {}
    for name, target in sheets(package):
        root = package.xml(package.of_kind("comments", target))
        found[name] = [] if root is None else list(_of_sheet(root, name))
    return found


def _of_sheet(root: Element, sheet: str) -> Iterator[Part]:
    authors = ["".join(map(str, one.itertext())) for one in named(root, "author")]
    for number, comment in enumerate(named(root, "comment"), 1):
        text = "".join(one.text or "" for one in named(comment, "t"))
        index = str(comment.get("authorId", ""))
        author = authors[int(index)] if index.isdigit() and int(index) < len(authors) else ""
        if text.strip():
            about = f"{sheet}!{comment.get('ref', '')}"
            yield Part("note", text, f"{sheet}!comment{number}", speaker=author, about=about)
