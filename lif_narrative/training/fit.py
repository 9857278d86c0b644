"""Fit the linear model: what is learned without torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lif_narrative.appraise import ASKED
from lif_narrative.appraise.kinds import ANSWERS, KINDS, plain_matrix
from lif_narrative.appraise.linear import BUCKETS, Linear, matrix_of
from lif_narrative.appraise.tuned import HEADS
from lif_narrative.training.data import Example

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

STRENGTH = {"polarity": 0.15, "reported": 1.0, "scope": 1.0, "speaker": 0.3}  # inverse regularisation
TRUST = {"narrative": 1.0, "inspection": 1.0, "rule": 1.0, "weak": 0.3, "feedback": 0.4}
BALANCE = 0.5  # how far rare answers weigh more, from 0 (not) to 1 (all answers alike)
PLAIN_STRENGTH = 3.0
WIDTH = 2 * BUCKETS  # words and pairs beside pieces of words
ABSENT = -12.0  # log-odds of an answer that no example has


def answer(example: Example, head: str) -> str:
    """The example's one answer to a head's question; empty where it has none or several."""
    if head == "polarity":
        return example.polarity[0] if len(example.polarity) == 1 else ""
    told: str = getattr(example, head)
    return told


def linear_weights(examples: Sequence[Example]) -> dict[str, npt.NDArray[np.float16]]:
    """Weights by head, as `linear.Linear` reads them."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    matrix = matrix_of(
        [e.text for e in examples], [e.context for e in examples], [e.method for e in examples]
    )
    tensors: dict[str, npt.NDArray[np.float16]] = {}
    for head in ASKED:
        told = np.array([answer(e, head) for e in examples])
        known = np.isin(told, HEADS[head])
        model = LogisticRegression(C=STRENGTH[head], max_iter=300)
        trusted = np.array([TRUST[e.kind] for e in examples])[known]
        model.fit(matrix[known], told[known], sample_weight=trusted * _balance(told[known]))
        weights = np.zeros((matrix.shape[1], len(HEADS[head])), np.float16)
        bias = np.full(len(HEADS[head]), ABSENT, np.float16)
        places, rows, starts = _by_class(model, HEADS[head])
        weights[:, places], bias[places] = rows.T, starts
        tensors |= {f"{head}.weights": weights, f"{head}.bias": bias}
    return tensors | _plain_weights(examples)


def _plain_weights(examples: Sequence[Example]) -> dict[str, npt.NDArray[np.float16]]:
    """What is learned from the texts alone: the kind of writing, and the sentiment of comments."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    tensors: dict[str, npt.NDArray[np.float16]] = {}
    for head, told, balance in (("kind", _kind, 0.0), ("sentiment", sentiment, 1.0)):
        known = [(e, told(e)) for e in examples if told(e)]
        answers = np.array([name for _, name in known])
        weights = np.zeros((WIDTH, len(ANSWERS[head])), np.float16)
        bias = np.full(len(ANSWERS[head]), ABSENT, np.float16)
        if len(set(answers)) > 1:
            model = LogisticRegression(C=PLAIN_STRENGTH, max_iter=300)
            model.fit(
                plain_matrix([e.text for e, _ in known]), answers, sample_weight=_balance(answers, balance)
            )
            places, rows, starts = _by_class(model, ANSWERS[head])
            weights[:, places], bias[places] = rows.T, starts
        tensors |= {f"{head}.weights": weights, f"{head}.bias": bias}
    return tensors


def _by_class(model: Any, names: Sequence[str]) -> tuple[list[int], Any, Any]:
    """Places, weights and intercepts of a fitted model's classes; of two, one mirrors the other."""
    import numpy as np

    places = [names.index(name) for name in model.classes_]
    if len(places) > 2:
        return places, model.coef_, model.intercept_
    return places, np.vstack([-model.coef_, model.coef_]) / 2, np.array([-1, 1]) * model.intercept_ / 2


def _kind(example: Example) -> str:
    return example.kind if example.kind in KINDS else ""


def sentiment(example: Example) -> str:
    """How a comment's writer felt: good, poor or between; empty for other writing."""
    if example.kind != "feedback":
        return ""
    return {"strength": "good", "concern": "poor"}.get(answer(example, "polarity"), "between")


def _balance(told: npt.NDArray[np.str_], balance: float = BALANCE) -> npt.NDArray[np.float64]:
    """A weight an example, of mean 1: the rarer its answer, the larger."""
    import numpy as np

    _, places, counts = np.unique(told, return_inverse=True, return_counts=True)
    weights = (len(told) / counts[places]) ** balance
    balanced: npt.NDArray[np.float64] = weights / weights.mean()
    return balanced


def counted(tensors: Mapping[str, Any], examples: Sequence[Example]) -> dict[str, Any]:
    """The linear model's log-odds by head, of what is asked and of `kinds.ANSWERS`."""
    texts = [e.text for e in examples]
    matrix = matrix_of(texts, [e.context for e in examples], [e.method for e in examples])
    model = Linear({name: tensor.astype("float32") for name, tensor in tensors.items()})
    plain = plain_matrix(texts)
    return {head: model.scores(head, matrix) for head in ASKED} | {
        head: model.scores(head, plain) for head in ANSWERS
    }
