"""Quick reading: what the whole reading says of a sample, learned, so that a million texts can be read.

The whole reading (fine-tuned MiniLM, evidence on every pair of text and theme) takes tens of milliseconds
of processor time a text. Here a ridge regression over vectors, hashed words and the sector's lexicon is
taught the whole reading's answers on a seeded sample of the archive itself. What it loses by that is
measured on every text of the sample by leaving it out, and printed.

References
----------
Hinton, Vinyals and Dean (2015), Distilling the knowledge in a neural network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from lif_narrative.appraise import lexicon
from lif_narrative.coding.ngrams import ngrams
from lif_narrative.records import POLARITIES, VOICES
from lif_narrative.steps.reading import Plain

Floats = npt.NDArray[Any]
BITS: Final = 13  # of hashed words
HEADS: Final = {"polarity": len(POLARITIES), "speaker": len(VOICES), "reported": len(VOICES)}


def seen(rows: Sequence[Plain], vectors: Floats) -> Any:
    """What is read of texts: own vector, method, lexicon and hashed words; sparse, shape (n, n_columns)."""
    from scipy.sparse import csr_matrix, hstack

    texts = [row.text for row in rows]
    asked = [f"{row.method} {row.question}" for row in rows]
    counted = np.array([lexicon.counts(text) for text in texts], dtype=np.float64) / 4
    dense = np.hstack([np.asarray(vectors, dtype=np.float64), counted, np.ones((len(rows), 1))])
    return hstack([csr_matrix(dense), ngrams(texts, BITS), 0.5 * ngrams(asked, BITS)]).tocsr()


@dataclass(frozen=True)
class Quick:
    """A taught student: `weights` (n_columns, n_answers) and where each theme is cut.

    Answers are log-odds of the themes, then logarithms of the probabilities of polarity, speaker and
    reported voice.
    """

    themes: tuple[str, ...]
    weights: Floats = field(repr=False)
    start: Floats = field(repr=False)
    cuts: Floats = field(repr=False)

    def answers(self, rows: Sequence[Plain], vectors: Floats) -> dict[str, Floats]:
        """Probabilities: `themes` (n, k), each by itself; of the other heads rows sum to 1."""
        said = np.asarray(seen(rows, vectors) @ self.weights) + self.start
        return parted(said, len(self.themes))

    def keep(self, path: Path) -> None:
        """Write it as safetensors."""
        from safetensors.numpy import save_file

        told = {"weights": self.weights, "start": self.start, "cuts": self.cuts}
        save_file(told, path, {"themes": "\n".join(self.themes)})

    @classmethod
    def read(cls, path: Path) -> Quick:
        """What `keep` wrote."""
        from safetensors import safe_open

        with safe_open(path, "np") as file:
            told = {name: file.get_tensor(name) for name in ("weights", "start", "cuts")}
            return cls(tuple(filter(None, file.metadata()["themes"].split("\n"))), **told)


def parted(said: Floats, themes: int) -> dict[str, Floats]:
    """Answers as probabilities by head, rounded to 6 decimals."""
    out = {"themes": np.round(1 / (1 + np.exp(-np.clip(said[:, :themes], -30, 30))), 6)}
    at = themes
    for head, width in HEADS.items():
        part = said[:, at : at + width]
        shares = np.exp(part - part.max(axis=1, keepdims=True))
        out[head], at = np.round(shares / shares.sum(axis=1, keepdims=True), 6), at + width
    return out
