"""Shares as people write them: "two of the six", "sixty per cent", "about a third", "fewer than half"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS: Final = {
    **{word: n for n, word in enumerate(_UNITS)},
    **{word: 10 * n for n, word in enumerate(_TENS, 2)},
    **{
        f"{ten}-{unit}": 10 * n + m
        for n, ten in enumerate(_TENS, 2) for m, unit in enumerate(_UNITS[:10]) if m
    },
    "both": 2, "a hundred": 100, "one hundred": 100, "a dozen": 12,
}  # fmt: skip
NUMBER: Final = r"(?:\d{1,4}|" + "|".join(sorted(set(NUMBERS) - {"both"}, key=len, reverse=True)) + ")"
PARTS: Final = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
RATIO: Final = re.compile(
    rf"\b(?P<n>{NUMBER}|none)\s*(?:out\s+of|of|in|/)\s*(?:the\s+|these\s+|those\s+|our\s+|all\s+|every\s+)?"
    rf"(?P<of>{NUMBER})\b(?!\s*(?:%|/))",
    re.IGNORECASE,
)
PERCENT: Final = re.compile(rf"\b(?P<share>\d{{1,3}}(?:\.\d+)?|{NUMBER})\s*(?:%|per\s?cent\b)", re.IGNORECASE)
UNDER: Final = re.compile(
    r"\b(?:less than|fewer than|under|below|at most|no more than|not even)\s*$", re.IGNORECASE
)
OVER: Final = re.compile(r"\b(?:more than|over|above|upwards of)\s*$", re.IGNORECASE)
FRACTION: Final = re.compile(
    rf"\b(?:(?P<n>an?|{NUMBER})[\s-])?(?P<part>half|third|quarter|fifth|tenth)s?\b(?=\s+(?:of|the|our|all|in)\b)"
    rf"(?!\s+(?:time|occasion|attempt|visit)\b)",
    re.IGNORECASE,
)
ABOUT: Final = re.compile(
    r"\b(?:about|around|almost|nearly|roughly|approximately|some|close to|just under|(?:as|so) many as)\s*$",
    re.IGNORECASE,
)
UP_TO: Final = re.compile(r"\bup to\s*$", re.IGNORECASE)  # says the most it can be, and no least
SOME: Final = 0.1


@dataclass(frozen=True, slots=True)
class Quantifier:
    """One word or phrase: `share` from 0 to 1, `count` where it is a number, `exact` where share is one.

    `under`: it says "fewer than", so that `share` is of those of whom the rest is not said.
    `loose`: it says "a minority", which is some, and leaves most.
    """

    start: int
    end: int
    share: float
    count: int = 0
    exact: bool = False
    negative: bool = False
    under: bool = False
    loose: bool = False


def shares(text: str) -> Iterator[Quantifier]:
    """Every share that a text gives by numbers."""
    yield from _ratios(text)
    yield from _percents(text)
    yield from _fractions(text)


def number_of(word: str) -> int:
    """A number in words or figures."""
    said = word.lower()
    return 0 if said == "none" else int(said) if said.isdigit() else NUMBERS[said]


def _ratios(text: str) -> Iterator[Quantifier]:
    for found in RATIO.finditer(text):
        n, of = number_of(found["n"]), number_of(found["of"])
        if 2 <= of and n <= of:
            yield _shared(text, found, n / of, n)


def _percents(text: str) -> Iterator[Quantifier]:
    for found in PERCENT.finditer(text):
        said = found["share"].lower()
        share = NUMBERS[said] / 100 if said in NUMBERS else float(said) / 100
        if share <= 1:
            yield _shared(text, found, share)


def _fractions(text: str) -> Iterator[Quantifier]:
    for found in FRACTION.finditer(text):
        times = (found["n"] or "a").lower()
        n = 1 if times in ("a", "an") else number_of(times)
        yield _shared(text, found, min(1.0, n * PARTS[found["part"].lower()]))


def _shared(text: str, found: re.Match[str], share: float, count: int = 0) -> Quantifier:
    """A share as it is said: none, about so much, more than so much, less than so much."""
    before = text[: found.start()]
    if not share:
        return Quantifier(found.start(), found.end(), 1.0, negative=True)
    if UNDER.search(before):
        return Quantifier(found.start(), found.end(), 1 - share, exact=True, negative=True, under=True)
    if UP_TO.search(before):
        return Quantifier(found.start(), found.end(), min(share, SOME))
    share += 0.01 * bool(OVER.search(before)) - _loose(text, found.start())
    return Quantifier(found.start(), found.end(), share, count, exact=True)


def _loose(text: str, at: int) -> float:
    """What "about" and "nearly" take off a share."""
    return 0.05 if ABOUT.search(text[:at]) else 0.0
