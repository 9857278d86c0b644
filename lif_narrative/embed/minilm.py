"""MiniLM from its ONNX file: the encoder that comes with every installation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lif_narrative import cards
from lif_narrative.embed import session
from lif_narrative.embed.pieces import by_length, padded, tokenizer

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

    Its weights are kept as 8-bit numbers and computed with in full, so a text's vector does not
    depend on the texts beside it.
    """

    def __init__(self) -> None:
        self.fingerprint = cards.fingerprint("minilm-int8")
        self.session = session(cards.weights("minilm-int8", "model.onnx"))

    def __call__(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Vectors of unit length, shape (n_texts, 384)."""
        import numpy as np

        rows = [cut(encoding.ids) for encoding in tokenizer().encode_batch(list(texts))]
        out = np.zeros((len(rows), WIDTH), dtype=np.float32)
        for chosen in by_length([len(row) for row in rows]):
            out[chosen] = self._batch([rows[place] for place in chosen])
        return out

    def _batch(self, rows: Sequence[Sequence[int]]) -> npt.NDArray[np.float32]:
        import numpy as np

        ids, mask = padded(rows), padded([[1] * len(row) for row in rows])
        told = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (hidden,) = self.session.run(None, told)
        mean = (hidden * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        unit: npt.NDArray[np.float32] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return unit
