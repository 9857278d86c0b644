"""What in a text speaks for a theme: one row of evidence for every (text, theme) pair.

The same kinds of evidence exist for any codebook, so a model over them carries to themes it has never seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.coding.readings import PARTS, Readings
from lif_narrative.coding.stems import stems
from lif_narrative.coding.wordings import Wordings
from lif_narrative.fingerprint import DECIMALS

Array = npt.NDArray[np.float64]
FEATURES = tuple(
    f"{part}_{kind}"
    for part in PARTS
    for kind in ("best", "best_z", "top", "whole", "whole_z", "words", "words_z", "cover")
) + ("exclude", "exclude_words", "rank", "gap", "length", "asked")


def evidence(readings: Readings, wordings: Wordings) -> Array:
    """All evidence for every pair, shape (n_texts, n_themes, n_features), in the order of `FEATURES`.

    Computed in double precision and rounded, so that a text has the same evidence whatever stands beside it.
    """
    k = len(wordings.ids)
    columns: dict[str, Array] = {}
    for part in PARTS:
        columns |= {
            f"{part}_{kind}": value for kind, value in _likeness(readings.vectors[part], wordings).items()
        }
        columns |= {
            f"{part}_{kind}": value for kind, value in _overlap(readings.words[part], wordings).items()
        }
    columns |= _against(readings, wordings)
    best = columns["text_best"]
    order = np.sort(best, axis=1)
    columns["rank"] = (np.argsort(np.argsort(-best, axis=1, kind="stable"), axis=1) / k).astype(np.float64)
    columns["gap"] = best - order[:, -1:]
    columns["length"] = _wide([np.log1p(len(text.split())) for text in readings.texts], k)
    columns["asked"] = _wide([bool(q) for q in readings.split["question"]], k)
    whole: Array = np.stack([columns[name] for name in FEATURES], axis=2)
    return whole.round(DECIMALS)


def _likeness(vectors: Array, wordings: Wordings) -> dict[str, Array]:
    n, k = len(vectors), len(wordings.ids)
    best, top = np.zeros((n, k), np.float64), np.zeros((n, k), np.float64)
    for j, phrases in enumerate(wordings.phrase_vectors):
        if len(phrases):
            likeness = np.sort(np.round(vectors @ phrases.T, DECIMALS), axis=1)
            best[:, j], top[:, j] = likeness[:, -1], likeness[:, -3:].mean(axis=1)
    whole = np.round(vectors @ wordings.vectors.T, DECIMALS)
    return {"best": best, "best_z": _z(best), "top": top, "whole": whole, "whole_z": _z(whole)}


def _overlap(words: Sequence[set[str]], wordings: Wordings) -> dict[str, Array]:
    """Words shared with a theme, weighed by how telling they are; and the best-covered phrase."""
    from scipy.sparse import csr_matrix

    weights = wordings.weights
    place = {word: i for i, word in enumerate(weights)}
    found = [sorted(place[w] for w in row if w in place) for row in words]
    starts = np.cumsum([0, *map(len, found)])
    flat = np.array([i for row in found for i in row], dtype=np.int32)
    texts = csr_matrix((np.ones(len(flat), np.float64), flat, starts), shape=(len(words), max(1, len(place))))
    worth = np.array([*weights.values()] or [0.0], np.float64)
    shared, cover = np.zeros((2, len(words), len(wordings.ids)), np.float64)
    for j, phrases in enumerate(wordings.phrases):
        rows = [sorted({place[w] for w in stems(phrase)}) for phrase in phrases]
        mask = np.zeros((len(worth), len(rows)), np.float64)
        for column, row in enumerate(rows):
            mask[row, column] = worth[row]
        shared[:, j] = texts @ mask.max(axis=1, initial=0)
        if rows:
            cover[:, j] = ((texts @ mask) / (mask.sum(axis=0) + 1.0)).max(axis=1)
    return {"words": shared, "words_z": _z(shared), "cover": cover}


def _against(readings: Readings, wordings: Wordings) -> dict[str, Array]:
    n, k = len(readings.texts), len(wordings.ids)
    likeness, words = np.zeros((2, n, k), np.float64)
    for j, (phrases, vectors) in enumerate(zip(wordings.excludes, wordings.exclude_vectors, strict=True)):
        if phrases:
            likeness[:, j] = (readings.vectors["text"] @ vectors.T).max(axis=1)
            telling = {w for phrase in phrases for w in stems(phrase)}
            words[:, j] = [len(telling & row) for row in readings.words["text"]]
    return {"exclude": likeness, "exclude_words": words}


def _z(values: Array) -> Array:
    """How far each theme stands out among all themes of the codebook, for one text."""
    spread = values.std(axis=1, keepdims=True)
    scaled: Array = np.divide(
        values - values.mean(axis=1, keepdims=True), spread, out=np.zeros_like(values), where=spread > 1e-6
    )
    return scaled


def _wide(values: Sequence[Any], k: int) -> Array:
    return np.repeat(np.asarray(values, dtype=np.float64)[:, None], k, axis=1)
