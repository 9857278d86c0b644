"""Where texts are compared when themes are sought: meaning, words, and the sector's known themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.coding import sector
from lif_narrative.coding.readings import in_parts
from lif_narrative.coding.stems import stems
from lif_narrative.coding.wordings import Encodes

Floats = npt.NDArray[Any]
DIMENSIONS = 50  # of latent semantic analysis
WEIGHTS, KNOWN_WEIGHT = (0.3, 0.3), 0.6  # of meaning and words, and of known themes
STRANGE, FAMILIAR = 0.24, 0.36  # mean of the likeliest known theme: texts of other fields, and of ours
FAINT = 0.05  # probability of a known theme below which it says nothing


@dataclass(frozen=True)
class Space:
    """A space learned from some texts, into which any text can be placed.

    Three views stand side by side, less what all texts share, which hides what sets them apart: vectors,
    latent semantic analysis of their words (Deerwester et al. 1990, JASIS 41), and the probabilities of
    the sector's known themes. The last counts as far as the texts speak of these themes at all.
    """

    mean: Floats
    usual: Floats  # of the known themes' view
    idf: dict[str, float]
    axes: Floats  # (n_words, n_dimensions)
    weights: tuple[float, float, float]

    def place(self, texts: Sequence[str], vectors: Floats, known: Floats) -> Floats:
        """Rows of unit length, shape (n_texts, n_dimensions)."""
        meaning = unit(vectors - self.mean)
        words = unit(_tfidf(texts, self.idf) @ self.axes)
        views = (meaning, words, _view(known) - self.usual)
        return unit(np.hstack([np.sqrt(w) * view for w, view in zip(self.weights, views, strict=True)]))


def learn(texts: Sequence[str], vectors: Floats, known: Floats) -> Space:
    """The space of these texts, which must come in an order of their own."""
    spoken_of = np.clip((known.max(axis=1).mean() - STRANGE) / (FAMILIAR - STRANGE), 0, 1)
    words = [set(stems(text)) for text in texts]
    counts: dict[str, int] = {}
    for row in words:
        for word in row:
            counts[word] = counts.get(word, 0) + 1
    fewest = 2 if len(texts) > 80 else 1
    idf = {w: float(np.log((1 + len(texts)) / (1 + n)) + 1) for w, n in sorted(counts.items()) if n >= fewest}
    weights = (*WEIGHTS, KNOWN_WEIGHT * float(spoken_of))
    return Space(vectors.mean(axis=0), _view(known).mean(axis=0), idf, _axes(_tfidf(texts, idf)), weights)


def _view(known: Floats) -> Floats:
    return np.asarray(np.sqrt(np.clip(known - FAINT, 0, None)))


def known_themes(texts: Sequence[str], encoder: Encodes) -> Floats:
    """Probabilities of the sector's known themes, shape (n_texts, n_known)."""
    parts = in_parts(list(texts), [""] * len(texts), encoder)
    logits = [sector.load().logits(readings) for readings in parts]
    return np.asarray(1 / (1 + np.exp(-np.clip(np.vstack(logits), -30, 30))))


def _tfidf(texts: Sequence[str], idf: dict[str, float]) -> Any:
    from scipy.sparse import csr_matrix

    place = {word: i for i, word in enumerate(idf)}
    starts, columns, values = [0], [], []
    for text in texts:
        counts: dict[str, int] = {}
        for word in stems(text):
            if word in place:
                counts[word] = counts.get(word, 0) + 1
        row = np.array([(1 + np.log(n)) * idf[w] for w, n in sorted(counts.items())])
        columns += [place[word] for word in sorted(counts)]
        values += list(row / np.linalg.norm(row)) if counts else []
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(texts), max(1, len(place))), dtype=np.float64)


def _axes(matrix: Any) -> Floats:
    """The directions of most variance, each with the sign that makes its largest entry positive."""
    from scipy.sparse.linalg import svds

    most = min(DIMENSIONS, min(matrix.shape) - 1)
    if most < 1:
        return np.ones((matrix.shape[1], 1))
    start = np.ones(min(matrix.shape)) / np.sqrt(min(matrix.shape))
    _, sizes, right = svds(matrix, k=most, v0=start, solver="arpack")
    right = right[np.argsort(-sizes, kind="stable")]
    largest = np.abs(np.round(right, 9)).argmax(axis=1)
    return np.asarray((right * np.sign(right[np.arange(most), largest])[:, None]).T)


def unit(rows: Floats) -> Floats:
    """Rows scaled to length 1; an empty row stays empty."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Floats = np.divide(rows, length, out=np.zeros_like(rows), where=length > 1e-9)
    return scaled
