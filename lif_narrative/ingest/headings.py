"""Headings that no style marks: a title, a question alone on its line, a few words over a paragraph."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from lif_narrative.ingest.drafts import Line
from lif_narrative.ingest.field_words import LABEL
from lif_narrative.ingest.fields import is_field
from lif_narrative.ingest.lines import is_short

_NUMBERED: Final = re.compile(r"^(?:q(?:uestion)?\s*)?\d{1,2}(?:\.\d{1,2})?\s*[.):]?\s+\S|^q\d{1,2}\b", re.I)

_DEEPER: Final = re.compile(r"^\d{1,2}\.\d{1,2}")


def titled(lines: list[Line]) -> list[Line]:
    """Without a title of its own, a document's first short line is one."""
    for n, line in enumerate(lines):
        if line.role == "body":
            shouts = line.text.isupper() and len(line.text.split()) > 1
            longer = any(len(x.text.split()) > len(line.text.split()) for x in lines[n + 1 :])
            is_title = (
                longer
                and is_short(line.text)
                and len(line.text.split()) <= 18
                and not line.text.endswith("?")
            )
            if (shouts or is_title) and not LABEL.match(line.text) and not is_field(line.text, above=True):
                lines[n] = replace(line, role="heading", level=0)
            return lines
        if line.role == "heading":
            return _one_at_the_top(lines, n)
    return lines


def _one_at_the_top(lines: list[Line], n: int) -> list[Line]:
    """The only heading of its level, over deeper ones, is the title however it was styled."""
    others = [line.level for line in lines[n + 1 :] if line.role == "heading"]
    if lines[n].level and others and min(others) > lines[n].level:
        lines[n] = replace(lines[n], level=0)
    return lines


def asked_alone(lines: list[Line]) -> list[Line]:
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
    return (
        fits
        and line.level == 0
        and under is not None
        and (not _NUMBERED.match(under.text) or _DEEPER.match(under.text) is not None)
    )


def short_alone(lines: list[Line]) -> list[Line]:
    """A few words that end nowhere, over something longer, are a heading where at least two such stand."""
    found = [n for n in range(len(lines) - 1) if _is_short_alone(lines[n], lines[n + 1])]
    for n in found if len(found) > 1 else ():
        lines[n] = replace(lines[n], role="heading", level=9)
    return lines


def _is_short_alone(line: Line, under: Line) -> bool:
    text, n_words = line.text.rstrip(), len(line.text.split())
    plain = line.role == under.role == "body" and not line.question and line.level == 0
    short = is_short(text) and n_words <= 9 and text[:1].isupper() and not text.endswith(":")
    sentence = len(under.text.split()) > max(4, n_words) and re.search(
        r"[.!?…][\"'”’)]*$", under.text.rstrip()
    )
    return plain and short and sentence is not None and not LABEL.match(text)
