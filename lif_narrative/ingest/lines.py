"""From a reader's parts and cells to lines: paragraphs cut where their writer broke them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lif_narrative.ingest.drafts import Line
from lif_narrative.ingest.parts import Cell, Part, Table

_ENDED: Final = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_BULLET: Final = re.compile(r"^(?:[-*•●▪‣–]|\d{1,2}[.)]|[a-z][.)])\s")
_HEADING_WORDS: Final = 28
_TICKS: Final = re.compile(r"[☐☑☒✓✔✗✘□■⬜✅]|\[[ xX✓]\]")
ROLES: Final = {
    "title": "heading", "heading": "heading", "caption": "caption", "note": "note", "header": "header",
    "footer": "footer", "meta": "meta",
}  # fmt: skip


def part_lines(part: Part) -> Iterator[Line]:
    """The lines of one part: a question that opens it is a heading over the rest."""
    role = ROLES.get(part.role, "body")
    if role == "meta":
        yield Line(f"{part.name}: {part.text}" if part.name else part.text, "meta", part.locator)
        return
    if role != "body":
        yield Line(part.text, role, part.locator, part.level if part.role == "heading" else 0)
        return
    if part.bold and is_short(part.text):
        yield Line(part.text, "heading", part.locator, 9)
        return
    if part.role == "list":
        yield Line(part.text, "body", part.locator, 1)
        return
    pieces = broken(part.text)
    if len(pieces) > 1 and _opens(pieces[0]):
        yield Line(pieces[0], "heading", part.locator, 9)
        pieces = broken("\n".join(pieces[1:]))
    yield from (Line(piece, "body", part.locator) for piece in pieces)


def cell_lines(cell: Cell, question: str = "") -> list[Line]:
    """What is written in a cell, tables within it too; a row of tick boxes is no prose."""
    found: list[Line] = []
    for unit in cell.inner or (Part("body", cell.text, cell.locator),):
        if isinstance(unit, Table):
            found += [line for inner in cells(unit) for line in cell_lines(inner, question)]
        else:
            found += [Line(x.text, x.role, cell.locator, x.level, question) for x in part_lines(unit)]
    return [
        Line(x.text, "meta", x.locator)
        if x.role == "body" and _TICKS.search(x.text) and _is_ticks(x.text)
        else x
        for x in found
    ]


def cells(table: Table) -> Iterator[Cell]:
    """The cells of a table that hold something, in reading order."""
    return (cell for row in table.rows for cell in row if cell.text.strip() or cell.inner)


def broken(text: str) -> list[str]:
    """A paragraph's lines: cut at a line break only where a sentence or a bullet ends there."""
    pieces: list[str] = []
    for piece in text.split("\n"):
        if not piece.strip():
            continue
        joins = pieces and not (
            _ENDED.search(pieces[-1].rstrip()) or _BULLET.match(piece) or _opens(pieces[-1])
        )
        if joins:
            pieces[-1] += "\n" + piece
        else:
            pieces.append(piece)
    return [piece.strip() for piece in pieces]


def is_short(text: str) -> bool:
    """Short enough to be a heading or a question, and no statement."""
    plain = text.strip()
    return (
        0 < len(plain.split()) <= _HEADING_WORDS
        and not re.search(r"[.;,][\"'”’)]*$", plain)
        and "\n" not in plain
    )


def _opens(piece: str) -> bool:
    """Whether a paragraph's first line is a heading over the rest: a question, or a few words with no end."""
    plain = piece.strip()
    words = len(plain.split())
    return (plain.endswith("?") and words <= _HEADING_WORDS) or (
        0 < words <= 8
        and plain[0].isupper()
        and re.search(r"[\w’')]$", plain) is not None
        and "\n" not in plain
    )


def _is_ticks(text: str) -> bool:
    return all(len(piece.split()) <= 6 for piece in _TICKS.split(text))


def all_lines(units: Iterable[Part | Table]) -> Iterator[Line]:
    """Every line of parts, and of tables as they are read, cell by cell."""
    for unit in units:
        if isinstance(unit, Part):
            yield from part_lines(unit)
        else:
            yield from (line for cell in cells(unit) for line in cell_lines(cell))
