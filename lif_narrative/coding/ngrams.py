"""Words, word pairs and pieces of words as hashed columns: no vocabulary to keep or to leak."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

WORD_BITS, PIECE_BITS = 14, 15
QUESTION_BITS = 13
WORDS = r"(?u)[^\W_]+(?:['’][^\W_]+)?"


def ngrams(texts: Sequence[str], bits: int = WORD_BITS) -> csr_matrix:
    """Words and word pairs, dampened by logarithm, each row of unit length, shape (n_texts, 2 ** bits).

    References
    ----------
    Weinberger et al. (2009), Feature hashing for large scale multitask learning, ICML.
    """
    return unit(_dampened(_hasher("word", bits).transform(texts)))


def pieces(texts: Sequence[str]) -> csr_matrix:
    """Runs of two to five letters within words, dampened: they survive misspelling and inflection."""
    return _dampened(_hasher("char_wb", PIECE_BITS).transform(texts))


def unit(rows: Any) -> csr_matrix:
    """Rows scaled to length 1; an empty row stays empty."""
    from sklearn.preprocessing import normalize

    return normalize(rows).tocsr()


def _dampened(counts: Any) -> Any:
    counts.data = 1 + np.log(counts.data)
    return counts


@functools.cache
def _hasher(analyzer: str, bits: int) -> Any:
    from sklearn.feature_extraction.text import HashingVectorizer

    sizes = {"word": (1, 2), "char_wb": (2, 5)}
    return HashingVectorizer(
        analyzer=analyzer, ngram_range=sizes[analyzer], n_features=1 << bits, token_pattern=WORDS,
        alternate_sign=False, norm=None,
    )  # fmt: skip
