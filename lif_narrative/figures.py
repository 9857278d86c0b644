"""Figures as people type them: "34%", "12/40", "1,204", "12 of 40 (30%)", "<5"; and periods: "Mar-26"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from lif_narrative.triangulate.periods import span

_NUMBER = r"-?£?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|-?\.\d+"
_SHARE = re.compile(rf"({_NUMBER})\s*(?:/|of|out of)\s*({_NUMBER})", re.IGNORECASE)
_PER_CENT = re.compile(rf"({_NUMBER})\s*(?:%|per ?cent\b)", re.IGNORECASE)
_ONE = re.compile(rf"({_NUMBER})\s*(days?|weeks?|months?|hours?)?", re.IGNORECASE)

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_PART = rf"(?:{_MONTH}|winter|spring|summer|autumn|q[1-4]|quarter [1-4])"
_YEARS = r"(?:19|20)\d\d(?:\s*[/–-]\s*(?:(?:19|20)\d\d|\d\d))?(?:-\d\d)?"
PERIOD: Final = re.compile(
    rf"\b{_PART}(?:\s+term)?[\s,'’-]*{_YEARS}(?!\d)|\b{_YEARS}(?!\d)(?:[\s,-]*{_PART}\b(?:\s+term)?)?"
    rf"|\b{_MONTH}[\s'’-]*\d\d\b|\b(?:q|quarter )[1-4]\b",
    re.IGNORECASE,
)
HIDDEN: Final = frozenset({"*", "**", "-", "–", "..", ":", "c", "x", "z", "n/a", "na"})  # in a figure's place
LONGEST: Final = 60  # characters of a cell that is a figure; anything longer is words
_LAST: Final = 10**6  # a period without a year sorts behind all others


@dataclass(frozen=True, slots=True)
class Figure:
    """What one cell says: a value, or a numerator over a denominator, or both."""

    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    unit: str = ""

    @property
    def empty(self) -> bool:
        """Whether the cell holds no number at all."""
        return self.numerator is None and self.value is None


def text_of(cell: Any) -> str:
    """A cell as the text a person sees: 41.0 is 41, nothing is empty."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def figure(cell: Any) -> Figure:
    """Read a cell; an empty `Figure` where it holds words, or a number hidden as "<5" or "*"."""
    text = text_of(cell)
    if len(text) > LONGEST:
        return Figure()
    share, per_cent = _SHARE.search(text), _PER_CENT.search(text)
    known = [match[0] for match in (share, per_cent) if match]
    if known and not re.search(r"[^\W\d_]", _without(text, known)):
        numerator, denominator = (_number(share[1]), _number(share[2])) if share else (None, None)
        if per_cent and not share and (count := re.match(rf"({_NUMBER})\s*\(", text)):
            numerator = _number(count[1])  # "12 (30%)"
        value = _number(per_cent[1]) if per_cent else None
        return Figure(numerator, denominator, value, "%" if per_cent else "")
    if one := _ONE.fullmatch(text):
        unit = "£" if "£" in text else (one[2] or "").lower()
        return Figure(value=_number(one[1]), unit=unit)
    return Figure()


def is_figure(cell: Any) -> bool:
    """Whether a cell holds a number, or a mark that stands for one ("*", "<5", "n/a")."""
    text = text_of(cell).lower()
    return not figure(text).empty or text in HIDDEN or re.fullmatch(r"[<≤]\s?\d+", text) is not None


def dated(text: str) -> bool:
    """Whether a period says its year, so that it can be set in order."""
    return period_key(text)[0] < _LAST


def number(cell: Any) -> float | None:
    """The first number in a cell, or None: for targets such as "at least 90%"."""
    found = re.search(_NUMBER, text_of(cell))
    return _number(found[0]) if found else None


def period_in(text: str) -> str:
    """The first period named in a text, as written; "" when there is none."""
    found = PERIOD.search(text)
    return found[0] if found else ""


def without_period(text: str) -> str:
    """What a heading says beside its period: "target" of "Target 2025-26", "" of "Q1 2026 (YTD)"."""
    rest = PERIOD.sub(" ", text.lower())
    rest = re.sub(r"\b(fy|ytd|year to date|ending|quarter|month|year|week)\b", " ", rest)
    return " ".join(re.sub(r"[\W\d_]+", " ", rest).split())


def period_key(text: str) -> tuple[int, int, str]:
    """A key by which periods sort, however written.

    Read: 2025 Q4 · Q4 2025-26 (from April) · Autumn 2025 · 2025-26 · October 2025 · Mar-26 · 2025-10-14.

    Returns
    -------
    tuple of int, int, str
        First and last month, counted from the year nought, and the text; a period without a year
        sorts behind the others, by its text.
    """
    said = re.sub(rf"\b({_MONTH})[\s'’-]*(\d\d)\b(?!\d)", r"\1 20\2", text.lower().strip())
    found = span(said)
    if found is None:
        return _LAST, _LAST, said
    first, last = found
    quarter = re.search(r"\b(?:q|quarter )([1-4])\b", said)
    if quarter and last - first == 11:  # a quarter of a financial year
        first += 3 * (int(quarter[1]) - 1)
        last = first + 2
    return first, last, ""


def _number(text: str) -> float:
    return float(re.sub(r"[£,\s]", "", text))


def _without(text: str, parts: list[str]) -> str:
    for part in parts:
        text = text.replace(part, " ", 1)
    return text
