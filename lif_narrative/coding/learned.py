"""What people's codes teach beyond the definitions: theme by theme, held back while codes are few."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.coding import ridge, trust
from lif_narrative.coding.likeness import Rarity, Sight, alike
from lif_narrative.coding.readings import Readings

Floats = npt.NDArray[Any]
SCALE = 4.0  # scores lie between -1 and 1, logits do not
FEWEST_TO_CHECK = 40  # coded texts from which thresholds are measured on the person's own codes
PATIENCE = 60  # codes of a theme at which its own threshold counts as much as the general one
GRID = np.round(np.arange(0.06, 0.81, 0.02), 2)


@dataclass(frozen=True)
class Learned:
    """A correction of the definitions' logits, learned from coded texts, and where to cut each theme.

    A text's score is what texts like it were given beyond what the definitions said of them; how much
    that score counts beside the definitions was measured, theme by theme, on texts it had not seen.
    """

    rarity: Rarity
    landmarks: Sight
    scores: Floats  # of the landmarks, (n_landmarks, k)
    trust: Floats  # (k, 3)
    thresholds: Floats | None  # (k,), None while too few texts are coded to measure them
    precision: Floats | None  # (k,) expected of what lies above the threshold
    counts: npt.NDArray[np.int64]  # codes of each theme

    def logits(self, readings: Readings, known: Floats) -> Floats:
        """Logits of texts, from those that the definitions give."""
        scores = SCALE * (alike(self.rarity.sees(readings), self.landmarks) @ self.scores)
        return trust.mixed(self.trust, known, scores)


def learn(readings: Readings, known: Floats, given: npt.NDArray[np.bool_]) -> Learned:
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
    order = _own_order(readings, given)
    known, given = known[order], given[order]
    coded = readings.taken(order)
    rarity = Rarity.of(coded)
    sight = rarity.sees(coded)
    landmarks = sight.taken(slice(0, ridge.LANDMARKS))
    surprise = given - 1 / (1 + np.exp(-np.clip(known, -30, 30)))
    scores, unseen = ridge.fitted(lambda some: alike(sight.taken(some), landmarks), surprise)
    trusted = trust.weights(known, SCALE * unseen, given)
    thresholds = precision = None
    if len(order) >= FEWEST_TO_CHECK:
        logits = trust.mixed(trusted, known, SCALE * unseen)
        thresholds, precision = cut(1 / (1 + np.exp(-np.clip(logits, -30, 30))), given)
    return Learned(rarity, landmarks, scores, trusted, thresholds, precision, given.sum(axis=0))


def _own_order(readings: Readings, given: npt.NDArray[np.bool_]) -> Sequence[int]:
    marks = [hashlib.sha256(f"{t}\0{c}".encode("utf-8", "surrogatepass")).digest()
             for t, c in zip(readings.texts, readings.contexts, strict=True)]  # fmt: skip
    return sorted(range(len(marks)), key=lambda i: (marks[i], given[i].tolist()))


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
