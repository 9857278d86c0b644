"""The columns of a performance table, read from one, two or three rows of headings above each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lif_narrative.figures import dated, period_in, text_of, without_period
from lif_narrative.indicators.people import PERSONAL
from lif_narrative.indicators.vocabulary import FIGURES, ROLES, is_comparator, plain, role_of

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, what it holds, and the period and area its heading names."""

    place: int
    heading: str
    role: str = ""  # a role of `vocabulary.HEADINGS`, "" where no word is known
    period: str = ""
    area: str = ""
    unit: str = ""
    over: str = ""  # a heading above it whose words are not known: an area, or a measure

    @property
    def is_figure(self) -> bool:
        """Whether the figures of measures stand in it."""
        return self.role in FIGURES

    @property
    def personal(self) -> bool:
        """Whether its heading asks who a person is."""
        return PERSONAL.fullmatch(plain(self.heading)) is not None


def columns(rows: Rows) -> list[Column]:
    """The columns under these rows of headings; upper ones reach over the blanks beside them."""
    texts = [[text_of(cell) for cell in row] for row in rows]
    width = max(map(len, texts), default=0)
    spread = [_spread(row + [""] * (width - len(row))) for row in texts[:-1]]
    last = texts[-1] + [""] * (width - len(texts[-1]))
    parts = [[row[place] for row in spread] + [last[place]] for place in range(width)]
    return [_column(place, [part for part in stack if part]) for place, stack in enumerate(parts)]


def _spread(row: list[str]) -> list[str]:
    """Headings of a row, each over the blank cells to its right, as merged cells are read."""
    out, now = [], ""
    for text in row:
        now = text or now
        out.append(now)
    return out


def _column(place: int, parts: list[str]) -> Column:
    """One column of its headings from the top down: the lowest word on its role holds."""
    column = Column(place, parts[-1] if parts else "")
    for part in parts:
        period, rest = period_in(part), without_period(part)
        role = role_of(part)
        bare_period = bool(period) and (not rest or ROLES.get(rest) in FIGURES or is_comparator(part))
        if period and (bare_period or role in (*FIGURES, "target")):
            joined = f"{period} {column.period}" if column.period and not dated(period) else period
            under = "value" if column.role in ("", "comparator") else column.role
            column = replace(column, period=joined.strip(), role=role if rest else under)
        if role:
            column = replace(column, role=role)
        if is_comparator(part):
            column = replace(column, area=_area(part), role=column.role or "comparator")
        if part is not parts[-1] and not (period or role or is_comparator(part)):
            column = replace(column, over=part)
        if re.search(r"%|per ?cent", part.lower()) and not column.unit:
            column = replace(column, unit="%")
    return column


def _area(part: str) -> str:
    period = period_in(part)
    return " ".join(part.replace(period, " ").split()) if period else part
