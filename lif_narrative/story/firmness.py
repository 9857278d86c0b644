"""Whether a claim is surer, of greater degree, or readier with a cause than the evidence under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from lif_narrative.appraise.lexicon import entries, patterns
from lif_narrative.story.quantifiers import noun_of, quantifiers
from lif_narrative.story.subjects import SAYING, clauses
from lif_narrative.wording import number

if TYPE_CHECKING:
    from lif_narrative.language import Doc, Token

MIGHT: Final = frozenset(("may", "might", "could"))
SELVES: Final = frozenset(("i", "me", "my", "he", "she", "you"))
DENIALS: Final = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|without)\b|n['’]t\b", re.IGNORECASE
)


def firmer(claim: str, evidence: Sequence[str]) -> str:
    """Why a claim is put more firmly than any of its evidence; "" where it is not.

    Parameters
    ----------
    claim : str
    evidence : sequence of str
        The words that support it. One text that is as firm as the claim is enough.
    """
    from lif_narrative.language import parse

    if not evidence:
        return ""
    said, *held = parse([claim, *evidence], entities=False)
    if not _is_doubtful(said) and not _is_told(said) and all(map(_is_doubtful, held)):
        return "The claim says it for certain; its evidence says what may be, or is hoped or believed."
    if _says(claim, "caused") and not any(_says(text, "reasons") for text in evidence):
        return "The claim says what brought it about; none of its evidence does."
    return _degree(said, held) or _fewer(said, held)


def _says(text: str, *kinds: str) -> bool:
    return any(patterns("firmness")[kind].search(text) for kind in kinds)


def _is_doubtful(doc: Doc) -> bool:
    """Whether every main clause is held and not known: "it may", "we hope that", "there are signs"."""
    heads = [(head, sentence.root) for sentence in doc.sents for head in clauses(sentence)]
    return bool(heads) and all(_is_held(head) or _opens(root, head) for head, root in heads)


def _opens(root: Token, head: Token) -> bool:
    """Whether a sentence holds what it says before saying it: "it seems that"."""
    return root.i != head.i and head.dep_ == "ccomp" and _is_held(root)


def _is_held(head: Token) -> bool:
    words = entries("firmness")
    aside = {t.lower_ for t in head.children if t.dep_ in ("advmod", "aux", "acomp")}
    subject = next((t.lower_ for t in head.children if t.dep_ == "nsubj"), "")
    if aside & {*MIGHT, *words["perhaps"]} and not any(t.dep_ == "neg" for t in head.children):
        return True
    if head.lemma_ in words["doubt"]:  # "I think she is kind" is how people speak
        own = head.lemma_ == "think" and subject in SELVES
        done = any(t.dep_ in ("ccomp", "xcomp", "oprd", "acomp", "advcl") for t in head.children)
        return done and not own
    return any(t.dep_ == "attr" and t.lemma_ in words["signs"] for t in head.children)


def _is_told(doc: Doc) -> bool:
    """Whether it says who says so: what people told is told for certain."""
    return any(head.lemma_ in SAYING for sentence in doc.sents for head in clauses(sentence))


def _degree(said: Doc, held: Sequence[Doc]) -> str:
    """Of much, where the evidence says of little, or says nothing of how much."""
    texts = [doc.text for doc in held]
    great, whole = _says(said.text, "great"), _says(said.text, "whole") or bool(_lacking(said))
    strong = any(_says(text, "great", "whole", "loud") for text in texts)
    slight = any(_says(text, "slight") for text in texts)
    little = _lacking(said) & {noun for doc in held for noun in _scant(doc)}
    if DENIALS.search(said.text) and not little:  # "not fully" is of less
        return ""
    if (great and not strong) or (whole and slight and not strong) or little:
        return "The claim says how much; its evidence says less, or does not say."
    return ""


def _lacking(doc: Doc) -> set[str]:
    """What a text says there is none of: "no time"."""
    return {t.head.lemma_ for t in doc if t.lower_ == "no" and t.dep_ == "det"}


def _scant(doc: Doc) -> Iterator[str]:
    """What a text says there is little of: "little time"."""
    lacking = {"little", "limited", "less", "few", "fewer", "some", "scant", "insufficient"}
    yield from (t.head.lemma_ for t in doc if t.lower_ in lacking and t.dep_ in ("amod", "det"))


def _fewer(said: Doc, held: Sequence[Doc]) -> str:
    """Why "only one" is not so: the evidence shows more of them."""
    most = {noun: n for noun, n, only in _counted(said) if only}
    more = ((noun, n) for doc in held for noun, n, _ in _counted(doc) if n > most.get(noun, n))
    for noun, n in more:
        return f"The claim says only {number(most[noun])}; its evidence shows {number(n)}."
    return ""


def _counted(doc: Doc) -> Iterator[tuple[str, int, bool]]:
    """Each noun that a bare number counts, the number, and whether "only" stands before it."""
    for one in quantifiers(doc.text):
        noun = noun_of(doc, one)
        if noun is None or not (one.count or doc.text[one.start : one.end].lower() in ("one", "a single")):
            continue
        before = doc.text[: one.start].rstrip()
        only = any(m.end() == len(before) for m in patterns("firmness")["only"].finditer(before))
        yield noun.lemma_, max(one.count, 1), only
