"""What people's codes teach beyond the definitions: theme by theme, held back while codes are few."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.coding import logistic, sector
from lif_narrative.coding.readings import Readings

Floats = npt.NDArray[Any]
FOLDS = 5
FEWEST_TO_CHECK = 40  # coded texts from which thresholds are measured on the person's own codes
PENALTY, WORDS_PENALTY, INTERCEPT_PENALTY = 0.1, 0.3, 3.0
PATIENCE = 20  # codes of a theme at which its own threshold counts as much as the general one
GRID = np.round(np.arange(0.06, 0.81, 0.02), 2)


@dataclass(frozen=True)
class Learned:
    """A correction of the definitions' logits, learned from coded texts, and where to cut each theme."""

    fitted: logistic.Fitted
    columns: npt.NDArray[np.int64]  # the hashed words that the coded texts hold
    thresholds: Floats | None  # (k,), None while too few texts are coded to measure them
    precision: Floats | None  # (k,) expected of what lies above the threshold
    counts: npt.NDArray[np.int64]  # codes of each theme

    def logits(self, readings: Readings, known: Floats) -> Floats:
        """Logits of texts, from those that the definitions give."""
        vectors, words = inputs(readings)
        return self.fitted.logits(known, vectors, words[:, self.columns])


def inputs(readings: Readings) -> tuple[Floats, Any]:
    """Vectors, the known themes' logits, and words: what a person's codes are learned from."""
    vectors, words = sector.inputs(readings)
    known = sector.load().logits(readings) / 8
    return np.hstack([vectors, known]).astype(np.float64), words


def learn(readings: Readings, known: Floats, given: npt.NDArray[np.bool_], ids: Sequence[str]) -> Learned:
    """Learn from coded texts, in an order of their own so that the order of coding cannot matter.

    Parameters
    ----------
    readings
        The coded texts.
    known : (n, k)
        What the definitions say, as logits.
    given : (n, k) bool
        What the person said.
    """
    vectors, words = inputs(readings)
    marks = [hashlib.sha256(f"{t}\0{c}".encode("utf-8", "surrogatepass")).digest()
             for t, c in zip(readings.texts, readings.contexts, strict=True)]  # fmt: skip
    order = sorted(range(len(marks)), key=lambda i: (marks[i], given[i].tolist()))
    vectors, words, known, given = vectors[order], words[order], known[order], given[order]
    folds = np.array([marks[i][0] % FOLDS for i in order])
    columns = np.unique(words.indices).astype(np.int64)
    words = words[:, columns]
    fitted = _fit(vectors, words, given, known)
    thresholds = precision = None
    if len(order) >= FEWEST_TO_CHECK and len(set(folds)) == FOLDS:
        unseen = np.zeros(given.shape)
        for fold in range(FOLDS):
            test = folds == fold
            model = _fit(vectors[~test], words[~test], given[~test], known[~test])
            unseen[test] = model.logits(known[test], vectors[test], words[test])
        thresholds, precision = cut(1 / (1 + np.exp(-unseen)), given)
    return Learned(fitted, columns, thresholds, precision, given.sum(axis=0))


def _fit(vectors: Floats, words: Any, given: Any, known: Floats) -> logistic.Fitted:
    return logistic.fit(
        vectors, words, given, known, penalty=PENALTY, words_penalty=WORDS_PENALTY,
        intercept_penalty=INTERCEPT_PENALTY,
    )  # fmt: skip


def cut(likely: Floats, given: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Where to cut each theme, and the precision to expect above it, from texts the model had not seen.

    A theme's own best threshold is drawn to the best general one, the more the fewer codes it has; its
    precision is drawn to the general one likewise.
    """
    hits = np.stack([(likely >= t) & given for t in GRID]).sum(axis=1)
    taken = np.stack([likely >= t for t in GRID]).sum(axis=1)
    held = given.sum(axis=0)
    f1 = 2 * hits / np.maximum(1, taken + held)
    micro = 2 * hits.sum(axis=1) / np.maximum(1, (taken + held).sum(axis=1))
    general = int(np.argmax(micro + f1[:, held > 0].mean(axis=1) if held.any() else micro))
    smooth = np.stack([f1[max(0, g - 2) : g + 3].mean(axis=0) for g in range(len(GRID))])
    own = GRID[smooth.argmax(axis=0)]
    weight = held / (held + PATIENCE)
    thresholds = np.round(weight * own + (1 - weight) * GRID[general], 6)
    everywhere = hits[general].sum() / max(1, taken[general].sum())
    above = likely >= thresholds
    precision = ((above & given).sum(axis=0) + 5 * everywhere) / (above.sum(axis=0) + 5)
    return thresholds, np.round(precision, 4)
