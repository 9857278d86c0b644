"""Tables of replies: a row, a column or a group of rows is one person's or one form's telling."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lif_narrative.ingest.agencies import agency_of
from lif_narrative.ingest.drafts import Draft, Line, Setting
from lif_narrative.ingest.forms import question_of
from lif_narrative.ingest.grid import Grid, Row
from lif_narrative.ingest.names import is_name, labels_in, numbers_in
from lif_narrative.ingest.proposals import Choice
from lif_narrative.ingest.reply import reply


def row_drafts(grid: Grid, choices: Sequence[Choice], title: Sequence[Line], setting: Setting) -> list[Draft]:
    """One document a row."""
    return [
        reply([row], f"{grid.locator}!{_row_of(row, number)}", choices, title, setting)
        for number, row in enumerate(grid.rows, 1)
    ]


def group_drafts(
    grid: Grid, choices: Sequence[Choice], title: Sequence[Line], setting: Setting
) -> list[Draft]:
    """One document for all rows of one child, respondent or form, in a table with a row a question.

    A child's rows are one telling for each agency or person that tells of them. Where no column
    says which rows belong together, each row is a reply.
    """
    keys = _keys(choices)
    if not keys:
        return row_drafts(grid, choices, title, setting)
    groups: dict[tuple[str, ...], list[Row]] = {}
    last: tuple[str, ...] = ()
    for row in grid.rows:
        key = tuple(row[n].text.strip() for n in keys)
        last = key if any(key) else last  # a merged cell stands once, over the rows it spans
        groups.setdefault(last, []).append(row)
    return [
        reply(rows, f"{grid.locator}!{_row_of(rows[0], n)}", choices, title, setting)
        for n, rows in enumerate(groups.values(), 1)
    ]


def _keys(choices: Sequence[Choice]) -> list[int]:
    """The columns that together say whose telling a row belongs to."""

    def of(*roles: str) -> list[int]:
        return [n for n, choice in enumerate(choices) if choice.role in roles]

    if of("case", "child"):
        return of("case", "child", "agency", "who", "name")
    return of("id") or of("name")


def column_drafts(grid: Grid, title: Sequence[Line], setting: Setting) -> list[Draft]:
    """One document a column, where questions stand down the side."""
    drafts = []
    for number in range(1, len(grid.header)):
        name = grid.header[number]
        lines: list[Line] = [*title, Line(name, "meta", grid.locator)]
        for row in grid.rows:
            if row[number].text.strip():
                asked = row[0].text.strip()
                lines.append(Line(asked, "heading", row[0].locator, 9))
                lines.append(Line(row[number].text, "body", row[number].locator, 0, question_of(asked)))
        hints = tuple(labels_in(name) + numbers_in(name)) or (
            (name,) if is_name(name) and not agency_of([(name, 1)]) else ()
        )
        own = Setting(agency=agency_of([(name, 1)]), hints=hints)
        if any(line.role == "body" for line in lines):
            drafts.append(Draft(f"{grid.locator}!C{number + 1}", tuple(lines), own.over(setting)))
    return drafts


def _row_of(row: Row, number: int) -> str:
    """Which row of the file this is, as its cells' places say: D5 is row 5, R3C5 row 3, t1r2c2 row 2."""
    found = re.search(r"(?:r|R|[A-Z])(\d+)(?:[cC]\d+)?$", row[0].locator.rpartition("!")[2])
    return found[1] if found else str(number)
