"""What each column of a table of replies holds: a question's answers, who wrote, which case, when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lif_narrative.ingest.column_words import ABOUT_THEM, ASKS, CLOSED, NAMED_ROLES
from lif_narrative.ingest.grid import Grid, is_figure
from lif_narrative.ingest.names import labels_in, numbers_in
from lif_narrative.ingest.proposals import Choice
from lif_narrative.ingest.voices import speaks

_NO_QUESTIONS: Final = frozenset({"agency", "attribute", "date", "contact", "name"})
# Names of columns that may number replies or cases: what repeats or is missing is no reply's number.
_EITHER: Final = frozenset({"ref", "reference", "code", "id", "no", "number", "key", "unique id"})


def plain_header(name: str) -> str:
    """A column's name as bare words: no case, no punctuation."""
    return " ".join(re.sub(r"[^\w#]+", " ", name.casefold().replace("_", " ")).split())


def choose(grid: Grid) -> list[Choice]:
    """What each column holds, by its name and then by what is written in it."""
    found = [_choice(grid, n) for n in range(len(grid.header))]
    if not any(c.role in ("question", "answer") for c in found):
        return _longest_speaks(grid, found)
    return found


def _choice(grid: Grid, number: int) -> Choice:
    name, values = grid.header[number], grid.column(number)
    where = grid.rows[0][number].locator if grid.rows else grid.locator
    role, why, confidence = _by_content(name, values) or _by_name(grid, name, values) or _unnamed(values)
    return Choice("column", where, name, role, why, confidence)


def _by_content(name: str, values: Sequence[str]) -> tuple[str, str, float] | None:
    """What cells say for certain, whatever the column is called."""
    figures = bool(values) and sum(map(_is_code, values)) >= 0.9 * len(values)
    if figures and _role(name) in ("", "question", "ask", "agency", "answer", "who"):
        return ("id" if _counts(values) else "attribute", "figures or codes only", 0.8)
    if speaks(values):
        return ("who", "most cells name a relation or a role", 0.8)
    return None


def _by_name(grid: Grid, name: str, values: Sequence[str]) -> tuple[str, str, float] | None:
    """What a column's name says, unless its cells say that they are prose."""
    role = _role(name)
    if role == "id" and not _is_id(values) and plain_header(name) in _EITHER:
        role = "case" if any(numbers_in(v) or labels_in(v) for v in values) else "attribute"
    if role in ("case", "agency", "name", "period", "method", "team") and _is_prose(values):
        role = "question"
    if role == "ask" and all(_role(other) in ("ask", "question") for other in grid.header):
        role = "question"
    return (role, "by its name", 0.9 if role != "question" else 0.8) if role else None


def _unnamed(values: Sequence[str]) -> tuple[str, str, float]:
    if bool(values) and sum(bool(CLOSED.fullmatch(v.strip(" ."))) for v in values) >= 0.9 * len(values):
        return ("attribute", "closed answers", 0.7)
    if _is_prose(values):
        return ("question", "cells hold sentences", 0.6)
    return ("attribute", "short answers under no question", 0.5)


def _role(name: str) -> str:
    plain = plain_header(name)
    if ABOUT_THEM.fullmatch(plain):
        return "attribute"
    asks = name.strip().endswith("?") and len(plain.split()) > 4
    for role, pattern in NAMED_ROLES:
        if pattern.fullmatch(plain) and not (asks and role in _NO_QUESTIONS):
            return role
    return "question" if name.strip().endswith("?") or ASKS.match(name.strip()) else ""


def _is_code(value: str) -> bool:
    return is_figure(value) or bool(re.fullmatch(r"[1-5]", value.strip()))


def _counts(values: Sequence[str]) -> bool:
    """Whether figures number the rows: each one more than the one before."""
    numbers = [int(value) for value in values if value.strip().isdigit()]
    return len(numbers) == len(values) > 1 and all(
        b - a == 1 for a, b in zip(numbers, numbers[1:], strict=False)
    )


def _is_id(values: Sequence[str]) -> bool:
    return bool(values) and len(set(values)) == len(values) and all(len(v.split()) <= 2 for v in values)


def _is_prose(values: Sequence[str]) -> bool:
    """Whether cells hold sentences: four words or more on the whole, and seldom the same twice."""
    if not values:
        return False
    usual = sum(len(v.split()) for v in values) / len(values)
    return usual >= 4 and len(set(values)) >= 0.3 * len(values)


def _longest_speaks(grid: Grid, found: list[Choice]) -> list[Choice]:
    """In a table without a question, the wordiest unclaimed column is what people said."""
    open_ = [n for n, c in enumerate(found) if c.role == "attribute" and c.why != "figures or codes only"]
    if not open_:
        return found
    best = max(open_, key=lambda n: (sum(len(v) for v in grid.column(n)), -n))
    c = found[best]
    found[best] = Choice(c.place, c.where, c.name, "question", "the wordiest column", 0.5)
    return found
