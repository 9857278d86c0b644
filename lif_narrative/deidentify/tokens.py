"""Words of a text with what recognisers ask of each: place, letters, neighbours, whether it must stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lif_narrative.deidentify.lexicon import fold, keep_phrases

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\-‐‑][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ][sS]$")
_PARTICLE = re.compile(r"(?:a[ldnrs]|e[ld]|ul|ap|d|l)[-‐‑'’][A-ZÀ-Þ]")
_ABBREVIATED = frozenset("mr mrs ms dr prof rev st sgt insp supt cllr no messrs".split())
_SENTENCE_END = re.compile(r"(?:[.!?…:]|^|\n)[\s\"'“”‘’()\[\]*•–—-]*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word; a possessive 's is not part of it."""

    start: int
    end: int
    text: str = field(repr=False)
    key: str = field(repr=False)  # folded
    gap: str  # what stands between the word before and this one
    first: bool  # at the head of a sentence or line
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter, or with one after an article: al-Masri."""
        return self.text[:1].isupper() or _PARTICLE.match(self.text) is not None

    @property
    def upper(self) -> bool:
        """Whether it is all capitals, and more than one letter."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def initial(self) -> bool:
        """Whether it is one capital letter."""
        return len(self.text) == 1 and self.text.isupper()


def tokens(text: str) -> list[Token]:
    """The words of `text`, in order."""
    return list(_walk(text))


def _walk(text: str) -> Iterator[Token]:
    at, before = 0, ""
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        owned = _POSSESSIVE.search(word)
        if owned:
            word = word[: owned.start()]
        gap = text[at:start] if at else ""
        dot = gap.startswith(".") and gap.strip(" ") == "." and bool(at)
        abbreviated = dot and ((text[at - 1].isupper() and _short(text, at)) or before in _ABBREVIATED)
        first = not abbreviated and _SENTENCE_END.search(text[max(0, start - 12) : start]) is not None
        yield Token(start, start + len(word), word, fold(word), gap, first, owned is not None)
        at, before = start + len(word), fold(word)


def _short(text: str, end: int) -> bool:
    """Whether the word ending at `end` is an initial, after which a full stop ends no sentence."""
    return end < 2 or not text[end - 2].isalpha()


def kept(words: list[Token]) -> frozenset[int]:
    """Positions of the words that stand in a phrase of the keep list."""
    phrases = keep_phrases()
    held: set[int] = set()
    for at, word in enumerate(words):
        for phrase, capitals in phrases.get(word.key, ()):
            if len(phrase) == 1 and capitals and not word.text[:1].isupper():
                continue
            stretch = words[at : at + len(phrase)]
            if tuple(w.key for w in stretch) == phrase:
                held.update(range(at, at + len(phrase)))
                break
    return frozenset(held)
