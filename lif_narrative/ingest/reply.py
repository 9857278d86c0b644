"""One reply: what stands in its rows as margin, answers and attributes, and who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lif_narrative.ingest.drafts import Draft, Line, Setting
from lif_narrative.ingest.forms import question_of
from lif_narrative.ingest.grid import Row
from lif_narrative.ingest.margin import field_of
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


def reply(
    rows: Sequence[Row], locator: str, choices: Sequence[Choice], title: Sequence[Line], setting: Setting
) -> Draft:
    """The document of the rows that one account filled in."""
    own = Setting()
    margin: list[Line] = []
    body: list[Line] = []
    pairs = ((row, cell, choice) for row in rows for cell, choice in zip(row, choices, strict=True))
    for row, cell, choice in pairs:
        text = cell.text.strip()
        if text and choice.role in _MARGIN:
            margin.append(Line(f"{choice.name}: {text}", "meta", cell.locator))
            own = own.over(field_of(choice.role, text, setting.method))
        elif text and choice.role in ("question", "answer"):
            body += _answer(cell, choice, _asked(row, choices))
        elif text and choice.role == "ask" and not _is_answered(row, choices):
            body.append(Line(text, "heading", cell.locator, 9))
    attributes = _attributes(rows, choices)
    if not margin and not body:  # a form sent back without words is kept as one
        margin = [Line(f"{name}: {value}", "meta", locator) for name, value in attributes.items()]
    voice = _voice(rows, choices, setting.method)
    lines = [*title, *_once(margin), *(replace(x, speaker=voice) if x.role == "body" else x for x in body)]
    under = replace(setting, hints=()) if own.hints else setting  # a row's own case, not the file's
    return Draft(locator, tuple(lines), own.over(under), attributes)


def _asked(row: Row, choices: Sequence[Choice]) -> str:
    asked = (cell.text.strip() for cell, choice in zip(row, choices, strict=True) if choice.role == "ask")
    return "; ".join(text for text in asked if text)


def _is_answered(row: Row, choices: Sequence[Choice]) -> bool:
    return any(c.text.strip() for c, choice in zip(row, choices, strict=True) if choice.role == "answer")


def _attributes(rows: Sequence[Row], choices: Sequence[Choice]) -> dict[str, str]:
    """What no document's text holds, by column; rows of one account are joined."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for number, (cell, choice) in enumerate(zip(row, choices, strict=True), 1):
            if cell.text.strip() and choice.role not in (*_MARGIN, "question", "answer", "ask"):
                found.setdefault(choice.name or f"column {number}", []).append(cell.text.strip())
    return {name: "; ".join(dict.fromkeys(values)) for name, values in found.items()}


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
