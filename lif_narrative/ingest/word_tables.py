"""Tables of a Word file: a grid of cells in which merged text stands once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.parts import Cell, Part, Table, lines
from lif_narrative.ingest.word_styles import child, name, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from lif_narrative.ingest.word import Body

_WRAPPERS: Final = {"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"}


def table(element: Element, locator: str, body: Body) -> Table:
    """The rows of a `w:tbl`, filled up to one width; rows whose deletion was tracked are left out."""
    rows: list[list[Cell]] = []
    for row in _inside(element, "w:tr"):
        if child(row, "w:trPr", "w:del") is None:
            rows.append(_row(row, f"{locator}r{len(rows) + 1}", body))
    width = max(map(len, rows), default=0)
    for number, cells in enumerate(rows, 1):
        cells += [Cell("", f"{locator}r{number}c{column}") for column in range(len(cells) + 1, width + 1)]
    return Table(tuple(map(tuple, rows)), locator)


def _row(row: Element, locator: str, body: Body) -> list[Cell]:
    cells: list[Cell] = []

    def blank(columns: int) -> None:
        cells.extend(Cell("", f"{locator}c{len(cells) + 1 + i}") for i in range(columns))

    blank(_number(value(child(row, "w:trPr", "w:gridBefore"))))
    for element in _inside(row, "w:tc"):
        properties = child(element, "w:tcPr")
        merge = child(properties, "w:vMerge")
        if merge is not None and value(merge) != "restart":
            blank(1)
        else:
            cells.append(_cell(element, f"{locator}c{len(cells) + 1}", body))
        blank(max(0, _number(value(child(properties, "w:gridSpan"))) - 1))
    return cells


def _cell(element: Element, locator: str, body: Body) -> Cell:
    inner = tuple(body.blocks(element, locator))
    texts = [unit.text if isinstance(unit, Part) else lines(unit) for unit in inner]
    bold = bool(inner) and all(isinstance(unit, Part) and unit.bold for unit in inner)
    return Cell("\n".join(texts), locator, bold, inner)


def _inside(element: Element, wanted: str) -> Iterator[Element]:
    """Rows or cells, also those inside content controls."""
    for one in element:
        if name(one) == wanted:
            yield one
        elif name(one) in _WRAPPERS:
            yield from _inside(one, wanted)


def _number(text: str) -> int:
    return min(int(text), 200) if text.isdigit() else 0
