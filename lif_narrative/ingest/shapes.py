"""What kind of table it is: replies a row, a form, questions down the side, or figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lif_narrative.indicators import is_performance_table
from lif_narrative.ingest.agencies import agency_of
from lif_narrative.ingest.asking import asks, is_label, is_label_row
from lif_narrative.ingest.columns import plain_header
from lif_narrative.ingest.grid import Grid, Row, filled, is_figure
from lif_narrative.ingest.names import is_name, labels_in, numbers_in
from lif_narrative.ingest.parts import Table
from lif_narrative.ingest.proposals import Choice

_NUMBER: Final = re.compile(r"(?:q(?:uestion)? ?)?\d{1,2}(?:\.\d{1,2})*[.)]?[a-z]?", re.I)
_GROUPS: Final = ("case", "id", "who", "name", "agency")
_WHOSE: Final = ("case", "id", "who", "name", "agency", "date", "team")


def shape_of(table: Table, grid: Grid, choices: Sequence[Choice], *, sheet: bool) -> str:
    """One of figures, box, pairs, form, long, across, replies.

    figures: performance data · box: prose in a frame · pairs: label and value, twice a row ·
    form: a question or label and its answer a row · long: a row an answer, a column saying which
    question · across: questions down the side, a column a reply · replies: a row a reply.
    """
    if is_performance_table([[cell.text for cell in row] for row in table.rows]):
        return "figures"
    roles = {choice.role for choice in choices}
    rows = _rows(table)
    width = len(rows[0]) if rows else 0
    if width <= 1:
        return "replies" if sheet else "box"
    if {"ask", "answer"} <= roles:
        asked = [text for n, c in enumerate(choices) if c.role == "ask" for text in grid.column(n)]
        return "long" if roles & set(_GROUPS) or len(set(asked)) < len(asked) else "form"
    if width in (4, 6) and _are_pairs(rows):
        return "pairs"
    if 2 <= width and _is_across(grid):
        return "across"
    if _is_form(rows, grid, choices):
        return "form"
    return "replies"


def _rows(table: Table) -> list[Row]:
    """Every row that holds something, header and all, without empty columns."""
    rows = [row for row in table.rows if filled(row)]
    used = [n for n in range(len(rows[0])) if any(row[n].text.strip() for row in rows)] if rows else []
    return [tuple(row[n] for n in used) for row in rows]


def numbers_joined(table: Table) -> Table:
    """A form whose first column only numbers its questions, with each number put before its question."""
    rows = [row for row in table.rows if len(filled(row)) > 1]
    numbered = sum(_NUMBER.fullmatch(row[0].text.strip()) is not None for row in rows)
    if (
        not rows
        or len(rows[0]) < 3
        or numbered < 0.7 * len(rows)
        or 2 * sum(asks(r[1].text) for r in rows) < len(rows)
    ):
        return table
    joined = [
        (replace(row[1], text=f"{row[0].text.strip()} {row[1].text}".strip()), *row[2:]) for row in table.rows
    ]
    return replace(table, rows=tuple(joined))


def _are_pairs(rows: Sequence[Row]) -> bool:
    labels = [row[n].text for row in rows for n in range(0, len(row), 2) if row[n].text.strip()]
    return bool(labels) and sum(map(is_label, labels)) >= 0.7 * len(labels)


def _is_across(grid: Grid) -> bool:
    """Questions down the side and, over the other columns, children, agencies or people."""
    if not grid.headed or len(grid.header) < 3 or not grid.rows:
        return False
    side = [row[0].text for row in grid.rows if row[0].text.strip()]
    over = [name for name in grid.header[1:] if name]
    asked = sum(asks(text) or is_label(text) for text in side) >= 0.5 * len(side) > 0
    return asked and len(over) >= 2 and sum(map(_is_whose, over)) >= 0.7 * len(over)


def _is_whose(name: str) -> bool:
    return (
        bool(labels_in(name) or numbers_in(name))
        or (
            is_name(name)
            and len(name.split()) <= 3
            and not is_label(name)
            and plain_header(name) not in _COLUMNS
        )
        or bool(agency_of([(name, 1)]))
    )


_COLUMNS: Final = frozenset(
    "evidence comment comments rating grade score judgement finding findings answer response action actions"
    " analysis impact strengths concerns yes no partly owner date by when rag outcome outcomes notes"
    " narrative".split()
)


def _is_form(rows: Sequence[Row], grid: Grid, choices: Sequence[Choice]) -> bool:
    """A question or label in the first column and what answers it beside it."""
    if len(rows[0]) < 2 or (grid.headed and choices[0].role in _WHOSE and not _has_fields(rows)):
        return False
    sides = [row[0].text for row in rows if row[0].text.strip() and len(filled(row)) > 1]
    if (
        len(sides) < 1
        or len({side.casefold() for side in sides}) < 0.8 * len(sides)
        or any(map(is_figure, sides))
    ):
        return False
    leading = sum(asks(side) or is_label(side) for side in sides)
    if len(rows[0]) > 2:
        return leading >= 0.5 * len(sides)
    answers = [row[1].text for row in rows if len(filled(row)) > 1]
    wordy = sum(len(a.split()) for a in answers) >= 2 * sum(len(s.split()) for s in sides)
    return leading >= 0.5 * len(sides) or (wordy and all(len(side.split()) <= 14 for side in sides))


def _has_fields(rows: Sequence[Row]) -> bool:
    """Whether a table begins with fields, and goes on with labels or questions: no row of it is a header."""
    sides = [row[0].text for row in rows]
    return any(map(is_label_row, rows[:4])) and sum(asks(side) or is_label(side) for side in sides) > 1
