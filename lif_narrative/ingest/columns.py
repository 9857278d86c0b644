"""What each column of a table of replies holds: a question's answers, who wrote, which case, when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lif_narrative.ingest.grid import Grid, is_figure
from lif_narrative.ingest.names import labels_in, numbers_in
from lif_narrative.ingest.proposals import Choice
from lif_narrative.ingest.voices import speaks

_CASE: Final = (
    r"(?:audit(?:ed)? )?(?:child|children|young person|yp|pupil|student|family|case|client|service user|sibling group|subject"
    r"|patient|cohort)(?: s)?(?: (?:case|system|record|file|audit|mosaic|lcs|unique|identifier))*"
    r"(?: (?:ref|reference|number|no|id|code|name|names|initials|label))*(?: office)?"
)
_ID: Final = (
    r"(?:form|reply|response|respondent|comment|survey|record|row|serial|entry|submission|participant|questionnaire|unique|user)? ?"
    r"(?:id|no|number|ref|reference|code|#|key)|#|row|reply|form|response|respondent|participant"
)
_NAMED: Final[tuple[tuple[str, str], ...]] = (
    ("case", rf"{_CASE}|(?:audit|office|mosaic|lcs|liquidlogic|case) (?:code|id|ref|reference|number|no|label)|code office"),
    ("date", r".*\bdate\b(?!.*birth).*|submitted|received|(?:start|completion|finish|end|submission) time|time ?stamp|when|month|completed"),
    ("who", r"who|who are you|who is (?:this|replying|answering)|(?:you are|i am|are you)(?: a| an| the)?(?: child s)?"
            r"|i am the (?:child|young person) s|(?:your )?relation(?:ship)?(?: to .*)?|respondent type|type of respondent|who said it"
            r"|said by|speaker|from|your role(?: .*)?|role|job title|capacity|completed by|person(?: replying)?"),
    ("agency", r"(?:your |which |what )?(?:organi[sz]ation|agency|service|setting|employer|sector|department|directorate|trust"
               r"|agency or service)(?: (?:and|or|&) (?:your )?(?:role|job|job title|post|team)| name| type)?(?: .{0,12})?"),
    ("team", r"(?:your |which )?team(?: name)?"),
    ("contact", r".*\b(?:e ?mail|phone|telephone|mobile|address|postcode|post code)\b.*"),
    ("name", r"(?:your |full |first |last |sur|fore)? ?names?(?: .{0,20})?"),
    ("period", r"period|quarter|year|round|wave|audit period"),
    ("method", r"method|type of audit|activity|source|how collected"),
    ("helper", r"(?:filled in|completed|answered|done|written)(?: in)? (?:with|how|by whom|how and with whom)"
               r"|who helped(?: you)?(?: (?:fill|complete|do|write) .*)?|helped by|support(?:ed)? by|with help from"),
    ("ask", r"(?:audit |survey )?(?:question|indicator|standard|prompt|criterion|criteria|line of enquiry|item|theme|area|domain|topic)s?"
            r"(?: (?:asked|text))?"),
    ("answer", r"(?:auditors? s? ?|reviewers? s? ?|our |the |key |audit )*(?:answers?|findings?|responses?|comments?|evidence|narrative|text|verbatim"
               r"|repl(?:y|ies)|analysis|what (?:we|the auditors?|auditors?) found|observations?|feedback|comment text|free text|quote|words)"),
    ("attribute", r"(?:.* )?(?:age|gender|sex|ethnicity|religion|disability|ward|locality|area|language|year group|school year|trust|labels?"
                  r"|sentiment|status|legal status|score|rating|grade|judgement|rag|language)(?: .{0,25})?"),
    ("id", _ID),
)  # fmt: skip
_COMPILED: Final = [(role, re.compile(pattern)) for role, pattern in _NAMED]
_ASKS: Final = re.compile(
    r"^(?:q\d+\W*|\d+[.)]\W*)?(?:what|how|did|do|does|is|are|was|were|why|who|where|when|which|can|could|would|should|have|has|tell us|please"
    r"|describe|anything|any |one thing|the best|is there|give|if you|in your|thinking|what\W?s|on a scale|overall|name)\b", re.I
)  # fmt: skip
_CLOSED: Final = re.compile(
    r"(?:strongly |somewhat |slightly |tend to )?(?:dis)?agree|neither.*|(?:very |fairly |quite )?(?:dis|un)?satisfied"
    r"|(?:very )?(?:good|poor|likely|unlikely|well|badly)|excellent|fair|average|outstanding|requires improvement|inadequate|met|not met"
    r"|partly met|partially met|red|amber|green|always|often|sometimes|rarely|never|yes|no|n/?a|not applicable|don'?t know|not sure"
    r"|neutral|true|false|anonymous", re.I
)  # fmt: skip


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

    def choice(role: str, why: str, confidence: float) -> Choice:
        return Choice("column", where, name or f"column {number + 1}", role, why, confidence)

    if values and sum(map(_is_code, values)) >= 0.9 * len(values) and _role(name) in ("", "question", "ask", "agency", "answer"):
        return choice("attribute" if not _is_id(name, values) else "id", "figures or codes only", 0.8)
    if speaks(values) and not name.strip().endswith("??"):
        return choice("who", "most cells name a relation or a role", 0.8)
    role = _role(name)
    if role in ("answer", "who") and values and not _is_prose(values) and _is_id(name, values) and all(map(_is_code, values)):
        role = "id"
    if role == "id" and not _is_id(name, values):
        role = "case" if any(numbers_in(v) or labels_in(v) for v in values) else "attribute"
    if role == "case" and _is_prose(values):
        role = "question"
    if role in ("agency", "name", "period", "method", "team", "ask") and _is_prose(values):
        role = "question" if role != "ask" else role
    if role == "ask" and len(grid.header) == len([h for h in grid.header if _role(h) in ("ask", "question")]):
        role = "question"
    if role:
        return choice(role, "by its name", 0.9 if role != "question" else 0.8)
    if _is_closed(values):
        return choice("attribute", "closed answers", 0.7)
    if _is_prose(values):
        return choice("question", "cells hold sentences", 0.6)
    return choice("attribute", "short answers under no question", 0.5)


def _role(name: str) -> str:
    plain = plain_header(name)
    for role, pattern in _COMPILED:
        if pattern.fullmatch(plain) and not (role in ("agency", "attribute", "date", "contact", "name") and name.strip().endswith("?") and len(plain.split()) > 4):
            return role
    return "question" if name.strip().endswith("?") or _ASKS.match(name.strip()) else ""


def _is_code(value: str) -> bool:
    return is_figure(value) or bool(re.fullmatch(r"[1-5]", value.strip()))


def _is_id(name: str, values: Sequence[str]) -> bool:
    return bool(values) and len(set(values)) == len(values) and all(len(v.split()) <= 2 for v in values)


def _is_prose(values: Sequence[str]) -> bool:
    """Whether cells hold sentences: four words or more on the whole, and seldom the same twice."""
    if not values:
        return False
    usual = sum(len(v.split()) for v in values) / len(values)
    return usual >= 4 and len(set(values)) >= 0.3 * len(values)


def _is_closed(values: Sequence[str]) -> bool:
    return bool(values) and sum(bool(_CLOSED.fullmatch(v.strip(" ."))) for v in values) >= 0.9 * len(values)


def _longest_speaks(grid: Grid, found: list[Choice]) -> list[Choice]:
    """In a table without a question, the wordiest unclaimed column is what people said."""
    open_ = [n for n, c in enumerate(found) if c.role == "attribute" and c.why != "figures or codes only"]
    if not open_:
        return found
    best = max(open_, key=lambda n: (sum(len(v) for v in grid.column(n)), -n))
    c = found[best]
    found[best] = Choice(c.place, c.where, c.name, "question", "the wordiest column", 0.5)
    return found
