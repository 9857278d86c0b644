"""How the known themes and the pair model are mixed, where to cut, and what to expect above each cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from lif_narrative.coding.pairs import READ, known_columns
from lif_narrative.training.theme_measures import figures

if TYPE_CHECKING:
    from lif_narrative.training.data import Example


PATIENCE = 10  # texts above the threshold at which a theme's own precision counts as much as all themes'
PATIENCE_TO_CUT = 60  # codes of a theme at which its own threshold counts as much as the general one
SMOOTH = 4  # thresholds of the grid on each side that a theme's F1 is averaged over


def key(example: Example) -> str:
    """What an example is known by: its text and context."""
    return example.text + "\0" + example.context


def mixing(pair: Any, by_name: Any, given: Any) -> dict[str, Any]:
    """Calibration of the pair model on themes it had not seen, thresholds, and precision at each."""
    slope, intercept = _regress([pair], given)
    calibration = {"slope": slope, "intercept": intercept}
    return {
        "unseen": calibration | _cuts(slope * pair + intercept, given),
        "named": _cuts(slope * by_name + intercept, given),
    }


def unseen(pair: Any, told: dict[str, Any]) -> Any:
    """The pair model's logits, calibrated."""
    return told["unseen"]["slope"] * pair + told["unseen"]["intercept"]


def of_known(
    linear: Any, pair: Any, read: Any, given: Any, kinds: Any, parts: Any
) -> dict[str, Any]:  # fmt: skip
    """The mixture for known themes, from three readings that had not seen the texts, and its figures.

    Parameters
    ----------
    linear, pair, read : (n, k)
        Logits of the linear model, of the calibrated pair model, and of the fine-tuned reader.
    kinds : (n,)
        Of which kind each text is; figures are given by kind.
    parts : (n,)
        The part of the text's group: figures are of parts that weights and thresholds were not fitted on.
    """
    columns = known_columns(linear, pair, read)
    *weights, start = _regress(columns, given)
    mixed = sum(w * each for w, each in zip(weights, columns, strict=True)) + start
    known = {**dict(zip(READ, weights, strict=True)), "intercept": start, **_cuts(mixed, given)}
    likely = 1 / (1 + np.exp(-mixed))
    audits = kinds == "narrative"  # what a user reads: their precision is the one to expect
    known |= _precision(likely[audits], given[audits], known["grid"])
    cuts = _own_cuts(likely, given, known["threshold"], known["grid"])
    known |= {"thresholds": cuts.tolist(), "by_theme": _by_theme(likely[audits], given[audits], cuts)}
    return {"known": known, "measured": _measured(columns, given, kinds, parts, known["grid"])}


def _measured(
    columns: list[Any], given: Any, kinds: Any, parts: Any, grid: list[float]
) -> dict[str, dict[str, float]]:  # fmt: skip
    """Figures by kind, each part judged by weights and thresholds that the others gave."""
    likely, chosen = np.zeros(given.shape), np.zeros(given.shape, bool)
    for part in sorted(set(parts.tolist())):
        rest, own = parts != part, parts == part
        *weights, start = _regress([column[rest] for column in columns], given[rest])
        mixed = sum(w * each for w, each in zip(weights, columns, strict=True)) + start
        every = 1 / (1 + np.exp(-mixed))
        general = _cuts(mixed[rest], given[rest])["threshold"]
        likely[own] = every[own]
        chosen[own] = every[own] >= _own_cuts(every[rest], given[rest], general, grid)
    return {
        str(kind): figures(likely[kinds == kind], chosen[kinds == kind], given[kinds == kind])
        for kind in sorted(set(kinds))
    }


def _regress(columns: list[Any], given: Any) -> list[float]:
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=1e4).fit(np.stack([c.ravel() for c in columns], axis=1), given.ravel())
    return [round(float(x), 4) for x in (*fitted.coef_[0], fitted.intercept_[0])]


def _cuts(logits: Any, given: Any) -> dict[str, Any]:
    """The threshold of best F1 (mean of micro and macro), and the precision above each threshold."""
    from sklearn.metrics import f1_score

    likely = 1 / (1 + np.exp(-logits))
    grid = np.round(np.arange(0.05, 0.96, 0.01), 2)
    scores = [
        np.mean([f1_score(given, likely >= t, average=a, zero_division=0) for a in ("micro", "macro")])
        for t in grid
    ]
    best = {"threshold": float(grid[int(np.argmax(scores))]), "f1": round(float(np.max(scores)), 4)}
    return best | {"grid": grid.tolist()} | _precision(likely, given, grid.tolist())


def _precision(likely: Any, given: Any, grid: list[float]) -> dict[str, list[float | None]]:
    above = [likely >= t for t in grid]
    return {
        "precision": [round(float(given[a].mean()), 4) if a.any() else None for a in above],
        "recall": [round(float(a[given].mean()), 4) for a in above],
    }


def _own_cuts(likely: Any, given: Any, general: float, grid: list[float]) -> Any:
    """Each theme's threshold of best F1, drawn to the general one, the more the fewer codes it has."""
    codes = given.sum(axis=0)
    scores = []
    for t in grid:
        above = likely >= t
        scores.append(2 * (above & given).sum(axis=0) / np.maximum(1, above.sum(axis=0) + codes))
    smooth = [np.mean(scores[max(0, i - SMOOTH) : i + SMOOTH + 1], axis=0) for i in range(len(grid))]
    own = np.array(grid)[np.argmax(smooth, axis=0)]
    share = codes / (codes + PATIENCE_TO_CUT)
    return np.round(share * own + (1 - share) * general, 4)


def _by_theme(likely: Any, given: Any, threshold: Any) -> list[float]:
    """The precision of each theme above its threshold, drawn to that of all where few lie above it."""
    above = likely >= threshold
    general = float(given[above].mean()) if above.any() else 0.0
    own = ((above & given).sum(axis=0) + PATIENCE * general) / (above.sum(axis=0) + PATIENCE)
    return [round(float(p), 4) for p in own]
