"""Rich text (.rtf): its words, a paragraph a line, and the rows of its tables."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lif_narrative.ingest.package import BROKEN
from lif_narrative.ingest.parts import Cell, Part, Reading, Table, Unreadable
from lif_narrative.ingest.remarks import count

# A group without inner groups whose words are hidden, or deleted with changes tracked.
_HIDDEN: Final = re.compile(r"\{[^{}]*\\(?:v|deleted)(?![a-z0-9])[^{}]*\}")
_PAGE: Final = re.compile(rb"\\ansicpg(\d+)")


def read(path: Path) -> Reading:
    """Read rich text; `p2` is the second paragraph, empty ones counted, and `t1r2c2` a cell."""
    from striprtf.striprtf import rtf_to_text

    data = path.read_bytes()
    marked = _decoded(data)
    seen, hidden = _HIDDEN.subn("", marked)
    try:
        text: str = rtf_to_text(seen, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, LookupError, OverflowError):  # numbers out of range, groups unclosed
        raise Unreadable(BROKEN.format("text")) from None
    # Signs beyond the first 65,536 are written as two halves.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    remarks = [
        count(hidden, "stretch", "of hidden or deleted text left out", plural="stretches"),
        count(marked.count("\\pict"), "picture", "left out"),
    ]
    return Reading(tuple(_units(text)), "rtf", "", tuple(filter(None, remarks)))


def _decoded(data: bytes) -> str:
    """Rich text is ASCII; bytes beyond it are in the code page that the file names."""
    found = _PAGE.search(data[:4000])
    page = f"cp{found[1].decode()}" if found else "cp1252"
    try:
        codecs.lookup(page)
    except LookupError:
        page = "cp1252"
    return data.decode(page, errors="replace")


def _units(text: str) -> Iterator[Part | Table]:
    rows: list[list[str]] = []
    tables = 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.rstrip().endswith("|"):  # the end of a row, as striprtf writes one
            rows.append([cell.strip() for cell in line.rstrip()[:-1].split("|")])
            continue
        if rows:
            tables += 1
            yield _table(rows, f"t{tables}")
            rows = []
        if line.strip():
            yield Part("body", line.strip(), f"p{number}")


def _table(rows: list[list[str]], locator: str) -> Table:
    width = max(map(len, rows))
    filled = [row + [""] * (width - len(row)) for row in rows]
    return Table(
        tuple(
            tuple(Cell(text, f"{locator}r{r}c{c}") for c, text in enumerate(row, 1))
            for r, row in enumerate(filled, 1)
        ),
        locator,
    )
