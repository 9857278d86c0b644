"""Prose with headings of every kind: real ones, bold ones, questions, numbers, labels before a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lif_narrative.ingest.drafts import Line
from lif_narrative.ingest.field_words import LABEL
from lif_narrative.ingest.fields import is_field
from lif_narrative.ingest.forms import question_of
from lif_narrative.ingest.lines import is_short
from lif_narrative.ingest.templates import Layout

_NUMBERED: Final = re.compile(r"^(?:q(?:uestion)?\s*)?\d{1,2}(?:\.\d{1,2})?\s*[.):]?\s+\S|^q\d{1,2}\b", re.I)
_LABELLED: Final = re.compile(r"^([A-Z][^:\n.!]{1,60}):[ \t]+(\S.*)$", re.S)
_USUAL: Final = re.compile(
    r"(?:key |main |overall |our |the )*(?:strengths?|weaknesses|concerns?|worries|risks?|analysis|impact|outcomes?|evidence|comments?|findings?"
    r"|good practice|areas? (?:for|of) (?:improvement|development|concern)|what(?:'s| is| has)? work(?:s|ed|ing)(?: well)?|what (?:are we|we are)"
    r" worried about|what needs to happen|learning(?: points?)?|recommendations?|reflections?|voice of the child|child'?s voice|summary"
    r"|barriers|gaps|response|answer|reply|feedback|views?|recording|planning|assessment|supervision|management oversight)", re.I
)  # fmt: skip


def structured(lines: Sequence[Line], layout: Layout | None = None) -> list[Line]:
    """Lines with their headings, fields and questions told apart; no line is lost and none changes its words."""
    found = _by_layout(lines, layout) if layout else list(lines)
    found = _titled(found)
    found = _asked_alone(found)
    found = _short_alone(found)
    found = _fielded(found)
    found = [piece for line in found for piece in _labelled(line, found)]
    return questioned(found)


def questioned(lines: Sequence[Line]) -> list[Line]:
    """Each paragraph with the question above it: the nearest heading, and the one over it if that says too little."""
    found: list[Line] = []
    above = ""
    at = 0
    outer = ""
    for line in lines:
        if line.role == "heading":
            asked = question_of(line.text.rstrip(":")) if line.level else ""
            generic = _USUAL.fullmatch(asked) is not None
            outer = outer if generic and line.level >= at else asked
            above = f"{outer}: {asked}" if generic and outer and outer != asked else asked
            at = line.level if not generic else at
        elif line.role == "body" and not line.question:
            line = replace(line, question=above)
        found.append(line)
    return found


def _by_layout(lines: Sequence[Line], layout: Layout) -> list[Line]:
    roles = {"question": "heading", "heading": "heading", "section": "heading", "field": "meta", "case": "meta", "child": "meta"}
    return [
        replace(line, role=roles[role], level=line.level or 9)
        if (role := layout.heading_role(line.text)) in roles
        else line
        for line in lines
    ]


def _titled(lines: list[Line]) -> list[Line]:
    """Without a title of its own, a document's first short line is one."""
    for n, line in enumerate(lines):
        if line.role == "body":
            shouts = line.text.isupper() and len(line.text.split()) > 1
            longer = any(len(x.text.split()) > len(line.text.split()) for x in lines[n + 1 :])
            is_title = longer and is_short(line.text) and len(line.text.split()) <= 18 and not line.text.endswith("?")
            if (shouts or is_title) and not LABEL.match(line.text) and not is_field(line.text, above=True):
                lines[n] = replace(line, role="heading", level=0)
            return lines
        if line.role == "heading":
            return lines
    return lines


def _asked_alone(lines: list[Line]) -> list[Line]:
    """A question or numbered heading on a line of its own, with an answer under it."""
    found = []
    for n, line in enumerate(lines):
        under = lines[n + 1] if n + 1 < len(lines) else None
        plain = line.role == "body" and not line.question and under is not None and under.role == "body"
        if plain and (_is_question(line, under) or _is_numbered(line, under)):
            found.append(n)
    questions = [n for n in found if lines[n].text.rstrip().endswith("?")]
    numbered = [n for n in found if _NUMBERED.match(lines[n].text)]
    for n in {*(questions if len(questions) > 1 else ()), *numbered}:
        lines[n] = replace(lines[n], role="heading", level=9)
    return lines


def _is_question(line: Line, under: Line | None) -> bool:
    text = line.text.strip()
    alone = text.endswith("?") and len(re.findall(r"[.!?](?:\s|$)", _NUMBERED.sub("", text, count=1))) == 1
    return alone and len(text.split()) <= 28 and under is not None and not under.text.rstrip().endswith("?")


def _is_numbered(line: Line, under: Line | None) -> bool:
    fits = _NUMBERED.match(line.text) is not None and is_short(line.text) and len(line.text.split()) <= 14
    return fits and line.level == 0 and under is not None and not _NUMBERED.match(under.text)


def _short_alone(lines: list[Line]) -> list[Line]:
    """A few words that end nowhere, over something longer, are a heading where at least two such stand."""
    found = [
        n
        for n, line in enumerate(lines[:-1])
        if line.role == "body" and not line.question and line.level == 0 and is_short(line.text)
        and len(line.text.split()) <= 9 and line.text[:1].isupper() and not LABEL.match(line.text)
        and not line.text.rstrip().endswith(":") and lines[n + 1].role == "body"
        and len(lines[n + 1].text.split()) > max(9, len(line.text.split()))
    ]  # fmt: skip
    for n in found if len(found) > 1 else ():
        lines[n] = replace(lines[n], role="heading", level=9)
    return lines


def _fielded(lines: list[Line]) -> list[Line]:
    """A form's fields: above the first question, or labelled ones below."""
    first = next((n for n, line in enumerate(lines) if line.role == "heading" and line.level), None)
    above = True
    for n, line in enumerate(lines):
        above = above and (first is None or n < first)
        if line.role != "body" or line.question:
            continue
        if is_field(line.text, above=above):
            lines[n] = replace(line, role="meta")
        elif first is None:
            above = False
    return lines


def _labelled(line: Line, lines: Sequence[Line]) -> list[Line]:
    """"Impact: she sleeps now" is a label and an answer, where labels are usual ones or the page is full of them."""
    found = _LABELLED.match(line.text) if line.role == "body" and not line.question else None
    if not found or len(found[1].split()) > 8:
        return [line]
    others = {m[1] for x in lines if x.role == "body" and (m := _LABELLED.match(x.text)) and len(m[1].split()) <= 8}
    if not _USUAL.fullmatch(found[1]) and not found[1].endswith("?") and len(others) < 3:
        return [line]
    between = line.text[found.end(1) + 1 : found.start(2)]
    return [
        replace(line, text=found[1] + ":", role="heading", level=9),
        replace(line, text=found[2], glue=between, question=question_of(found[1])),
    ]
