"""Two models as one probability: how the fine-tuned and the linear half of the appraiser are mixed."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lif_narrative import cards

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

FILE = "blend.json"
DECIMALS = 6


def mixed(
    read: Any, counted: Any, linear: float, temperature: float, bias: Sequence[float] | None = None
) -> Floats:
    """Two models' log-odds as one probability: their weighted geometric mean, cooled to be calibrated.

    `bias` is added to the log-odds of each answer: a rare one is otherwise almost never the likeliest.

    References
    ----------
    Guo et al. (2017), On calibration of modern neural networks, ICML.
    """
    import numpy as np

    scores = ((1 - linear) * log_share(read) + linear * log_share(counted)) / temperature
    shares: Floats = np.exp(log_share(scores + np.asarray(0.0 if bias is None else bias))).round(DECIMALS)
    return shares


def log_share(scores: Any) -> Floats:
    """Log-odds as logarithms of probabilities, by row."""
    import numpy as np

    shifted = scores.astype(np.float64) - scores.max(axis=1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return logs


@functools.cache
def blend() -> Mapping[str, Mapping[str, Any]]:
    """By head, the linear model's share, the temperature and the bias; for polarity, by kind of writing."""
    told: Mapping[str, Mapping[str, Any]] = json.loads(cards.weights("appraiser", FILE).read_text("utf-8"))
    return told
