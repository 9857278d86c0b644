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
    rf"\b(?P<n>{NUMBER})\s*(?:\w+\s+){{0,3}}?(?:out\s+of|of|in|/)\s*(?:the\s+|these\s+|those\s+|our\s+|all\s+)?(?P<all>{NUMBER})\b(?!\s*(?:%|/|days?\b|weeks?\b|months?\b|years?\b|hours?\b|minutes?\b))",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"(?:^|[.;:]\s+)(?:(?:in|on|for)\s+)?(?P<n>{NUMBER})(?=\s+(?:had|have|has|were|are|was|did|do|said|told|went|came|could|would|got"
    r"|felt|knew|never|others?|more|named|still|gave|spoke|asked|showed?|where|there|it|they|we|he|she|the|you)\b|[,.:]|\s+of\s+(?:them|these|those|us)\b)",
    re.IGNORECASE,
)  # "Two had never met him.", "In six the school knew.": people or records that stand for others unsaid
NOT_ALL = re.compile(
    r"\b(?:not|n['’]t|never|cannot)\b(?:\s+[\w’'-]+){0,6}?\s+(?:(?:for|to|in|of|by|across)\s+)(?P<all>all|every|each|everyone)\b",
    re.IGNORECASE,
)  # "is not consistent for all": some
MOST_OVER = 0.5
BANDS = {"not all": "some", "one": "one", "most": "most", "some": "some", "all": "all"}
IDLE = "idle"


@dataclass(frozen=True, slots=True)
class Scope:
    """A band (one, some, most, all, unstated), the words it was read from, and n of N where both are said.

    `n` and `of` are -1 where the text does not say them.
    """

    band: str
    words: str = field(default="", repr=False)
    start: int = -1
    n: int = -1
    of: int = -1

    @property
    def end(self) -> int:
        """Where its words end in the text; -1 where nothing limits it."""
        return self.start + len(self.words) if self.words else -1


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


def words_of(text: str, band: str) -> str:
    """The words of the first quantifier of a band; empty where no words say it."""
    return next((quantity.words for quantity in quantifiers(text) if quantity.band == band), "")


def quantifiers(text: str) -> list[Scope]:
    """Every quantifier of a text, in order; where two overlap, the longer ("too many" before "many")."""
    tried = [scope for match in OF.finditer(text) if (scope := _ratio(match))]
    tried += map(_denied, NOT_ALL.finditer(text))
    tried += sorted(_listed(text), key=lambda scope: (-len(scope.words), scope.start))
    tried += map(_bare, BARE.finditer(text))
    found: list[Scope] = []
    for scope in tried:
        if not any(_overlap(scope, other) for other in found):
            found.append(scope)
    return sorted((scope for scope in found if scope.band != IDLE), key=lambda scope: scope.start)


def _listed(text: str) -> list[Scope]:
    kinds = {**BANDS, IDLE: IDLE}
    return [
        Scope(kinds[kind], match.group(), match.start())
        for kind, pattern in patterns("scope").items()
        for match in pattern.finditer(text)
    ]


def _overlap(one: Scope, other: Scope) -> bool:
    return one.start < other.end and other.start < one.end


def _denied(match: re.Match[str]) -> Scope:
    return Scope("some", match.group(), match.start())


def _bare(match: re.Match[str]) -> Scope:
    n = _number(match["n"])
    return Scope("one" if n == 1 else "all" if n == 0 else "some", match["n"], match.start("n"), n)


def _ratio(match: re.Match[str]) -> Scope | None:
    n, whole = _number(match["n"]), _number(match["all"])
    if whole < 2 or n > whole:
        return None
    share = n / whole
    band = "all" if n in (0, whole) else "one" if n == 1 else "most" if share > MOST_OVER else "some"
    return Scope(band, match.group(), match.start(), n, whole)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


ASIDE = re.compile(
    r"\b(?:who|which|that|when|where|if|because|unless|so that|in case)\b[^,;.]*$", re.IGNORECASE
)


def is_aside(text: str, at: int) -> bool:
    """Whether a place in a text is in a side clause."""
    return bool(ASIDE.search(text[:at]))
