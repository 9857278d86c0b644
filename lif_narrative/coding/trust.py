"""How far to trust what definitions say and what people's codes say, for each theme: by what was right."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[Any]
START = np.array([1.0, 0.0, 0.0])  # definitions alone: their logit as it is, nothing of the codes
HOLD = np.array([300.0, 5.0, 60.0])  # how firmly all themes together are held to the start
OWN_HOLD = np.array([12.0, 2.0, 4.0])  # and each theme to all together


def weights(known: Floats, unseen: Floats, given: Floats) -> Floats:
    """The weights of the definitions' logit, of the codes' score, and an intercept, shape (n_themes, 3).

    Logistic regression in two steps: one for all themes together, held to the definitions; then one a
    theme, held to the general one. With few codes little moves; with many, each theme finds its own.

    Parameters
    ----------
    known : (n, k)
        What the definitions say, as logits.
    unseen : (n, k)
        What the codes say of each text by a model that did not see it.
    given : (n, k) of 0 and 1
    """
    rows = np.stack([known, unseen, np.ones_like(known)], axis=2)
    target = np.asarray(given, dtype=np.float64)
    general = _held(rows.reshape(-1, 3), target.ravel(), START, HOLD)
    return np.stack([_held(rows[:, j], target[:, j], general, OWN_HOLD) for j in range(known.shape[1])])


def mixed(weights: Floats, known: Floats, scores: Floats) -> Floats:
    """Logits, shape (n, k), from what definitions and codes say."""
    made: Floats = weights[:, 0] * known + weights[:, 1] * scores + weights[:, 2]
    return made


def _held(rows: Floats, target: Floats, start: Floats, hold: Floats) -> Floats:
    """Logistic regression whose weights are drawn to where they start, by Newton's method."""
    at = start.copy()
    for _ in range(30):
        likely = 1 / (1 + np.exp(-np.clip(rows @ at, -30, 30)))
        slope = rows.T @ (likely - target) + hold * (at - start)
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(hold)
        step = np.linalg.solve(curve, slope)
        at -= step * min(1.0, 2.0 / max(1e-12, float(np.abs(step).max())))
        if np.abs(step).max() < 1e-9:
            break
    return at
