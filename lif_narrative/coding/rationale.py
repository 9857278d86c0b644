"""Why a text was placed under a theme: the exact words of the text that carried it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from lif_narrative.coding.stems import WORD, stems
from lif_narrative.coding.wordings import Encodes, Wordings

CLAUSE = re.compile(r"[^,;:.!?–—()]+")
SHORTEST = 3  # words; shorter clauses are joined to the one before


@dataclass(frozen=True, slots=True)
class Reason:
    """A stretch of the text, and the wording of the theme that it answers to."""

    start: int
    end: int
    text: str = field(repr=False)
    wording: str  # of the codebook
    how: str  # words: they share telling words; meaning: they are alike as vectors
    strength: float  # 0 to 1


def reasons(text: str, column: int, wordings: Wordings, encoder: Encodes, most: int = 3) -> list[Reason]:
    """The stretches of a text that fit a theme best, strongest first; `text[start:end]` is each one's text.

    Parameters
    ----------
    column : int
        The theme's place in `wordings.ids`.
    """
    found = [*_by_words(text, column, wordings), *_by_meaning(text, column, wordings, encoder)]
    kept: list[Reason] = []
    for reason in sorted(found, key=lambda r: (-r.strength, r.start, r.end, r.wording)):
        if len(kept) < most and all(reason.end <= k.start or reason.start >= k.end for k in kept):
            kept.append(reason)
    return kept


def _by_words(text: str, column: int, wordings: Wordings) -> list[Reason]:
    """The shortest stretch that holds the words a phrase shares with the text."""
    places = [(m.start(), m.end(), set(stems(m.group()))) for m in WORD.finditer(text)]
    out = []
    for phrase in wordings.phrases[column]:
        telling = {word: wordings.weights.get(word, 0.0) for word in stems(phrase)}
        shared = [(start, end, own & telling.keys()) for start, end, own in places if own & telling.keys()]
        covered = set().union(*(own for _, _, own in shared)) if shared else set()
        strength = sum(telling[w] for w in covered) / (sum(telling.values()) + 1e-9)
        if covered and strength >= 0.5:
            start, end = shared[0][0], shared[-1][1]
            out.append(Reason(start, end, text[start:end], phrase, "words", round(strength, 6)))
    return out


def _by_meaning(text: str, column: int, wordings: Wordings, encoder: Encodes) -> list[Reason]:
    spans = clauses(text)
    phrases = wordings.phrase_vectors[column]
    if not spans or not len(phrases):
        return []
    likeness = encoder.encode([text[a:b] for a, b in spans]) @ phrases.T
    best: Sequence[int] = np.asarray(likeness.argmax(axis=1)).tolist()
    return [
        Reason(
            a, b, text[a:b], wordings.phrases[column][j], "meaning", round(float(max(0.0, likeness[i, j])), 6)
        )
        for i, ((a, b), j) in enumerate(zip(spans, best, strict=True))
    ]


def clauses(text: str) -> list[tuple[int, int]]:
    """Stretches between stops and commas, without the space around them."""
    out: list[tuple[int, int]] = []
    for match in CLAUSE.finditer(text):
        inner = match.group()
        start = match.start() + len(inner) - len(inner.lstrip())
        end = match.start() + len(inner.rstrip())
        if end <= start:
            continue
        if out and len(inner.split()) < SHORTEST:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
