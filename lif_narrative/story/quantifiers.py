"""Words that say how far a sentence reaches: each with the least share that it stands for, and its noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.appraise.lexicon import patterns
from lif_narrative.story.shares import NUMBER, SOME, UP_TO, Quantifier, number_of, shares

if TYPE_CHECKING:
    from lif_narrative.language import Doc, Token

BANDS: Final = {"all": 1.0, "nearly": 0.85, "most": 0.55, "half": 0.5, "many": 0.35, "some": 0.1, "one": 0.02}
CARDINAL: Final = re.compile(rf"\b(?P<n>{NUMBER})\b(?!\s*(?:%|per\s?cent|/|:))", re.IGNORECASE)
NEGATIVE: Final = re.compile(
    r"\b(?:no|none|nobody|no one|never|neither|rarely|seldom|hardly|scarcely|barely|few|infrequently)\b", re.I
)
AGAIN: Final = re.compile(r"\b([^\W\d_]{3,})\s+(?:after|upon)\s+\1\b", re.IGNORECASE)  # "week after week"
SEVERAL: Final = re.compile(r"\s+(?:the\s+)?[a-z]{3,}s\b")
TIMES: Final = frozenset(
    "visit meeting time occasion week month day year contact session review appointment conference call"
    " stage step opportunity point moment hour minute evening morning night term shift handover"
    " weekend".split()
)
MEASURED: Final = frozenset("hour minute day week month year time mile page point pound".split())


def quantifiers(text: str) -> list[Quantifier]:
    """Every quantifier of a text, in order; where two overlap the longer stands."""
    listed = patterns("reach")
    plain = re.sub(r"(?i)\bnot\s+(?=the\s+most)", "    ", listed["idle"].sub(_blank, text))
    found = [
        *shares(plain),
        *_listed(plain, listed),
        *(Quantifier(m.start(), m.end(), BANDS["many"]) for m in AGAIN.finditer(plain)),
        *_cardinals(plain),
    ]
    kept: list[Quantifier] = []
    for one in sorted(found, key=lambda q: (-(q.end - q.start), q.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda q: q.start)


def _blank(found: re.Match[str]) -> str:
    """An idle turn of phrase, blanked; "at all levels" is none."""
    counts = found.group().lower() == "at all" and SEVERAL.match(found.string, found.end())
    return found.group() if counts else "~" * len(found.group())


def _listed(text: str, listed: Any) -> Iterator[Quantifier]:
    for band, share in BANDS.items():
        for found in listed[band].finditer(text):
            words = found.group().lower()
            negative = bool(NEGATIVE.match(words)) and not words.startswith("a ")
            before = text[: found.start()].lower()
            if words == "few" and re.search(r"\b(?:a|the|these|last|first|next)\s$", before):
                yield Quantifier(found.start(), found.end(), BANDS["some"])
            elif (
                band in ("all", "nearly", "most")
                and re.search(r"\b(?:not|n['’]t)\s(?:\w+\s)?$", before)
                and (not negative and words in ("all", "every", "everyone", "everybody", "always", "each"))
            ):
                yield Quantifier(found.start(), found.end(), BANDS["one"], negative=True)
            else:
                loose = "minority" in words
                pair = 2 * words.startswith(("both", "neither", "either"))
                yield Quantifier(found.start(), found.end(), share, pair, exact=bool(pair) or loose,
                                 negative=negative, loose=loose)  # fmt: skip


def _cardinals(text: str) -> Iterator[Quantifier]:
    for found in CARDINAL.finditer(text):
        n = number_of(found["n"])
        if UP_TO.search(text[: found.start()]):
            yield Quantifier(found.start(), found.end(), SOME)
        elif 0 < n < 1900 or n > 2100:
            yield Quantifier(found.start(), found.end(), BANDS["one"], n)


def noun_of(doc: Doc, one: Quantifier) -> Token | None:
    """The noun that a quantifier counts; None where it qualifies no noun ("always")."""
    span = doc.char_span(one.start, one.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    last = span[-1]  # "nearly every": the parse may hang "nearly" on the verb
    root = last if last.pos_ in ("DET", "NUM", "ADJ", "NOUN", "PRON") else span.root
    for child in root.children:
        if child.lower_ in ("of", "in") and child.i >= root.i:
            inner = [t for t in child.children if t.dep_ == "pobj"]
            if inner:
                return inner[0]
    if root.pos_ in ("NOUN", "PROPN"):
        return root
    if root.pos_ == "PRON" and root.dep_ not in ("det", "predet"):
        return root
    head = root.head
    while head.pos_ in ("NUM", "DET", "ADJ") and head.head.i != head.i and head.i > root.i:
        head = head.head
    return head if head.pos_ in ("NOUN", "PROPN", "PRON") and root.dep_ != "advmod" else None
