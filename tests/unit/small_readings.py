"""Readings made by hand, so that a mapping is tested without any file format."""

from __future__ import annotations

from pathlib import PurePath

from lif_narrative.ingest.mapping import map_reading
from lif_narrative.ingest.parts import Cell, Part, Reading, Table
from lif_narrative.ingest.raw import Mapped, RawDocument


def words(*parts: str | Part | Table, format: str = "docx") -> Reading:
    """A text: "# " before a title, "## " a heading, "**" a bold line, "- " a list's item."""
    units: list[Part | Table] = []
    for n, part in enumerate(parts, 1):
        units.append(_part(part, n) if isinstance(part, str) else part)
    title = next((u.text for u in units if isinstance(u, Part) and u.role == "title"), "")
    return Reading(tuple(units), format, title)


def _part(text: str, n: int) -> Part:
    marks = (("# ", "title", 1), ("## ", "heading", 2), ("### ", "heading", 3), ("- ", "list", 0))
    for mark, role, level in marks:
        if text.startswith(mark):
            return Part(role, text.removeprefix(mark), f"p{n}", level)
    bold = text.startswith("**")
    return Part("body", text.strip("*") if bold else text, f"p{n}", bold=bold)


def table(*rows: list[str], locator: str = "t1", name: str = "") -> Table:
    """A table of texts; short rows are filled up with empty cells."""
    width = max(map(len, rows))
    place = (lambda r, c: f"{locator}r{r}c{c}") if not name else (lambda r, c: f"{name}!{chr(64 + c)}{r}")
    cells = tuple(
        tuple(Cell(text, place(r, c)) for c, text in enumerate([*row, *[""] * (width - len(row))], 1))
        for r, row in enumerate(rows, 1)
    )
    return Table(cells, name or locator, name)


def sheet(*rows: list[str], name: str = "Sheet1", format: str = "xlsx") -> Reading:
    """A workbook of one sheet."""
    return Reading((table(*rows, name=name),), format)


def mapped(reading: Reading, path: str = "a file.docx", source: str = "s-1", **more: object) -> Mapped:
    """The mapping of a reading, checked for what holds of every mapping."""
    found = map_reading(reading, PurePath(path), source, **more)  # type: ignore[arg-type]
    for document in found.documents:
        assert all(document.text[p.start : p.end] for p in document.paragraphs)
    return found


def body(document: RawDocument) -> list[tuple[str, str]]:
    """Question and words of each body paragraph."""
    return [(p.question, document.text[p.start : p.end]) for p in document.paragraphs if p.role == "body"]


def roles(document: RawDocument, role: str) -> list[str]:
    """The paragraphs of one role."""
    return [document.text[p.start : p.end] for p in document.paragraphs if p.role == role]
