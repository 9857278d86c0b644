"""How far a sentence reaches: over how much of what it speaks of, and how often.

Read from grammar (spaCy's parse), so that a claim without any quantifier has a reach too: "children are
heard" speaks of children in general, "the child was heard" of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lif_narrative.story.quantifiers import BANDS, MEASURED, TIMES, noun_of, quantifiers
from lif_narrative.story.shares import Quantifier
from lif_narrative.story.subjects import (
    FEW,
    GENERAL,
    ONE,
    SAYING,
    clauses,
    is_aside,
    is_condition,
    is_hedged,
    is_people,
    subject_of,
    within,
)
from lif_narrative.story.unstated import unstated

if TYPE_CHECKING:
    from lif_narrative.language import Doc, Phrase, Token

SELVES: Final = frozenset("i me my mine myself we us our ours".split())
ASIDE_WORDS: Final = frozenset("on about over after before until during upon between".split())
PER_CENT: Final = re.compile(r"\bper\s+cent\b", re.IGNORECASE)
PLACES: Final = frozenset("at on in during across".split())
DENIED: Final = ("dobj", "attr", "oprd", "conj")
OBJECTS: Final = ("dobj", "dative", "attr", "oprd", "conj", "nsubj")


@dataclass(frozen=True, slots=True)
class Reach:
    """`over`: the least share of what it speaks of, 0 to 1; `often`: the strongest other word, 0 for none.

    `count`: the number of people or cases it names; `stated`: whether words say how many; `exact`: whether
    as a share; `negative`: whether it says what is not so; `own`: whether somebody speaks of themselves.
    """

    over: float
    often: float = 0.0
    count: int = 0
    stated: bool = False
    exact: bool = False
    negative: bool = False
    under: bool = False
    loose: bool = False
    own: bool = False

    def turned(self) -> Reach:
        """The same, said of those of whom it is not so: two of six heard, four of six not."""
        if self.under:  # "fewer than half" leaves at least some, and nobody knows how many
            return Reach(FEW, self.often, 0, True, False, not self.negative)
        if self.loose:  # "a minority" leaves most
            return Reach(GENERAL, self.often, 0, True, False, not self.negative)
        return Reach(1 - self.over, self.often, 0, True, True, not self.negative)


def reaches(texts: Sequence[str]) -> list[list[Reach]]:
    """For each text, the reach of each of its sentences."""
    from lif_narrative.language import parse

    plain = [PER_CENT.sub("percent", text) for text in texts]
    return [
        [_reach(head, sentence, doc) for sentence in doc.sents for head in clauses(sentence)]
        for doc in parse(plain, entities=False)
    ]


def _reach(root: Token, sentence: Phrase, doc: Doc) -> Reach:
    """The reach of one clause: a sentence's, or one joined to it by "and" that has a subject of its own."""
    subject, own = subject_of(root), within(root, sentence)
    inside = [q for q in quantifiers(doc.text) if any(q.start <= at < q.end for at in own)]
    over, others, times = _sorted(inside, root, subject, doc)
    again = max((q.count for q in inside if q not in over and _is_repeated(q, noun_of(doc, q))), default=0)
    often = max((q.share for q in others if not q.count or q.exact), default=FEW if again > 1 else 0.0)
    least = min(over, key=lambda q: q.share, default=None)
    if least is None:
        reached = unstated(root, subject, sentence)
        if times and reached == GENERAL:  # "children are sometimes late": of some children
            reached = min(reached, max(times))
        if is_hedged(root) and often < BANDS["half"]:
            reached = min(reached, ONE)
    else:
        reached = least.share
        often = max([often, *(q.share for q in over if q is not least)])
    alone = _is_own_account(over, sentence, own)
    if alone:
        often = max([often, *(q.share for q in over if not _is_plain(q))])
        reached = ONE
    negative = any(q.negative for q in inside) or any(
        t.dep_ == "neg" and (t.head.i == root.i or t.head.head.i == root.i) for t in sentence if t.idx in own
    )
    count = max((q.count for q in over), default=again)
    return Reach(reached, often, count, least is not None, bool(least and least.exact), negative,
                 bool(least and least.under), bool(least and least.loose), alone)  # fmt: skip


