"""MiniLM from its ONNX file: the encoder that comes with every installation."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from lif_narrative import cards
from lif_narrative.embed import THREADS, session
from lif_narrative.embed.pieces import alike, tokenizer

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MAX_PIECES = 256
WIDTH = 384


def cut(ids: list[int]) -> list[int]:
    """The numbers that are read of a long text: its beginning, and the mark of the end."""
    return ids if len(ids) <= MAX_PIECES else [*ids[: MAX_PIECES - 1], ids[-1]]


class MiniLM:
    """all-MiniLM-L6-v2, mean of the word pieces' vectors (Wang et al. 2020, MiniLM; Reimers 2021).

    Its weights are kept as 8-bit numbers in the package's file and computed with in full, by a graph of
    fused parts that `lif models build` makes. Texts of one length are read together, so that nothing is
    padded and a text's vector does not depend on the texts beside it; each processor takes batches of its
    own, small enough to stay in its cache.
    """

    def __init__(self) -> None:
        self.fingerprint = cards.fingerprint("minilm-int8")
        beside = cards.weights("minilm-int8", "model.onnx").parent
        self.session = session(cards.weights("minilm-int8", "fused.onnx"), threads=1, beside=beside)

    def __call__(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of unit length, shape (n_texts, 384)."""
        import numpy as np

        rows = [cut(encoding.ids) for encoding in tokenizer().encode_batch(list(texts))]
        out = np.zeros((len(rows), WIDTH), dtype=np.float32)

        def read(chosen: list[int]) -> None:
            out[chosen] = self.batch([rows[place] for place in chosen])

        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(read, alike([len(row) for row in rows])))
        return out

    def batch(self, rows: Sequence[Sequence[int]]) -> npt.NDArray[np.float32]:
        """Vectors of unit length of texts that have equally many word pieces."""
        import numpy as np

        ids = np.array(rows, dtype=np.int32)
        (hidden,) = self.session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
        mean = hidden.mean(axis=1)
        unit: npt.NDArray[np.float32] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return unit
