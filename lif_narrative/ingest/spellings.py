"""The child that a form's field is about, in every spelling the field gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lif_narrative.ingest.field_words import ALIAS, LEAD, OPENING
from lif_narrative.ingest.names import NAME, REVERSED, SCHOOL, WORD, forward, is_name, labels_in, trimmed
from lif_narrative.ingest.raw import Named

CHILD_LABEL = re.compile(
    r"(?:child|young person|yp|subject|pupil|patient|student|service user|name|full name|case of|initials"
    r"|re\b|ref(?:erence)?\b|case\b|family\b|audit (?:code|ref))",
    re.I,
)
_PET_NAME = re.compile(rf"({WORD}) [(“\"'‘]({WORD})[)”\"'’] ({WORD})(?=[,.;/]|$| born)")
_SIGNS_HERSELF = re.compile(r"\s*\(([^)]*)\)")


def children_in(text: str, label: str, value: str) -> Iterator[Named]:
    """The child a field is about, with every spelling that the field gives."""
    lead = LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    if pet := _PET_NAME.match(value) or _PET_NAME.match(rest):
        given, called, surname = pet.groups()
        yield Named(f"{given} {surname}", "child")
        yield from (Named(alias, "child", "also known as") for alias in (f"{called} {surname}", called))
        return
    main = ""
    if label and CHILD_LABEL.match(label):
        head = re.match(rf"{REVERSED}|{NAME}", value)
        main = trimmed(head[0]) if head and (is_name(head[0]) or "," not in head[0]) else ""
    if not main and lead and labels_in(lead[0]):
        head = re.match(rf"({REVERSED}|{NAME})(?=[.,;/]|$| /| -)", rest)
        main = trimmed(head[1]) if head and " " in trimmed(head[1]) else ""
    if not main:
        opening = OPENING.search(rest) or OPENING.search(text)
        main = trimmed(opening[1]) if opening and not SCHOOL.match(opening[1]) else ""
    if not main or SCHOOL.fullmatch(main):
        return
    yield Named(main, "child")
    if ", " in main:
        yield Named(forward(main), "child")
    after = text[text.find(main) + len(main) :]
    for alias in dict.fromkeys([*(m[1] for m in ALIAS.finditer(after)), *_in_brackets(after)]):
        if trimmed(alias):
            yield Named(forward(trimmed(alias)), "child", "also known as")


def _in_brackets(after: str) -> Iterator[str]:
    """A name in brackets straight after the child's is another spelling of it."""
    bracket = _SIGNS_HERSELF.match(after)
    inside = re.match(rf"({REVERSED}|{NAME})", bracket[1]) if bracket else None
    if inside and trimmed(inside[1]):
        yield trimmed(inside[1])
