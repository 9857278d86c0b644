"""Make the pair model: boosted trees over the evidence of (text, theme) pairs, as plain numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

FOLDS = 5


def pairs(rows: Any, names: Any, given: Any) -> tuple[Any, Any, Any]:
    """Logits of each pair by a model that never saw the theme, from definitions and from names; the model.

    Parameters
    ----------
    rows, names : (n, k, n_features)
        Evidence from definitions with context, and from bare names without.
    """
    themes = np.arange(given.shape[1])
    out, by_name = np.zeros((2, *given.shape))
    for fold in range(FOLDS):
        hidden = themes % FOLDS == fold
        model = _boosted(rows[:, ~hidden], names[:, ~hidden], given[:, ~hidden])
        out[:, hidden], by_name[:, hidden] = (_apply(model, each[:, hidden]) for each in (rows, names))
    return out, by_name, _boosted(rows, names, given)


def _boosted(rows: Any, names: Any, given: Any) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=120, max_leaf_nodes=12, learning_rate=0.08, min_samples_leaf=80, l2_regularization=5,
        early_stopping=False, random_state=0,
    )  # fmt: skip
    flat = [each.reshape(-1, each.shape[2]) for each in (rows, names)]
    order = np.random.default_rng(0).permutation(given.size)
    chosen = [order[:60_000], order[-40_000:]]
    return model.fit(
        np.vstack([each[some] for each, some in zip(flat, chosen, strict=True)]),
        np.concatenate([given.ravel()[some] for some in chosen]),
    )


def _apply(model: Any, rows: Any) -> Any:
    return model.decision_function(rows.reshape(-1, rows.shape[2])).reshape(rows.shape[:2])


def plain(model: Any) -> dict[str, Any]:
    """scikit-learn's boosted trees as the numbers that `Trees` reads."""
    trees = [stage[0].nodes for stage in model._predictors]
    width = max(map(len, trees))
    told: dict[str, Any] = {name: [] for name in ("feature", "threshold", "left", "right", "value")}
    for nodes in trees:
        own, leaf = np.arange(len(nodes)), nodes["is_leaf"].astype(bool)
        columns = {
            "feature": np.where(leaf, 0, nodes["feature_idx"]),
            "threshold": np.where(leaf, 0, nodes["num_threshold"]).round(6),
            "left": np.where(leaf, own, nodes["left"]),
            "right": np.where(leaf, own, nodes["right"]),
            "value": np.where(leaf, nodes["value"], 0).round(6),
        }
        for name, column in columns.items():
            told[name].append([*column.tolist(), *[0] * (width - len(nodes))])
    return {**told, "start": round(float(model._baseline_prediction.ravel()[0]), 6)}
