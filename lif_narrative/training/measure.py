"""How well an appraiser does on coded text: the figures of the card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lif_narrative.appraise.tuned import HEADS
from lif_narrative.training.data import Example
from lif_narrative.training.fit import answer

BINS = 10


def figures(examples: Sequence[Example], chances: Mapping[str, Any]) -> dict[str, float]:
    """Scores from 0 to 1 by what they measure, `n` examples, and how often strength and concern were swapped.

    `chances` holds probabilities by head, shape (n_examples, n_answers).
    """
    import numpy as np
    from sklearn.metrics import f1_score

    right = {head: np.array([_place(e, head) for e in examples]) for head in chances}
    best = {head: chances[head].argmax(axis=1) for head in chances}
    names = HEADS["polarity"]
    swapped = {
        (names.index("strength"), names.index("concern")),
        (names.index("concern"), names.index("strength")),
    }
    bands = [place for place, band in enumerate(HEADS["scope"]) if band != "one"]
    nobody = HEADS["reported"].index("none")
    return {
        "n": float(len(examples)),
        "polarity macro-F1": f1_score(
            right["polarity"], best["polarity"], average="macro", labels=range(len(names))
        ),
        "polarity accuracy": float((right["polarity"] == best["polarity"]).mean()),
        "polarity calibration error": calibration_error(chances["polarity"], right["polarity"]),
        "strength and concern swapped": float(
            sum(pair in swapped for pair in zip(right["polarity"], best["polarity"], strict=True))
        ),
        "scope macro-F1": f1_score(right["scope"], best["scope"], average="macro", labels=bands),
        "speaker accuracy": float((right["speaker"] == best["speaker"]).mean()),
        "any voice reported F1": f1_score(right["reported"] != nobody, best["reported"] != nobody),
    }


def calibration_error(chances: Any, right: Any) -> float:
    """Expected calibration error, from 0 to 1, over ten bins of equal width (Guo et al. 2017)."""
    sure, correct = chances.max(axis=1), chances.argmax(axis=1) == right
    error = 0.0
    for step in range(BINS):
        inside = (sure > step / BINS) & (sure <= (step + 1) / BINS)
        if inside.any():
            error += float(inside.mean() * abs(sure[inside].mean() - correct[inside].mean()))
    return error


def _place(example: Example, head: str) -> int:
    told = answer(example, head)
    return HEADS[head].index(told) if told in HEADS[head] else -1
