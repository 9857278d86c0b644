"""What the linear model looks at in a text: its words, the sector's lexicon, quantifiers, who says what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lif_narrative.appraise import lexicon
from lif_narrative.appraise.scope import is_aside, quantifiers, scope_of
from lif_narrative.appraise.windows import parts

WORD = re.compile(r"[\w’']+|[?!…]")
COUNT = re.compile(r"\b(one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b\s*(\w*)")
MOST_WORDS = 80
FIRST_PERSON = frozenset("i my me we our us i'm im i've ive i'd mine".split())
PEOPLE = ("child", "parent_carer", "practitioner", "manager", "partner")
NEAR = 6  # words between a person and a verb of saying

Feature = tuple[str, float]


def features(text: str, context: str = "", method: str = "") -> dict[str, float]:
    """Named features of a text, with its question, what stands before it, and the method."""
    question, before, _ = parts(text, context)
    found: dict[str, float] = {}
    for source in (_words(text), _lexicon(text, before), _quantities(text), _voices(text, question)):
        found.update(source)
    found.update((f"q={word}", 0.5) for word in words(question)[:30])
    found[f"method={method}"] = 1.0
    return found


def words(text: str) -> list[str]:
    """Small-letter words and loud marks, at most 80."""
    return [word.lower().replace("’", "'") for word in WORD.findall(text)][:MOST_WORDS]


def _words(text: str) -> Iterator[Feature]:
    listed = words(text)
    yield "length", len(listed) / 20
    for word in listed:
        yield f"w={word}", 1.0
        if len(word) > 4:
            marked = f"^{word}$"
            yield from ((f"c={marked[at : at + 4]}", 0.3) for at in range(len(marked) - 3))
    yield from ((f"b={a} {b}", 1.0) for a, b in zip(listed, listed[1:], strict=False))
    yield from ((f"s={a} {b}", 0.7) for a, b in zip(listed, listed[2:], strict=False))
    if listed:
        yield f"first={listed[0]}", 1.0
        yield f"first two={' '.join(listed[:2])}", 1.0
        yield f"last={listed[-1]}", 1.0


def _lexicon(text: str, before: str) -> Iterator[Feature]:
    yield from ((f"lexicon {n}", value / 2) for n, value in enumerate(lexicon.counts(text)))
    yield from ((f"before {n}", value / 4) for n, value in enumerate(lexicon.counts(before[-200:])))


def _quantities(text: str) -> Iterator[Feature]:
    yield f"scope={scope_of(text).band}", 1.0
    for place, quantity in enumerate(quantifiers(text)):
        ratio = any(char.isdigit() for char in quantity.words) or len(quantity.words.split()) > 3
        word, band = "ratio" if ratio else quantity.words.lower(), quantity.band
        side = "aside" if is_aside(text, quantity.start) else "main"
        after = [*words(text[quantity.start + len(quantity.words) :])[:2], "$", "$"]
        ahead = ["^", *words(text[: quantity.start])][-1]
        for name in (
            f"{band}", f"{band} {side}", f"{word}", f"{word} {side}", f"{word}>{after[0]}",
            f"{band}>{after[0]}", f"{ahead}<{word}", f"{ahead}<{band}", f"{band}>>{after[1]}",
            f"{place} {band}",
        ):  # fmt: skip
            yield f"quantity {name}", 1.0
    for match in COUNT.finditer(text.lower()):
        yield f"count>{match[2]}", 1.0
        yield f"count={'#' if match[1].isdigit() else match[1]}", 1.0


def _voices(text: str, question: str) -> Iterator[Feature]:
    hits = lexicon.hits(text, "voice")
    said = [hit for hit in hits if hit.kind == "said"]
    for hit in said:
        yield "said", 1.0
        subject = _subject(text, hit.start, hits)
        yield f"said by {subject}", 1.0
        yield f"{subject} {text[hit.start : hit.end].lower()}", 1.0
    for who in PEOPLE:
        if any(hit.kind == who for hit in hits):
            yield f"names {who}", 1.0
        if any(hit.kind == who for hit in lexicon.hits(question, "voice")):
            yield f"asks of {who}", 1.0
    if re.search(r"[\"“‘]|(?<!\w)'(?=\w)", text):
        yield "quotes", 1.0
        yield from ((f"quotes {hit.kind}", 1.0) for hit in hits if hit.kind in PEOPLE)
    if FIRST_PERSON & set(words(text)):
        yield "first person", 1.0


def _subject(text: str, at: int, hits: list[lexicon.Hit]) -> str:
    """Who stands nearest before a verb: a person of the lexicon, or the last pronoun."""
    before = words(text[:at])[-NEAR:]
    people = [h for h in hits if h.kind in PEOPLE and h.end <= at and len(words(text[h.end : at])) < NEAR]
    if people:
        return people[-1].kind
    pronouns = [word for word in before if word in ("i", "he", "she", "they", "we", "it", "you")]
    return pronouns[-1] if pronouns else "nobody"
