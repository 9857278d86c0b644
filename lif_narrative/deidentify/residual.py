"""What may still identify somebody after redaction: unusual words, exact dates, rare sets of facts.

A list for a person to look at, ranked; it holds offsets into de-identified text and no words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lif_narrative.deidentify import dates
from lif_narrative.deidentify.facts import Fact, facts, rare_sets
from lif_narrative.deidentify.grammar import is_slip, is_word
from lif_narrative.deidentify.lexicon import areas, given, jobs, kin, surnames
from lif_narrative.deidentify.pseudonyms import neutral_spans
from lif_narrative.deidentify.tokens import Token, kept, tokens
from lif_narrative.records import Document

# What each sign weighs: a word that is a name counts most, one that is merely unknown least.
_NAME, _UNIQUE, _CAPITAL, _DATE, _NUMBER, _RARE, _UNKNOWN = 90, 80, 60, 50, 70, 65, 20
_FIGURES: Final = re.compile(r"(?<![\w£.,/-])\d{5,}(?![\w/-])")
_SHORT: Final = 3


@dataclass(frozen=True)
class Risk:
    """A place in a document's de-identified text that may identify somebody, and why; rank 1 is likeliest."""

    document_id: str
    start: int
    end: int
    kind: str
    reason: str
    rank: int


def residual(documents: Sequence[Document], k: int = 5) -> list[Risk]:
    """Every document's risks, ranked; the order of documents does not matter."""
    ordered = sorted(documents, key=lambda d: d.id)
    words = {d.id: _told(d.text) for d in ordered}
    spread = Counter(key for told in words.values() for key in {word.key for word in told})
    told: defaultdict[str, list[Fact]] = defaultdict(list)
    for document in ordered:
        told[document.case or document.id] += facts(document.text)
    rare = rare_sets(told, k)
    found = []
    for document in ordered:
        risks = [*_words(words[document.id], spread), *_exact(document.text)]
        risks += _facts(document.text, rare[document.case or document.id], len(told))
        ranked = sorted(set(risks), key=lambda r: (-r[0], r[1], r[2]))
        found += [Risk(document.id, *risk[1:], rank) for rank, risk in enumerate(ranked, 1)]
    return found


def _told(text: str) -> list[Token]:
    """The words of a text but for pseudonyms and the sector's own."""
    hidden = neutral_spans(text)
    every = tokens(text)
    held = kept(every)
    return [
        word for at, word in enumerate(every)
        if at not in held and not any(start <= word.start < end for start, end in hidden)
    ]  # fmt: skip


def _words(told: Iterable[Token], spread: Counter[str]) -> Iterator[tuple[int, int, int, str, str]]:
    for word in told:
        key = word.key
        if (
            len(key) < _SHORT
            or key in kin()
            or key in jobs()
            or (key in areas() and word.capital)
            or is_word(key)
        ):
            continue
        if key in given() or key in surnames():
            yield (_NAME, word.start, word.end, "name", "a word that is known as a name")
        elif word.capital and not word.first:
            alone = spread[key] == 1
            why = "a capitalised word of no dictionary" + (", in this document alone" if alone else "")
            yield (_UNIQUE if alone else _CAPITAL, word.start, word.end, "unusual word", why)
        elif spread[key] == 1 and not is_slip(key):
            yield (_UNKNOWN, word.start, word.end, "unknown word", "a word of no dictionary, used once")


def _exact(text: str) -> Iterator[tuple[int, int, int, str, str]]:
    for start, end in dates.any_date(text):
        yield (_DATE, start, end, "exact date", "a day that somebody may remember")
    for match in _FIGURES.finditer(text):
        yield (_NUMBER, *match.span(), "number", "a number of five figures or more")


def _facts(
    text: str, rare: dict[frozenset[tuple[str, str]], int], cases: int
) -> Iterator[tuple[int, int, int, str, str]]:
    """Facts of this text that belong to a set which few cases share."""
    for fact in facts(text):
        sets = [(share, one) for one, share in rare.items() if (fact.kind, fact.value) in one]
        if sets:
            share, one = min(sets, key=lambda pair: (pair[0], len(pair[1]), sorted(pair[1])))
            kinds = " and ".join(sorted(kind for kind, _ in one))
            why = f"{kinds} together fit {share} of {cases} cases"
            yield (_RARE - share, fact.start, fact.end, "rare combination", why)
