"""The scores that rows share."""

from __future__ import annotations

from typing import Any

import numpy as np

VALUES = ["strength", "concern", "mixed", "neutral"]


def macro(true: Any, told: Any, labels: Any = None) -> float:
    """Macro-averaged F1, 0 to 1."""
    from sklearn.metrics import f1_score

    return float(f1_score(true, told, average="macro", labels=labels, zero_division=0))


def micro(true: Any, told: Any) -> float:
    """Micro-averaged F1, 0 to 1."""
    from sklearn.metrics import f1_score

    return float(f1_score(true, told, average="micro", zero_division=0))


def accuracy(true: Any, told: Any) -> float:
    """Share that is the same."""
    return float((np.asarray(true) == np.asarray(told)).mean())


def swapped(true: Any, told: Any) -> int:
    """How often strength was read as concern, or the other way round."""
    pairs = list(zip(true, told, strict=True))
    return sum(pair in {("strength", "concern"), ("concern", "strength")} for pair in pairs)


def calibration(likely: Any, true: Any) -> float:
    """Expected calibration error of yes or no answers, ten bins of equal width (Guo et al. 2017)."""
    p, y = np.asarray(likely, float).ravel(), np.asarray(true, float).ravel()
    place = np.minimum((p * 10).astype(int), 9)
    return float(
        sum(abs(p[place == b].mean() - y[place == b].mean()) * (place == b).mean() for b in set(place))
    )


def sure(likely: Any, true: Any, names: list[str]) -> float:
    """Expected calibration error of the likeliest of several answers."""
    p = np.asarray(likely, float)
    right = np.array([names.index(t) for t in true]) == p.argmax(axis=1)
    return calibration(p.max(axis=1), right)


def alike(first: Any, second: Any) -> float:
    """Adjusted Rand index of two partitions (Hubert and Arabie 1985)."""
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(first, second))
