"""Tables of replies: a row, a column or a group of rows is one person's or one form's telling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lif_narrative.ingest.agencies import agency_of
from lif_narrative.ingest.drafts import Draft, Line, Setting
from lif_narrative.ingest.forms import question_of
from lif_narrative.ingest.grid import Grid, Row
from lif_narrative.ingest.margin import field_of
from lif_narrative.ingest.names import is_name, labels_in, numbers_in
from lif_narrative.ingest.parts import Cell
from lif_narrative.ingest.proposals import Choice
from lif_narrative.ingest.voices import voice_in, written_for_them

_MARGIN: Final = frozenset(
    {
        "case",
        "child",
        "who",
        "name",
        "agency",
        "team",
        "date",
        "period",
        "method",
        "voice",
        "contact",
        "helper",
        "field",
    }
)


def row_drafts(grid: Grid, choices: Sequence[Choice], title: Sequence[Line], setting: Setting) -> list[Draft]:
    """One document a row."""
    return [
        draft for number, row in enumerate(grid.rows, 1)
        if (draft := _of_rows([row], f"{grid.locator}!{_row_of(row, number)}", choices, title, setting)).lines
    ]  # fmt: skip


def group_drafts(
    grid: Grid, choices: Sequence[Choice], title: Sequence[Line], setting: Setting
) -> list[Draft]:
    """One document for all rows of one child, respondent or form, in a table with a row a question."""
    keys = [n for n, c in enumerate(choices) if c.role in ("case", "child", "agency", "who", "name")]
    keys = keys or next(([n] for role in ("id",) for n, c in enumerate(choices) if c.role == role), [])
    groups: dict[tuple[str, ...], list[Row]] = {}
    last: tuple[str, ...] = ()
    for row in grid.rows:
        key = tuple(row[n].text.strip() for n in keys)
        last = key if any(key) else last  # a merged cell stands once, over the rows it spans
        groups.setdefault(last, []).append(row)
    return [
        _of_rows(rows, f"{grid.locator}!{_row_of(rows[0], n)}", choices, title, setting)
        for n, rows in enumerate(groups.values(), 1)
    ]


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


def _of_rows(
    rows: Sequence[Row], locator: str, choices: Sequence[Choice], title: Sequence[Line], setting: Setting
) -> Draft:
    margin: list[Line] = []
    body: list[Line] = []
    attributes: dict[str, str] = {}
    own = Setting()
    for row in rows:
        asked = "; ".join(
            row[n].text.strip() for n, c in enumerate(choices) if c.role == "ask" and row[n].text.strip()
        )
        for cell, choice in zip(row, choices, strict=True):
            if not cell.text.strip():
                continue
            if choice.role in _MARGIN:
                margin.append(Line(f"{choice.name}: {cell.text.strip()}", "meta", cell.locator))
                own = own.over(field_of(choice.role, cell.text.strip(), setting.method, choice.name))
            elif choice.role in ("question", "answer"):
                body += _answer(cell, choice, asked)
            elif choice.role not in ("ask",):
                said = attributes.get(choice.name)
                attributes[choice.name] = f"{said}; {cell.text.strip()}" if said else cell.text.strip()
    lines = [*title, *_once(margin), *body] if margin or body else []
    voice = _voice(rows, choices, setting.method)
    spoken = tuple(replace(x, speaker=voice) if x.role == "body" else x for x in lines)
    under = replace(setting, hints=()) if own.hints else setting  # a row's own case, not the file's
    return Draft(locator, spoken, own.over(under), attributes)


def _once(lines: Sequence[Line]) -> list[Line]:
    """Lines that a merged or repeated cell gives again and again, once each."""
    found: dict[str, Line] = {}
    for line in lines:
        found.setdefault(line.text, line)
    return list(found.values())


def _answer(cell: Cell, choice: Choice, asked: str) -> list[Line]:
    """An answer under its question: exactly the cell's text."""
    question = asked if choice.role == "answer" and asked else choice.name
    answer = Line(cell.text, "body", cell.locator, 0, question_of(question))
    return [Line(question, "heading", cell.locator, 9), answer] if question else [answer]


def _voice(rows: Sequence[Row], choices: Sequence[Choice], method: str) -> str:
    """Who speaks in a reply, where a column says it; a helper who writes for a child is a practitioner."""

    def said(*roles: str) -> list[str]:
        return [
            row[n].text
            for row in rows
            for n, c in enumerate(choices)
            if c.role in roles and row[n].text.strip()
        ]

    named = next((voice for text in said("voice", "who") if (voice := voice_in(text))), "")
    if method == "child feedback" and written_for_them(said("question", "answer"), " ".join(said("helper"))):
        return "practitioner"
    return "partner" if named in ("practitioner", "manager") and method == "partner feedback" else named
