"""How well an appraiser does on coded text: the figures of the card, and those that can be taken again.

The shipped weights have read `narratives.csv`, `train.csv` and the patients' comments, so figures on
those are only honest from a model that was taught without the text: `appraiser.held_out` teaches one
(some 25 minutes) and `held-out` figures on the card come from it. The development sentences and the
practice pack's audit were never taught: `shipped` measures the weights as they are on both, at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lif_narrative.appraise.tuned import HEADS
from lif_narrative.training.data import Example
from lif_narrative.training.fit import answer

BINS = 10
_SENTIMENT = {"strength": "good", "concern": "poor", "mixed": "between", "neutral": "between"}


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


def sentiment(examples: Sequence[Example], chances: Mapping[str, Any]) -> dict[str, float]:
    """Macro-F1 and accuracy over good, poor and between of comments that were read as four polarities."""
    import numpy as np
    from sklearn.metrics import f1_score

    right = np.array([_SENTIMENT[e.polarity[0]] for e in examples])
    best = np.array([_SENTIMENT[HEADS["polarity"][place]] for place in chances["polarity"].argmax(axis=1)])
    return {
        "n": float(len(examples)),
        "sentiment macro-F1": float(f1_score(right, best, average="macro")),
        "sentiment accuracy": float((right == best).mean()),
    }


def shipped(shared: Path, cache: Path | None = None) -> dict[str, dict[str, float]]:
    """Figures of the shipped weights on text that they never read: rows 1, 2, 6, 7 and 14 of the aims.

    Returns
    -------
    dict
        By text ("development inspections", "a fictional audit"), as `figures`. The audit is cut into
        the sentences of its truth; its questions are not in that table, so it is read without them.
    """
    from lif_narrative.appraise import Appraiser
    from lif_narrative.training import data

    reader = Appraiser(cache)
    tests = {"development inspections": data.development(shared), "a fictional audit": data.audit(shared)}
    return {
        name: figures(
            test,
            reader.chances([e.text for e in test], [e.context for e in test], [e.method for e in test]),
        )
        for name, test in tests.items()
    }


def as_last_trained() -> dict[str, dict[str, float]]:
    """Held-out figures of rows 1, 5a, 6, 7, 8 and 14, as the card tells them, by text.

    They are of a model that had not seen the text. What ships has, so they cannot be taken again from
    it: `appraiser.held_out` takes them again, by teaching such a model.
    """
    from lif_narrative import cards

    told: Mapping[str, Mapping[str, float]] = cards.card("appraiser")["figures"]
    return {name: dict(figures) for name, figures in told.items() if name.startswith("held-out")}


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
