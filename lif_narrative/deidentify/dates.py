"""Dates of birth: only a date that the words beside it make one; the dates of forms and meetings stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lif_narrative.deidentify.findings import Finding

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:(?:19|20)\d{2}|['’]?\d{2})"
DATE = (
    rf"(?:\d{{1,2}}\s?[./\-–]\s?\d{{1,2}}\s?[./\-–]\s?{_YEAR}"
    rf"|(?:19|20)\d{{2}}[./-]\d{{1,2}}[./-]\d{{1,2}}(?:[T ]00:00(?::00)?)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-](?:of\s)?{_MONTH}\.?,?(?:[\s-]{_YEAR})?"
    rf"|{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s{_YEAR})?"
    rf"|\d{{1,2}}{_MONTH}{_YEAR}"
    rf"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d{{2}})"
)
_CUE = (
    r"(?:\bd\.?\s?o\.?\s?b\b\.?|\bdate\s+of\s+birth\b|\bbirth[\s-]?dates?\b|\bborn(?:\s+on)?\b|\bbirthdays?\b|\bdue\s+date\b|\be\.?d\.?d\b\.?"
    r"|(?<!\w)b\.(?=\s?\d))"
)
_LABELLED = re.compile(
    rf"{_CUE}[\s:=,(\[\-–—]*(?:(?:is|was|on|as|given|recorded|shown|the)\s+){{0,3}}(?P<d>{DATE})(?!\w)", re.I
)
# Two children in one breath: "born 3.4.16 and 5/6/18".
_SECOND = re.compile(rf"\s*(?:and|&|,|/|or|;)\s*(?P<d>{DATE})(?!\w)", re.I)
_SUBJECT = re.compile(
    rf"(?:^|\n)\W*(?:subject|child|children|pupil|re|name|young person|siblings?|student|patient)\b"
    rf"[^\n]{{0,80}}?[,(]\s*(?P<d>{DATE})(?!\w)",
    re.I,
)
_AFTER = re.compile(rf"(?<!\w)(?P<d>{DATE})\s*[(\[,-]?\s*(?:\(?d\.?o\.?b\b|date\s+of\s+birth|birthday)", re.I)
_ANY = re.compile(rf"(?<![\w/.-])(?P<d>{DATE})(?![\w/])", re.I)
_BIRTH_FIELD = re.compile(r"\b(?:d\.?o\.?b\.?|date of birth|birth ?date|born)\b", re.I)


def births(text: str) -> Iterator[Finding]:
    """Dates of birth in `text`."""
    for match in _LABELLED.finditer(text):
        yield Finding(*match.span("d"), "date of birth", 90)
        if second := _SECOND.match(text, match.end("d")):
            yield Finding(*second.span("d"), "date of birth", 90)
    for match in (*_AFTER.finditer(text), *_SUBJECT.finditer(text)):
        yield Finding(*match.span("d"), "date of birth", 90)


def any_date(text: str) -> Iterator[tuple[int, int]]:
    """Every full date, whatever it is the date of: for the roster, which knows who was born when."""
    for match in _ANY.finditer(text):
        yield match.span("d")


def is_birth_field(name: str) -> bool:
    """Whether a column or field of that name holds dates of birth."""
    return _BIRTH_FIELD.search(name) is not None


def normal(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date as written, day first; None where it is none or has no year."""
    months = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    word = re.search(_MONTH, text, re.I)
    if word and len(numbers) == 2:
        day, year, month = numbers[0], numbers[1], months.index(word[0][:3].lower()) + 1
    elif not word and len(numbers) >= 3:
        day, month, year = numbers[:3] if numbers[0] < 1000 else numbers[2::-1]
    else:
        return None
    if year < 100:
        year += 1900 if year > 50 else 2000
    return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
