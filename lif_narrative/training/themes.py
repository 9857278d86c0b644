"""Make the coder's weights: the sector's known themes, the pair model, and how the two are mixed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lif_narrative.appraise.tuned import THEMES as THEME_CODES
from lif_narrative.codebook import Codebook
from lif_narrative.coding import logistic, sector
from lif_narrative.coding.evidence import evidence
from lif_narrative.coding.readings import Readings
from lif_narrative.coding.wordings import Wordings
from lif_narrative.embed import Encoder
from lif_narrative.errors import NarrativeError
from lif_narrative.progress import Progress, silent
from lif_narrative.records import Theme
from lif_narrative.training.data import Example, in_order, inspections, narratives

FOLDS = 5
DROPPED = 0.15  # share of texts read without their context, so that the model also works alone


def train(
    shared: Path, models: Path, progress: Progress = silent, cache: Path | None = None
) -> dict[str, Any]:
    """Write `sector.safetensors`, `pairs.json` and `coder.json` under `models/coder`; return the figures."""
    encoder = Encoder(cache=cache)
    examples = in_order([*narratives(shared), *inspections(shared)])
    readings = read(examples, encoder)
    wordings = Wordings(guide(shared), encoder)
    given = np.array([[code in (e.themes or ()) for code in THEME_CODES] for e in examples])
    folds = np.array([e.fold % FOLDS for e in examples])
    progress("Training the coder", 0, 3)
    known = held_out(readings, given, folds)
    whole = _sector(readings, given)
    progress("Training the coder", 1, 3)
    definitions = np.asarray(encoder.encode([t.definition for t in wordings.codebook.leaves]), np.float32)
    rows = evidence(readings, wordings)
    names = evidence(alone(readings), Wordings(named(wordings.codebook), encoder))
    pair, by_name, trees = pairs(rows, names, given)
    progress("Training the coder", 2, 3)
    told = mixing(known, pair, by_name, given)
    _write(models / "coder", whole, definitions, trees, told)
    return told


def guide(shared: Path) -> Codebook:
    """The codebook of the coding guide, in the order of `THEME_CODES`."""
    path = shared / "gold" / "GUIDE.md"
    if not path.is_file():
        raise NarrativeError(f"GUIDE.md is not in {path.parent}. Training needs the definitions there.")
    lines = dict(
        line[2:].split(" ", 1)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("- ")
    )
    return Codebook(tuple(Theme(code, code.title(), lines[code].strip()) for code in THEME_CODES))


def read(examples: Sequence[Example], encoder: Encoder) -> Readings:
    """The examples as the coder will see texts; some without their context."""
    alone = [int.from_bytes(e.text.encode()[-2:], "big") % 100 < 100 * DROPPED for e in examples]
    contexts = ["" if bare else e.context for e, bare in zip(examples, alone, strict=True)]
    return Readings([e.text for e in examples], contexts, encoder)


def named(codebook: Codebook) -> Codebook:
    """The same themes as bare names: how many a codebook comes."""
    names = [re.split(r"[,:;]", theme.definition)[0] for theme in codebook.leaves]
    return Codebook(tuple(Theme(t.id, name) for t, name in zip(codebook.leaves, names, strict=True)))


def alone(readings: Readings) -> Readings:
    """The same texts without question and paragraph."""
    return Readings(readings.texts, [""] * len(readings.texts), readings.encoder)


def _sector(readings: Readings, given: Any, rows: Any = slice(None)) -> logistic.Fitted:
    vectors, words = sector.inputs(readings)
    return logistic.fit(vectors[rows], words[rows], given[rows], rounds=60)


def held_out(readings: Readings, given: Any, folds: Any) -> Any:
    """Logits of each text by a model that saw nothing of its group."""
    vectors, words = sector.inputs(readings)
    out = np.zeros(given.shape)
    for fold in range(FOLDS):
        test = folds == fold
        out[test] = _sector(readings, given, ~test).logits(0.0, vectors[test], words[test])
    return out


def pairs(rows: Any, names: Any, given: Any) -> tuple[Any, Any, Any]:
    """Logits of each pair by a model that never saw the theme, from definitions and from names; and the model.

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


def _write(folder: Path, whole: logistic.Fitted, definitions: Any, trees: Any, told: dict[str, Any]) -> None:
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    arrays = {
        "dense": whole.dense, "sparse": whole.sparse, "intercept": whole.intercept,
        "definitions": definitions,
    }  # fmt: skip
    save_file({name: np.ascontiguousarray(a, dtype=np.float16) for name, a in arrays.items()},
              folder / "sector.safetensors", {"codes": " ".join(THEME_CODES)})  # fmt: skip
    (folder / "sector.safetensors").chmod(0o644)
    (folder / "pairs.json").write_text(json.dumps(plain(trees), separators=(",", ":")), encoding="utf-8")
    (folder / "coder.json").write_text(json.dumps(told, indent=1), encoding="utf-8")


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
    depth = max(int(nodes["depth"].max()) for nodes in trees)
    return {**told, "start": round(float(model._baseline_prediction.ravel()[0]), 6), "depth": depth}
