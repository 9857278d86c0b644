"""Scope: how far a sentence reaches, by the quantifier that limits its main claim, with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lif_narrative.appraise.lexicon import patterns

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"none": 0, "both": 2, "thirty": 30, "forty": 40, "fifty": 50}
NUMBER = r"(?:\d{1,4}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
OF = re.compile(
    rf"\b(?P<n>{NUMBER})\s*(?:\w+\s+){{0,3}}?(?:out\s+of|of|in|/)\s*(?:the\s+|these\s+|those\s+|our\s+|all\s+)?(?P<all>{NUMBER})\b(?!\s*(?:%|/))",
    re.IGNORECASE,
)
SHARE = re.compile(r"\b(?P<share>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent)", re.IGNORECASE)
ALL_FROM, MOST_OVER = 1.0, 0.5
BANDS = {"not all": "some", "one": "one", "most": "most", "some": "some", "all": "all"}


@dataclass(frozen=True, slots=True)
class Scope:
    """A band (one, some, most, all, unstated) and the words it was read from."""

    band: str
    words: str = field(default="", repr=False)
    start: int = -1


def scope_of(text: str) -> Scope:
    """The band of the quantifier on the main claim.

    The first that stands in a main clause; one in a side clause (after "who", "when", "if") only
    where there is no other. "Two of the six" is banded by its share.
    """
    found = quantifiers(text)
    if not found:
        return Scope("unstated")
    main = [scope for scope in found if not is_aside(text, scope.start)]
    return min(main or found, key=lambda scope: scope.start)


def quantifiers(text: str) -> list[Scope]:
    """Every quantifier of a text, in order."""
    listed = patterns("scope")
    plain = _blanked(text, listed["idle"])
    found = [scope for match in OF.finditer(plain) if (scope := _ratio(match))]
    listing = [
        Scope(BANDS[kind], match.group(), match.start())
        for kind in BANDS
        for match in listed[kind].finditer(plain)
    ]
    for scope in sorted(listing, key=lambda s: (-len(s.words), s.start)):  # "too many" before "many"
        if not any(_overlap(scope, other) for other in found):
            found.append(scope)
    return sorted(found, key=lambda scope: scope.start)


def _overlap(one: Scope, other: Scope) -> bool:
    return one.start < other.start + len(other.words) and other.start < one.start + len(one.words)


def _ratio(match: re.Match[str]) -> Scope | None:
    n, whole = _number(match["n"]), _number(match["all"])
    if whole < 2 or n > whole:
        return None
    share = n / whole
    band = (
        "all" if share >= ALL_FROM or n == 0 else "one" if n == 1 else "most" if share > MOST_OVER else "some"
    )
    return Scope(band, match.group(), match.start())


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _blanked(text: str, idle: re.Pattern[str]) -> str:
    return idle.sub(lambda match: "~" * len(match.group()), text)


ASIDE = re.compile(
    r"\b(?:who|which|that|when|where|if|because|unless|so that|in case)\b[^,;.]*$", re.IGNORECASE
)


def is_aside(text: str, at: int) -> bool:
    """Whether a place in a text is in a side clause."""
    return bool(ASIDE.search(text[:at]))
