"""How alike texts are to texts that people coded: in meaning, words, pieces of words and context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.coding.ngrams import QUESTION_BITS, ngrams, pieces, unit
from lif_narrative.coding.readings import Readings

Floats = npt.NDArray[Any]
SHARPNESS = 1.5  # of likeness in meaning: exp(-sharpness * squared distance)
MEANING, WORDS, PIECES, ASKED, AROUND = 2.0, 0.5, 1.0, 0.3, 0.3  # best on held-out comments and narratives


@dataclass(frozen=True)
class Sight:
    """Texts as likeness sees them."""

    text: Floats  # unit vectors
    context: Floats  # of question and paragraph, each scaled by the root of its weight
    words: Any  # sparse, likewise scaled

    def taken(self, some: slice) -> Sight:
        """Some of the texts."""
        return Sight(self.text[some], self.context[some], self.words[some])


@dataclass(frozen=True)
class Rarity:
    """How rare each hashed word and piece of a word is in the coded texts."""

    words: Floats
    pieces: Floats

    @classmethod
    def of(cls, readings: Readings) -> Rarity:
        """Inverse document frequency in these texts; what none of them holds is rarest."""
        texts = readings.split["text"]
        return cls(_rarity(ngrams(texts)), _rarity(pieces(texts)))

    def sees(self, readings: Readings) -> Sight:
        """The texts by what they say and stand beside."""
        from scipy.sparse import hstack

        texts, asked = readings.split["text"], readings.split["question"]
        columns = [
            np.sqrt(WORDS) * unit(ngrams(texts).multiply(self.words)),
            np.sqrt(PIECES) * unit(pieces(texts).multiply(self.pieces)),
            np.sqrt(ASKED) * ngrams(asked, QUESTION_BITS),
        ]
        context = [np.sqrt(w) * readings.vectors[p] for p, w in (("question", ASKED), ("around", AROUND))]
        return Sight(readings.vectors["text"], np.hstack(context), hstack(columns).tocsr())


def alike(some: Sight, others: Sight) -> Floats:
    """How alike each text is to each other text, shape (n_some, n_others): a positive-definite kernel."""
    distance = np.maximum(0.0, 2 - 2 * some.text @ others.text.T)
    words = np.asarray((some.words @ others.words.T).todense())
    made: Floats = MEANING * np.exp(-SHARPNESS * distance) + some.context @ others.context.T + words
    return made


def _rarity(counts: Any) -> Floats:
    holders = np.asarray((counts > 0).sum(axis=0)).ravel()
    rarity: Floats = np.log((1 + counts.shape[0]) / (1 + holders)) + 1
    return rarity
