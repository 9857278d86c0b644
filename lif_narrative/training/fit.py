"""Fit the linear model and the blend: what is learned without torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lif_narrative.appraise import ASKED
from lif_narrative.appraise.blend import mixed
from lif_narrative.appraise.linear import Linear, matrix_of
from lif_narrative.appraise.tuned import HEADS
from lif_narrative.training.data import Example

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

STRENGTH = {"polarity": 0.15, "reported": 1.0, "scope": 1.0, "speaker": 0.3}  # inverse regularisation
KINDS = {"narrative": 1.0, "inspection": 1.0, "rule": 1.0, "weak": 0.3, "feedback": 0.4}
SHARES = {
    "polarity": 0.3,
    "reported": 0.2,
    "scope": 0.5,
    "speaker": 0.3,
}  # of the linear model, by held-out text
BALANCE = 0.5  # how far rare answers weigh more, from 0 (not) to 1 (all answers alike)
ABSENT = -12.0  # log-odds of an answer that no example has
TEMPERATURES = tuple(0.5 + 0.05 * step for step in range(41))


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
        trusted = np.array([KINDS[e.kind] for e in examples])[known]
        model.fit(matrix[known], told[known], sample_weight=trusted * _balance(told[known]))
        weights = np.zeros((matrix.shape[1], len(HEADS[head])), np.float16)
        bias = np.full(len(HEADS[head]), ABSENT, np.float16)
        places = [HEADS[head].index(name) for name in model.classes_]
        weights[:, places], bias[places] = model.coef_.T, model.intercept_
        tensors |= {f"{head}.weights": weights, f"{head}.bias": bias}
    return tensors


def _balance(told: npt.NDArray[np.str_]) -> npt.NDArray[np.float64]:
    """A weight an example, of mean 1: the rarer its answer, the larger."""
    import numpy as np

    _, places, counts = np.unique(told, return_inverse=True, return_counts=True)
    weights = (len(told) / counts[places]) ** BALANCE
    balanced: npt.NDArray[np.float64] = weights / weights.mean()
    return balanced


def counted(tensors: Mapping[str, Any], examples: Sequence[Example]) -> dict[str, Any]:
    """The linear model's log-odds by head."""
    matrix = matrix_of(
        [e.text for e in examples], [e.context for e in examples], [e.method for e in examples]
    )
    model = Linear({name: tensor.astype("float32") for name, tensor in tensors.items()})
    return {head: model.scores(head, matrix) for head in ASKED}


def blend(
    examples: Sequence[Example], read: Mapping[str, Any], counted: Mapping[str, Any]
) -> dict[str, dict[str, float]]:
    """The share and temperature of each head; the temperature is what held-out examples find likeliest."""
    import numpy as np

    out = {}
    for head in ASKED:
        known = [row for row, e in enumerate(examples) if answer(e, head) in HEADS[head]]
        rows, right = np.array([(row, HEADS[head].index(answer(examples[row], head))) for row in known]).T

        losses: dict[float, float] = {}
        for temperature in TEMPERATURES:
            chances = mixed(read[head], counted[head], SHARES[head], temperature)
            losses[temperature] = float(-np.log(np.maximum(chances[rows, right], 1e-6)).mean())
        likeliest = min(losses, key=lambda temperature: losses[temperature])
        out[head] = {"linear": SHARES[head], "temperature": round(likeliest, 2)}
    return out
