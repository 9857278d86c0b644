"""Which rows of a table are its headings: one, or several above each other, with titles above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from lif_narrative.figures import period_in, text_of, without_period
from lif_narrative.indicators.columns import Column, Rows, columns
from lif_narrative.indicators.vocabulary import is_comparator, role_of

HEADER_WITHIN: Final = 10  # titles and notes may stand above the headings
_NUMBER: Final = re.compile(r"-?[\d,]+(\.\d+)?%?")
DEEPEST: Final = 3  # rows of headings above each other
LONGEST_HEADING: Final = 60


def headings(rows: Rows) -> tuple[int, int] | None:
    """The first row of headings and the first row under them; None where there are none that we know."""
    for place in range(min(len(rows), HEADER_WITHIN)):
        if _is_header(columns([rows[place]])):
            return _reach(rows, place)
    return None


def _is_header(found: Sequence[Column]) -> bool:
    headed = [column for column in found if column.heading]
    if any(_NUMBER.fullmatch(column.heading) and not column.period for column in headed):
        return False  # a row of figures, or of dates and figures, stands under its headings
    across = [c for c in headed if c.period] + [c for c in headed if c.role == "comparator"]
    named = any(c.role in ("name", "area") or c.personal for c in headed)
    figures = any(c.is_figure for c in headed)
    return len(headed) > 1 and ((figures and (named or len(across) > 1)) or (named and len(across) > 1))


def _reach(rows: Rows, place: int) -> tuple[int, int]:
    """The first row of headings, and the first row under them."""
    start, end = place, place + 1
    while end < len(rows) and end - start < DEEPEST and _goes_on(rows[end - 1], rows[end]):
        end += 1
    if end == place + 1 and place and _stands_over(rows[place - 1], columns([rows[place]])):
        start -= 1
    return start, end


def _goes_on(above: Sequence[Any], row: Sequence[Any]) -> bool:
    """Whether a row is more headings: periods, roles or areas, under headings that leave room for them."""
    texts = [text_of(cell) for cell in row]
    filled = [(place, text) for place, text in enumerate(texts) if text]
    if len(filled) < 2 or any(len(text) > LONGEST_HEADING for _, text in filled):
        return False
    known = [
        bool(period_in(t) and not without_period(t)) or bool(role_of(t)) or is_comparator(t)
        for _, t in filled
    ]
    first = text_of(above[0]) if above else ""
    taken = bool(texts[0]) and bool(first) and not role_of(texts[0])
    return not taken and sum(known) > len(known) / 2


def _stands_over(row: Sequence[Any], below: Sequence[Column]) -> bool:
    """Whether a row names groups of the headings below it, and is no title."""
    filled = [(place, text_of(cell)) for place, cell in enumerate(row) if text_of(cell)]
    under = {column.place for column in below if column.is_figure or column.role in ("comparator", "target")}
    over = [place in under for place, text in filled if not role_of(text)]
    short = all(len(text) <= LONGEST_HEADING for _, text in filled)
    return bool(over) and all(over) and short and (len(filled) > 1 or filled[0][0] > 0)
