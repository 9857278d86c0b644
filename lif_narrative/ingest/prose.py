"""Prose with headings of every kind: real ones, bold ones, questions, numbers, labels before a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lif_narrative.ingest.drafts import Line
from lif_narrative.ingest.fields import is_field
from lif_narrative.ingest.forms import question_of
from lif_narrative.ingest.headings import asked_alone, short_alone, titled
from lif_narrative.ingest.layouts import Layout

_LABELLED: Final = re.compile(r"^([A-Z][^:\n.!]{1,60}):[ \t]+(\S.*)$", re.S)
# What a form tells its writer, under a question: no words of the one who fills it in.
_GUIDANCE: Final = re.compile(
    r"^[(\[](?:please|consider|include|describe|think about|prompts?|e\.?g\.?|guidance|note to|you may"
    r"|for example)\b.*[)\]]\.?$",
    re.I | re.S,
)
_USUAL: Final = re.compile(
    r"(?:key |main |overall |our |the )*(?:strengths?|weaknesses|concerns?|worries|risks?|analysis|impact"
    r"|outcomes?|evidence|comments?|findings?"
    r"|good practice|areas? (?:for|of) (?:improvement|development|concern)|what(?:'s| is| has)? work(?:s"
    r"|ed|ing)(?: well)?|what (?:are we|we are)"
    r" worried about|what needs to happen|learning(?: points?)?|recommendations?|reflections?"
    r"|voice of the child|child'?s voice|summary"
    r"|barriers|gaps|response|answer|reply|feedback|views?|recording|planning|assessment|supervision"
    r"|management oversight)", re.I
)  # fmt: skip


def structured(lines: Sequence[Line], layout: Layout | None = None) -> list[Line]:
    """Lines with their headings, fields and questions told apart; no line is lost and none changes its words.

    `questioned` then puts the questions above their answers, once sections are told apart.
    """
    found = _by_layout(lines, layout) if layout else list(lines)
    found = _fielded(short_alone(asked_alone(titled(found))))
    return [piece for line in found for piece in _labelled(line, found)]


def questioned(lines: Sequence[Line]) -> list[Line]:
    """Each paragraph with the question above it: the nearest heading, and the one over a generic one."""
    found: list[Line] = []
    above = ""
    at = 0
    outer = ""
    for line in lines:
        if line.role == "heading":
            asked = question_of(line.text.rstrip(":")) if line.level else ""
            generic = _USUAL.fullmatch(asked) is not None
            outer = outer if generic and line.level > at else asked
            above = f"{outer}: {asked}" if generic and outer and outer != asked else asked
            at = line.level if not generic else at
        elif line.role == "body" and not line.question:
            line = replace(line, question=above)
        found.append(line)
    return found


def _by_layout(lines: Sequence[Line], layout: Layout) -> list[Line]:
    roles = {
        "question": "heading",
        "heading": "heading",
        "section": "heading",
        "field": "meta",
        "case": "meta",
        "child": "meta",
    }
    return [
        replace(line, role=roles[role], level=line.level or 9)
        if (role := layout.heading_role(line.text)) in roles
        else line
        for line in lines
    ]


def _fielded(lines: list[Line]) -> list[Line]:
    """A form's fields: above the first question, or labelled ones below."""
    first = next((n for n, line in enumerate(lines) if line.role == "heading" and line.level), None)
    above = True
    for n, line in enumerate(lines):
        above = above and (first is None or n < first)
        if line.role != "body" or line.question:
            continue
        if _GUIDANCE.match(line.text.strip()):
            lines[n] = replace(line, role="caption")
        elif is_field(line.text, above=above):
            lines[n] = replace(line, role="meta")
        elif first is None:
            above = False
    return lines


def _labelled(line: Line, lines: Sequence[Line]) -> list[Line]:
    """A label and its answer on one line, where labels are usual ones or the page is full of them."""
    found = _LABELLED.match(line.text) if line.role == "body" and not line.question else None
    if not found or len(found[1].split()) > 8:
        return [line]
    others = {
        m[1] for x in lines if x.role == "body" and (m := _LABELLED.match(x.text)) and len(m[1].split()) <= 8
    }
    says = re.search(r"\b(?:is|are|was|were|has|have|had|said|says|told|do|does|did)\b", found[1]) is not None
    usual = _USUAL.fullmatch(found[1]) is not None or found[1].endswith("?")
    if not usual and (says or len(others) < 3):
        return [line]
    between = line.text[found.end(1) + 1 : found.start(2)]
    return [
        replace(line, text=found[1] + ":", role="heading", level=9),
        replace(line, text=found[2], glue=between, question=question_of(found[1])),
    ]
