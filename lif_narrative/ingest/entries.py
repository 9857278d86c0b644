"""Headings that open an entry: a case, a day, a person, an organisation; and not a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lif_narrative.ingest.agencies import agency_of
from lif_narrative.ingest.asking import asks
from lif_narrative.ingest.dates import date_of, day_without_year
from lif_narrative.ingest.drafts import Line
from lif_narrative.ingest.methods import FEEDBACK
from lif_narrative.ingest.names import is_name, labels_in, numbers_in

_ABOUT: Final = re.compile(
    r"\b(?:about|re|regarding|for|child|case|concerning)\b[: ]+([A-Z]{2,4})(?![\w-])|^([A-Z]{2,4})(?:$"
    r"|[ ]?[-–:(,])"
)
_PER_CHILD: Final = frozenset(
    {"multi-agency audit", "thematic audit", "supervision", "dip sample", "observation", "conversation"}
) | {"audit", "case review", ""}
NUMBER: Final = re.compile(r"^\s*\d{1,2}[.)]\s+")


def are_entries(heads: list[str], method: str, lines: Sequence[Line]) -> bool:
    """Whether at least half the headings name a case, a day or, in replies, who replied."""
    told = sum(is_entry(head) for head in heads)
    if told >= max(2, 0.5 * len(heads)):
        return True
    if method in FEEDBACK and not any(map(asks, heads)):
        whose = sum(bool(agency_of([(h, 1)])) or is_name(re.split(r"[,(:]", h)[0].strip()) for h in heads)
        return whose >= max(2, 0.5 * len(heads))
    if method not in _PER_CHILD:
        return False
    words = {word for line in lines if line.role == "body" for word in re.findall(r"\b[a-z]+\b", line.text)}
    return sum(_is_person(head, words) for head in heads) >= max(2, 0.6 * len(heads))


def is_entry(head: str) -> bool:
    """Whether a heading says whose case it is, or which month or day; a year alone opens no entry."""
    if asks(head):
        return False
    dated = len(date_of(head)) > 4 or day_without_year(head) != ""
    return bool(labels_in(head) or numbers_in(head) or initials_in(head) or dated)


def _is_person(head: str, words: set[str]) -> bool:
    """A heading that is a name: capitals, and no word that the text also uses as a plain one."""
    plain = NUMBER.sub("", head).strip(" :")
    name = re.split(r" [-–(]|,", plain)[0]
    parts = [part.casefold() for part in re.split(r"[\s-]+", name)]
    return (
        is_name(name)
        and len(parts) <= 3
        and not agency_of([(name, 1)])
        and not any(part in words for part in parts)
    )


_TERMS: Final = frozenset(
    (
        "SW CP CIN CLA LAC EHCP EHP MASH ICPC RCPC CPC CSC PEP GP HV DS DC PC DI TAF TAC IRO PLO FGC NHS LCS "
        "YOT YJS YOS DSL ICS ASC LADO CAMHS SEN SEND CYP YP DA DV NFA MARAC PA RE ID UK PM AM TV IT HR OK QA"
    ).split()
)  # of the sector: never taken for initials unless the heading says "about"


def initials_anywhere(head: str) -> list[str]:
    """Capitals in an entry's heading that may be initials; they count only where they fit one child."""
    found = re.findall(r"(?<![\w'’-])([A-Z]{2,4})(?![\w'’-])", head)
    return initials_in(head) or [capitals for capitals in found if capitals not in _TERMS]


def initials_in(head: str) -> list[str]:
    """A child's initials in a heading: "Supervision about KM", "KM:"."""
    return [a or b for a, b in _ABOUT.findall(NUMBER.sub("", head))]
