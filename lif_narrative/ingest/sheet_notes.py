"""Notes that people put on the cells of an .xlsx workbook, which calamine does not read."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from lif_narrative.ingest.package import Package
from lif_narrative.ingest.parts import Part

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def notes(path: Path) -> dict[str, list[Part]]:
    """The notes of each sheet by its name; empty for workbooks of other kinds."""
    if not zipfile.is_zipfile(path):
        return {}
    found: dict[str, list[Part]] = {}
    with Package(path) as package:
        main = package.of_kind("officeDocument")
        links = package.related(main) if main else {}
        root = package.xml(main) if main.endswith(".xml") else None
        for sheet in [] if root is None else _named(root, "sheet"):
            name = str(sheet.get("name", ""))
            link = next((str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
            target = links.get(link, ("", ""))[1]
            comments = package.xml(package.of_kind("comments", target)) if target else None
            found[name] = [] if comments is None else list(_of_sheet(comments, name))
    return found


def _of_sheet(root: Element, sheet: str) -> list[Part]:
    authors = ["".join(map(str, one.itertext())) for one in _named(root, "author")]
    parts = []
    for number, comment in enumerate(_named(root, "comment"), 1):
        text = "".join(one.text or "" for one in _named(comment, "t"))
        index = str(comment.get("authorId", ""))
        author = authors[int(index)] if index.isdigit() and int(index) < len(authors) else ""
        about = f"{sheet}!{comment.get('ref', '')}"
        if text.strip():
            parts.append(Part("note", text, f"{sheet}!comment{number}", speaker=author, about=about))
    return parts


def _named(element: Element, local: str) -> list[Element]:
    return [one for one in element.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == local]
