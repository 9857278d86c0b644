"""Where the headings of a performance table are, what its rows are, and which columns belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lif_narrative.figures import is_figure, period_in, text_of
from lif_narrative.indicators.columns import Column, Rows, columns
from lif_narrative.indicators.headings import headings
from lif_narrative.indicators.vocabulary import FIGURES, is_comparator

_PART: Final = re.compile(
    r"(the )?(numerator|denominator|num|den|denom|rate|percentage|per ?cent|%|number|count|value|total)s?"
    r"( ?\(?%\)?)?",
    re.I,
)
_ASIDE: Final = re.compile(
    r"source|note|data (as )?(at|of|from)|updated|prepared|produced|version|key:|contents|back to", re.I
)


@dataclass(frozen=True, slots=True)
class Group:
    """Figure columns that tell one value: of a period, an area or a measure, or of whatever the row says."""

    period: str = ""
    area: str = ""
    name: str = ""
    places: dict[str, int] = field(default_factory=dict)  # value, numerator, denominator, target -> column


@dataclass(frozen=True, slots=True)
class Layout:
    """What a performance table's columns and rows are."""

    body: int  # the first row under the headings
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    title: str  # a measure's name, where the rows are areas
    title_period: str
    name: int = -1  # the column that names the measures; -1 for none
    area: int = -1
    part: int = -1  # the column that says numerator or denominator, row by row

    def places(self, role: str) -> list[int]:
        """The columns of a role."""
        return [column.place for column in self.columns if column.role == role]

    @property
    def personal(self) -> tuple[str, ...]:
        """Headings that ask who a person is."""
        return tuple(column.heading for column in self.columns if column.personal)


def layout(rows: Rows) -> Layout | None:
    """How a table is laid out; None where no headings of performance data are found."""
    found = headings(rows)
    return _laid_out(rows, *found) if found else None


def _laid_out(rows: Rows, start: int, end: int) -> Layout:
    found = columns(rows[start:end])
    above = [" ".join(t for cell in row if (t := text_of(cell))) for row in rows[:start]]
    body = rows[end:]
    if not any(c.is_figure for c in found):
        found = [_across(c, body) for c in found]
    name, area, part = _row_names(found, body)
    groups = _groups(found, measures_across=name < 0 <= area)
    title = next((t for text in reversed(above) if (t := _title(text))), "")
    when = next((p for text in above if (p := period_in(text))), "")
    return Layout(end, tuple(found), groups, title, when, name, area, part)


def _across(column: Column, body: Rows) -> Column:
    """A column of figures headed by an area: England, or a name we do not know, beside it."""
    cells = [t for row in body if column.place < len(row) and (t := text_of(row[column.place]))]
    full = bool(cells) and 2 * sum(map(is_figure, cells)) > len(cells)
    if column.role == "comparator" and (column.area or full):
        return Column(
            column.place, column.heading, "value", column.period, column.area or column.heading, column.unit
        )
    if not column.role and column.heading and full:
        return Column(column.place, column.heading, "value", column.period, column.heading, column.unit)
    return column


def _row_names(found: Sequence[Column], body: Rows) -> tuple[int, int, int]:
    """The columns that name the measure, the area, and the part of a figure; -1 for none."""
    name = next((c.place for c in found if c.role == "name"), -1)
    area = next((c.place for c in found if c.role == "area"), -1)
    free = [c.place for c in found if not c.role and not c.personal]
    cells = {place: [t for row in body if place < len(row) and (t := text_of(row[place]))] for place in free}
    part = next((p for p in free if cells[p] and all(_PART.fullmatch(t) for t in cells[p])), -1)
    left = [place for place in free if place != part]
    if area < 0 and name < 0 and left and any(map(is_comparator, cells[left[0]])):
        area = left[0]
    if name < 0 and area < 0 and not any(c.personal for c in found):
        name = left[0] if left else 0
    return name, area, part


def _groups(found: Sequence[Column], *, measures_across: bool) -> tuple[Group, ...]:
    """Figure columns that belong together; an unknown heading above them is a measure, or an area."""
    gathered: dict[tuple[str, str, str], dict[str, int]] = {}
    figures = [c for c in found if c.is_figure or (c.role == "target" and c.period)]
    telling = len({c.over for c in figures if c.over}) > 1 or any(c.area for c in figures)
    for column in figures:
        over = column.over if telling or measures_across else ""
        key = (
            column.period,
            column.area or ("" if measures_across else over),
            over if measures_across else "",
        )
        gathered.setdefault(key, {}).setdefault(column.role, column.place)
    return tuple(
        Group(period, area, name, places)
        for (period, area, name), places in gathered.items()
        if set(places) & set(FIGURES) - (set() if len(gathered) == 1 else {"denominator"})
    )


def _title(text: str) -> str:
    """A line above the headings as the name of a measure, without its period."""
    bare = re.sub(r"[\s\-–:,(]*$", "", text.replace(period_in(text) or "\0", " ").strip())
    return bare if len(bare.split()) > 1 and len(text) < 150 and not _ASIDE.match(text) else ""
