"""How the known themes and the pair model are mixed, where to cut, and what to expect above each cut."""

from __future__ import annotations

from typing import Any

import numpy as np


def mixing(known: Any, pair: Any, by_name: Any, given: Any) -> dict[str, Any]:
    """Calibration of both, their mixture for known themes, thresholds, and precision at each threshold."""
    from sklearn.linear_model import LogisticRegression

    def regress(*columns: Any) -> list[float]:
        fitted = LogisticRegression(C=1e4).fit(np.stack([c.ravel() for c in columns], axis=1), given.ravel())
        return [round(float(x), 4) for x in (*fitted.coef_[0], fitted.intercept_[0])]

    slope, intercept = regress(pair)
    unseen = slope * pair + intercept
    by_sector, by_pair, start = regress(known, unseen)
    mixed = by_sector * known + by_pair * unseen + start
    return {
        "known": {"sector": by_sector, "pair": by_pair, "intercept": start, **_cuts(mixed, given)},
        "unseen": {"slope": slope, "intercept": intercept, **_cuts(unseen, given)},
        "named": _cuts(slope * by_name + intercept, given),
    }


def _cuts(logits: Any, given: Any) -> dict[str, Any]:
    """The threshold of best F1 (mean of micro and macro), and the precision above each threshold."""
    from sklearn.metrics import f1_score

    likely = 1 / (1 + np.exp(-logits))
    grid = np.round(np.arange(0.05, 0.96, 0.01), 2)
    scores = [
        np.mean([f1_score(given, likely >= t, average=a, zero_division=0) for a in ("micro", "macro")])
        for t in grid
    ]
    above = [likely >= t for t in grid]
    precision = [round(float(given[a].mean()), 4) if a.any() else None for a in above]
    recall = [round(float(a[given].mean()), 4) for a in above]
    return {
        "threshold": float(grid[int(np.argmax(scores))]), "f1": round(float(np.max(scores)), 4),
        "grid": grid.tolist(), "precision": precision, "recall": recall,
    }  # fmt: skip
