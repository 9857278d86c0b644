"""A vector a word piece, looked up and averaged: for archives, where minutes count more than nuance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lif_narrative import cards
from lif_narrative.embed.pieces import tokenizer

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FILE = "vectors.safetensors"
AT_ONCE = 4000  # texts
EMPTY = 101  # the mark of a beginning: what a text without word pieces is


class Static:
    """Word pieces' vectors distilled from MiniLM, weighed by how telling they are, and averaged.

    It knows no order of words: "not safe, but heard" and "not heard, but safe" are one to it.

    References
    ----------
    Tulkens and van Dongen (2024), Model2Vec; Arora, Liang and Ma (2017), A simple but tough-to-beat
    baseline for sentence embeddings, ICLR.
    """

    def __init__(self) -> None:
        import numpy as np
        from safetensors.numpy import load_file

        self.fingerprint = cards.fingerprint("static")
        told = load_file(cards.weights("static", FILE))
        self.table = told["pieces"].astype(np.float32) * told["scale"][:, None]

    def __call__(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of unit length, shape (n_texts, 256)."""
        import numpy as np

        out = np.zeros((len(texts), self.table.shape[1]), dtype=np.float32)
        for first in range(0, len(texts), AT_ONCE):
            some = list(texts[first : first + AT_ONCE])
            rows = [e.ids or [EMPTY] for e in tokenizer().encode_batch(some, add_special_tokens=False)]
            starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
            flat = np.fromiter((piece for row in rows for piece in row), dtype=np.int64)
            total = np.add.reduceat(self.table[flat].astype(np.float64), starts, axis=0)
            length = np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)
            out[first : first + AT_ONCE] = total / length
        return out
