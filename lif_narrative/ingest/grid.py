"""A table as people mean it: what stands above it, its header, and the rows that are its substance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from lif_narrative.ingest.parts import Cell, Table

Row = tuple[Cell, ...]
_FIGURE: Final = re.compile(r"[£$€]?-?[\d,]+(?:\.\d+)?\s*%?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T][\d:.]+)?")
_MOST_ABOVE: Final = 15  # rows of title and explanation that may stand above a header
_HEADER_WORDS: Final = 45
_GENERIC: Final = re.compile(
    r"(?:your |any |further |additional |please |free )*(?:comments?|reasons?|why|details?|explain"
    r"|explanation|examples?|text|other"
    r"|notes?|yes/?no|rating|score|evidence|answer|response|free ?text)\W*(?:if .*|\(.*\))?", re.I
)  # fmt: skip


@dataclass(frozen=True)
class Grid:
    """A table without its empty rows and columns.

    `above` are the rows before the header; `header` one name a column, "" where there is none.
    """

    locator: str
    name: str
    above: tuple[Row, ...] = field(repr=False)
    header: tuple[str, ...] = field(repr=False)
    rows: tuple[Row, ...] = field(repr=False)
    headed: bool = True

    def column(self, number: int) -> list[str]:
        """What is written in a column, empty cells left out."""
        return [row[number].text for row in self.rows if row[number].text.strip()]


def lay_out(table: Table) -> Grid:
    """Find the header of a table: the first row as wide as the table whose cells are names and not values."""
    rows = _without_empty(table.rows)
    if not rows:
        return Grid(table.locator, table.name, (), (), (), headed=False)
    at = _header_row(rows)
    if at is None:
        return Grid(table.locator, table.name, (), ("",) * len(rows[0]), tuple(rows), headed=False)
    names, above = [cell.text.strip() for cell in rows[at]], rows[:at]
    if above and _is_group_row(above[-1], rows[at]):
        names = _with_groups(names, above[-1])
    return Grid(table.locator, table.name, tuple(above), _distinct(names), tuple(rows[at + 1 :]))


def filled(row: Iterable[Cell]) -> list[Cell]:
    """The cells of a row that hold something."""
    return [cell for cell in row if cell.text.strip()]


def is_figure(text: str) -> bool:
    """Whether a cell holds a number or a date and no words."""
    return _FIGURE.fullmatch(text.strip()) is not None


def _without_empty(rows: Sequence[Row]) -> list[Row]:
    kept = [row for row in rows if filled(row)]
    columns = [n for n in range(len(kept[0]) if kept else 0) if any(row[n].text.strip() for row in kept)]
    return [tuple(row[n] for n in columns) for row in kept]


def _header_row(rows: list[Row]) -> int | None:
    width = _width(rows)
    for n, row in enumerate(rows[: _MOST_ABOVE + 1]):
        wide = len(filled(row)) >= max(0.6 * width, min(width, 2))
        if wide and _is_header(row, rows[n + 1 :]):
            return n
        if wide and not _is_preamble(row, rows[n + 1 :]):
            return None
    return None


def _width(rows: list[Row]) -> int:
    """How many columns the body of the table uses: the widest of its rows."""
    return max(len(filled(row)) for row in rows)


def _is_header(row: Row, below: Sequence[Row]) -> bool:
    texts = [cell.text.strip() for cell in filled(row)]
    named = not any(is_figure(text) or "@" in text for text in texts)
    short = all(len(text.split()) <= _HEADER_WORDS for text in texts)
    distinct = len({text.casefold() for text in texts}) >= 0.7 * len(texts)
    if not (named and short and distinct and below):
        return False
    if len(row) == 1:
        return _heads_one_column(texts[0], [r[0].text for r in below])
    return not any(
        cell.text.strip() in {r[n].text.strip() for r in below}
        for n, cell in enumerate(row)
        if cell.text.strip()
    )


def _heads_one_column(name: str, values: list[str]) -> bool:
    usual = sum(len(value.split()) for value in values) / len(values)
    return (
        name.endswith("?") or _GENERIC.fullmatch(name) is not None or (len(name.split()) <= 5 and usual > 6)
    )


def _is_preamble(row: Row, below: Sequence[Row]) -> bool:
    """A row of two cells above a table that is wider: "Exported | 1 October"."""
    return len(filled(row)) < _width(list(below) or [row])


def _is_group_row(upper: Row, lower: Row) -> bool:
    """Names over groups of columns: fewer than the names below, and the first column is not a title's."""
    names = filled(upper)
    places = [n for n, cell in enumerate(upper) if cell.text.strip()]
    return (
        len(names) >= 2
        and len(names) < len(filled(lower))
        and places[-1] > 1
        and not any(map(is_figure, (c.text for c in names)))
    )


def _with_groups(names: list[str], groups: Row) -> list[str]:
    """A name that says nothing by itself ("Comment", "Why?") takes its group's before it."""
    group, named = "", []
    for name, cell in zip(names, groups, strict=True):
        group = cell.text.strip() or group
        alone = name and not _GENERIC.fullmatch(name) and names.count(name) == 1
        named.append(name if alone else f"{group}: {name}" if name and group else name or group)
    return named


def _distinct(names: list[str]) -> tuple[str, ...]:
    """Columns of one name told apart; a generic one ("Why?") takes the name before it."""
    found: list[str] = []
    for n, name in enumerate(names):
        if n and name and _GENERIC.fullmatch(name) and (name in names[:n] or name in names[n + 1 :]):
            name = f"{names[n - 1]}: {name}"
        while name and name in found:
            name += " (2)"
        found.append(name)
    return tuple(found)