def _sorted(
    inside: Sequence[Quantifier], root: Token, subject: Token | None, doc: Doc
) -> tuple[list[Quantifier], list[Quantifier], list[float]]:
    """Quantifiers that say how many of what is spoken of, the others, and the shares of times among them."""
    nouns = [noun_of(doc, one) for one in inside]
    counted = {
        noun.i for one, noun in zip(inside, nouns, strict=True) if noun is not None and not _is_plain(one)
    }
    over: list[Quantifier] = []
    others: list[Quantifier] = []
    times: list[float] = []
    for one, noun in zip(inside, nouns, strict=True):
        if _is_plain(one) and (noun is None or noun.lemma_.lower() in MEASURED or noun.i in counted):
            continue  # "for two weeks"; "each of the nine", where "each" says how many
        if _is_plain(one) and noun is not None and noun.idx < one.start:
            continue  # "room 11": the number names, and does not count
        said = doc.text[one.start : one.end].lower()
        if said.startswith("part") and _is_object(doc, one):
            continue  # "shaped part of her plan", "felt part of it": of one thing
        if said == "no" and noun is not None and noun.dep_ in DENIED:
            continue  # "had no key" says what is not so, and not of how many
        (over if _is_over(one, noun, root, subject, doc) else others).append(one)
        placed = noun is not None and noun.dep_ == "pobj" and noun.head.lower_ in PLACES
        if noun is None or noun.lemma_.lower() in TIMES or (placed and one.share == FEW):
            times.append(one.share)
    return over, others, times


def _is_object(doc: Doc, one: Quantifier) -> bool:
    span = doc.char_span(one.start, one.end, alignment_mode="expand")
    return span is not None and span.root.dep_ in DENIED


def _is_repeated(one: Quantifier, noun: Token | None) -> bool:
    """Whether a bare number says how many times, or in how many places: "four times", "at two rehearsals"."""
    if noun is None or not _is_plain(one) or is_people(noun):
        return False
    return noun.lemma_.lower() == "time" or (
        noun.dep_ == "pobj"
        and noun.head.lower_ in PLACES
        and (noun.lemma_.lower() not in MEASURED or noun.head.lower_ == "on")
    )


def _is_own_account(over: Sequence[Quantifier], sentence: Phrase, own: frozenset[int]) -> bool:
    """Whether somebody speaks of themselves: "nobody told me" is one person's, "most of us" is not."""
    heard = not any(q.negative for q in over)  # "children told us": the audit was told
    first = [t for t in sentence if t.lower_ in SELVES
             and not (heard and t.lower_ == "us" and t.head.lemma_ in SAYING)]  # fmt: skip
    away = any(t.idx not in own for t in first)
    told = any(q.share > ONE and not q.negative for q in over) or any(t.head.lower_ == "of" for t in first)
    return bool(first) and (away or not told)


def _is_plain(one: Quantifier) -> bool:
    """A bare number, such as "nine children"."""
    return one.count > 0 and not one.exact and one.share == ONE


def _is_over(one: Quantifier, noun: Token | None, root: Token, subject: Token | None, doc: Doc) -> bool:
    """Whether a quantifier says how many of what the sentence speaks of, and not how often or what of."""
    span = doc.char_span(one.start, one.end, alignment_mode="expand")
    if span is None:
        return False
    if noun is None:  # "widespread", "the norm", "across the board": of the whole; "always": how often
        return (
            (subject is None or subject.lower_ != "it")  # "it is unusual": how often
            and "ADV" not in (span.root.pos_, span[-1].pos_)
            and span[-1].pos_ in ("ADJ", "NOUN")
            and not is_aside(span.root, root)
        )
    if is_aside(noun, root) or is_aside(span.root, root):
        return one.share <= FEW and is_condition(noun, root)
    if subject is not None and (noun.i == subject.i or subject.is_ancestor(noun)):
        return not (one.count and not one.exact and noun.i != subject.i and noun.dep_ != "pobj")
    if noun.lemma_.lower() in TIMES:
        return False
    if noun.dep_ == "pobj":
        return noun.head.lower_ not in ASIDE_WORDS
    return (bool(one.count) or is_people(noun)) and noun.dep_ in OBJECTS and not is_people(subject)
