"""Tables of a web page: rows of one width, spanned cells empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.parts import Cell, Table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

_WIDEST: Final = 100  # columns that one cell may claim


def table(node: Node, locator: str, read: Callable[[Node, str], Cell]) -> Table:
    """The rows of a `<table>`, each cell as `read` reads it; without rows if no cell says anything."""
    rows: list[list[Cell]] = []
    below: dict[int, int] = {}  # column -> rows that a cell above still covers
    for row in _rows(node):
        place, cells = f"{locator}r{len(rows) + 1}", list[Cell]()

        def covered(cells: list[Cell] = cells, place: str = place) -> None:
            while below.get(len(cells), 0) > 0:
                below[len(cells)] -= 1
                cells.append(Cell("", f"{place}c{len(cells) + 1}"))

        for one in (cell for cell in children(row) if cell.tag in {"td", "th"}):
            covered()
            down = _number(one.attributes.get("rowspan")) - 1
            first = len(cells)
            cells.append(read(one, f"{place}c{first + 1}"))
            across = min(_number(one.attributes.get("colspan")), _WIDEST)
            cells += [Cell("", f"{place}c{first + 1 + more}") for more in range(1, across)]
            below.update({column: down for column in range(first, len(cells)) if down > 0})
        covered()
        rows.append(cells)
    width = max(map(len, rows), default=0)
    for r, filled in enumerate(rows, 1):
        filled += [Cell("", f"{locator}r{r}c{c}") for c in range(len(filled) + 1, width + 1)]
    said = any(cell.text for filled in rows for cell in filled)
    return Table(tuple(map(tuple, rows)) if said else (), locator)


def children(node: Node) -> Iterator[Node]:
    """The nodes directly under one, text among them."""
    one = node.child
    while one is not None:
        following = one.next
        yield one
        one = following


def _rows(table: Node) -> Iterator[Node]:
    for one in children(table):
        if one.tag == "tr":
            yield one
        elif one.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(one)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 1
