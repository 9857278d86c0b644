"""What the language model adds: parts of speech, entities, and whether a word is in the dictionary.

The one place of this package that asks the language model, so that it can be swapped.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterable
from dataclasses import dataclass

from lif_narrative.deidentify.lexicon import everyday, given, plain_words, surnames, word_names
from lif_narrative.language import load

_ENDINGS = (
    ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""),
    ("ing", "e"), ("er", ""), ("er", "e"), ("est", ""), ("ier", "y"), ("iest", "y"), ("ly", ""), ("ily", "y"),
    ("ness", ""), ("ment", ""), ("able", ""), ("less", ""),
)  # fmt: skip
_BEGINNINGS = ("un", "re", "non", "mis", "over", "under", "pre", "multi", "inter", "co", "anti", "sub", "ex")


@dataclass(frozen=True, slots=True)
class Tag:
    """One word as the model reads it."""

    start: int
    end: int
    pos: str  # Penn Treebank: NNP, VBZ, MD, IN
    entity: str  # PERSON, GPE, ORG … or ""


def tagged(lines: Iterable[str]) -> list[tuple[Tag, ...]]:
    """Every line's words, in order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some of spaCy's print the text
        return [
            tuple(Tag(t.idx, t.idx + len(t), t.tag_, t.ent_type_) for t in doc)
            for doc in load().pipe(lines, batch_size=64, disable=["parser", "lemmatizer", "attribute_ruler"])
        ]


@functools.lru_cache(maxsize=65536)
def is_word(key: str) -> bool:
    """Whether a folded word is an everyday word; a name that is nothing else is none."""
    head, mark, tail = key.rpartition("'")
    if mark and tail in ("ve", "d", "m", "ll", "re", "s", "t") and head.rstrip("n") not in given():
        return True  # I've, couldn't, there's
    if key in plain_words() or key in word_names() or key in everyday():
        return True
    if key in given() or key in surnames():
        return False
    if "-" in key:
        return all(len(part) < 2 or is_word(part) for part in key.split("-"))
    return _known(key) or any(
        key.startswith(start) and len(key) > len(start) + 2 and _known(key[len(start) :])
        for start in _BEGINNINGS
    )


def _known(key: str) -> bool:
    words = everyday()
    if key in words or key in plain_words() or key in word_names():
        return True
    for ending, instead in _ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 1:
            stem = key[: -len(ending)]
            if stem + instead in words or (len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in words):
                return True
    return False


@functools.lru_cache(maxsize=65536)
def in_dictionary(key: str) -> bool:
    """Whether a folded word is in the dictionary at all, as a name or not."""
    return is_word(key) or _known(key)


@functools.lru_cache(maxsize=65536)
def is_slip(key: str, *, common: bool = False) -> bool:
    """Whether a word that is in no dictionary is one slip from one that is: recieved, wen, thier.

    `common`: only from the commonest words and those for people: thay, evryone, sumone.
    """
    if len(key) < 4:
        return not common
    if not common and any(is_word(key[:at]) and is_word(key[at:]) for at in range(3, len(key) - 2)):
        return True  # bedwetting, thankyou
    letters = "abcdefghijklmnopqrstuvwxyz"
    pairs = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    return any(
        (candidate in plain_words() if common else is_word(candidate))
        for left, right in pairs
        for candidate in (
            left + right[1:],
            left + right[1:2] + right[:1] + right[2:],
            *(left + letter + right for letter in letters),
            *(left + letter + right[1:] for letter in letters),
        )
        if len(candidate) > 2 and candidate != key
    )
