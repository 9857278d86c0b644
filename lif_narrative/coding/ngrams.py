"""Words and pairs of words as numbers of columns, without a vocabulary to keep or to leak."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

BITS = 14


def ngrams(texts: Sequence[str], prefix: str = "", bits: int = BITS) -> csr_matrix:
    """Counts of hashed words and word pairs, dampened by logarithm, each row of unit length.

    Parameters
    ----------
    prefix : str
        Keeps the words of one part (the question, say) apart from the same words in another.

    Returns
    -------
    csr_matrix of float32, shape (n_texts, 2 ** bits)

    References
    ----------
    Weinberger et al. (2009), Feature hashing for large scale multitask learning, ICML.
    """
    from scipy.sparse import csr_matrix

    starts, columns, values = [0], [], []
    for text in texts:
        words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.lower())
        grams = [*words, *(f"{a} {b}" for a, b in zip(words, words[1:], strict=False))]
        counts = Counter(zlib.crc32(f"{prefix}{gram}".encode()) % (1 << bits) for gram in grams)
        dampened = 1 + np.log(np.array([counts[c] for c in sorted(counts)], dtype=np.float64))
        columns += sorted(counts)
        values += list(dampened / np.sqrt((dampened**2).sum()) if counts else [])
        starts.append(len(columns))
    shape = (len(texts), 1 << bits)
    return csr_matrix((np.array(values, np.float32), np.array(columns, np.int32), starts), shape=shape)
