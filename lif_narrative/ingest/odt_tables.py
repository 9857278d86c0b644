"""Tables of OpenDocument text: repeated cells written out, covered ones empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.odt_styles import name, number, value
from lif_narrative.ingest.parts import Cell, Part, Table, lines

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from lif_narrative.ingest.odt import Body

_GROUPS: Final = {"table:table-rows", "table:table-header-rows", "table:table-row-group"}
_MOST: Final = 500  # columns or rows that one repeated empty cell may stand for


def table(element: Element, locator: str, body: Body) -> Table:
    """The rows of a `table:table`, filled up to one width; empty ones at its edges are left out."""
    rows: list[list[Cell]] = []
    for one in _rows(element):
        for _ in range(min(number(value(one, "number-rows-repeated"), 1), _MOST)):
            rows.append(_row(one, f"{locator}r{len(rows) + 1}", body))
    while rows and not any(cell.text for cell in rows[-1]):
        rows.pop()
    width = max((c + 1 for row in rows for c, cell in enumerate(row) if cell.text), default=0)
    for order, row in enumerate(rows, 1):
        row += [Cell("", f"{locator}r{order}c{c}") for c in range(len(row) + 1, width + 1)]
    return Table(tuple(tuple(row[:width]) for row in rows), locator)


def _row(row: Element, locator: str, body: Body) -> list[Cell]:
    cells: list[Cell] = []
    for one in row:
        if name(one) in {"table:table-cell", "table:covered-table-cell"}:
            for _ in range(min(number(value(one, "number-columns-repeated"), 1), _MOST)):
                cells.append(_cell(one, f"{locator}c{len(cells) + 1}", body))
    return cells


def _cell(element: Element, locator: str, body: Body) -> Cell:
    if name(element) == "table:covered-table-cell":
        return Cell("", locator)
    inner = tuple(body.blocks(element, locator, {"p": 0, "t": 0}))
    text = "\n".join(unit.text if isinstance(unit, Part) else lines(unit) for unit in inner)
    bold = bool(inner) and all(isinstance(unit, Part) and unit.bold for unit in inner)
    return Cell(text, locator, bold, inner)


def _rows(element: Element) -> Iterator[Element]:
    for one in element:
        if name(one) == "table:table-row":
            yield one
        elif name(one) in _GROUPS:
            yield from _rows(one)
