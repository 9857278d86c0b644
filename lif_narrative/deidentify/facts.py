"""What may point at one child though no name is left: age, ethnicity, year, disability, placement together.

Found by their words in de-identified text; a set of them that few cases share is rare.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final


def _any(words: str) -> str:
    """A pattern of any of these, divided by commas."""
    return "|".join(part.strip() for part in words.split(","))


_ETHNICITY: Final = _any(
    """white british, white irish, gypsy, irish traveller, traveller, roma, black african, black caribbean,
    black british, asian british, mixed heritage, dual heritage, pakistani, bangladeshi, indian, chinese,
    african, caribbean, arab, polish, romanian, somali, eritrean, ethiopian, nigerian, ghanaian, kurdish,
    turkish, afghan, iranian, iraqi, syrian, albanian, ukrainian, lithuanian, latvian, slovak, czech,
    hungarian, bulgarian, portuguese, brazilian, vietnamese, filipino, tamil, sri lankan, congolese,
    zimbabwean, jamaican, irish, welsh, scottish, jewish, sikh, hindu"""
)
_DISABILITY: Final = _any(
    """autism, autistic, adhd, cerebral palsy, down'?s syndrome, epilepsy, epileptic, deaf,
    hearing impairment, blind, visual impairment, wheelchair, learning disabilit(?:y|ies), tube[- ]fed,
    foetal alcohol, cystic fibrosis, diabetes, diabetic, sickle cell, muscular dystrophy, non-?verbal,
    global developmental delay, tourette'?s"""
)
_PLACEMENT: Final = _any(
    """foster care, kinship care, connected carers?, children'?s home, residential home, secure unit,
    special guardianship, adopted, adoption, semi-independent, supported lodgings, mother and baby unit,
    private fostering, refuge, residential school"""
)
_NUMBER: Final = _any(
    """one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen,
    sixteen, seventeen"""
)
_PATTERNS: Final = {
    "age": re.compile(
        rf"\baged? (?P<v>\d{{1,2}}|{_NUMBER})\b|\b(?P<w>\d{{1,2}}|{_NUMBER})[- ]years?[- ]old\b"
        rf"|\b(?:is|was|turned) (?P<x>\d{{1,2}}|{_NUMBER})(?=[,.;])",
        re.I,
    ),
    "school year": re.compile(rf"\byear (?P<v>1[0-3]|[1-9]|{_NUMBER})\b", re.I),
    "ethnicity": re.compile(rf"\b(?P<v>{_ETHNICITY})\b", re.I),
    "disability": re.compile(rf"\b(?P<v>{_DISABILITY})\b", re.I),
    "placement": re.compile(rf"\b(?P<v>{_PLACEMENT})\b", re.I),
}  # fmt: skip
MOST_TOGETHER: Final = 3


@dataclass(frozen=True)
class Fact:
    """Where a text tells a fact of that kind, and its value, folded."""

    start: int
    end: int
    kind: str
    value: str


def facts(text: str) -> Iterator[Fact]:
    """Every fact that a text tells."""
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            value = next(v for v in match.groupdict().values() if v)
            yield Fact(*match.span(), kind, " ".join(value.lower().replace("-", " ").split()))


def rare_sets(told: Mapping[str, Iterable[Fact]], k: int) -> dict[str, dict[frozenset[tuple[str, str]], int]]:
    """For each case, its smallest sets of facts that fewer than `k` cases share, and how many do.

    Parameters
    ----------
    told : mapping of case to its facts
    """  # fmt: skip
    own = {case: {(f.kind, f.value) for f in found} for case, found in told.items()}
    share: defaultdict[frozenset[tuple[str, str]], int] = defaultdict(int)
    sets = {case: list(_sets(values)) for case, values in own.items()}
    for found in sets.values():
        for one in found:
            share[one] += 1
    rare: dict[str, dict[frozenset[tuple[str, str]], int]] = {}
    for case, found in sets.items():
        small: dict[frozenset[tuple[str, str]], int] = {}
        for one in sorted(found, key=lambda s: (len(s), sorted(s))):
            if len(one) > 1 and share[one] < k and not any(known < one for known in small):
                small[one] = share[one]
        rare[case] = small
    return rare


def _sets(values: set[tuple[str, str]]) -> Iterator[frozenset[tuple[str, str]]]:
    for size in range(1, MOST_TOGETHER + 1):
        for one in combinations(sorted(values), size):
            if len({kind for kind, _ in one}) == size:
                yield frozenset(one)
