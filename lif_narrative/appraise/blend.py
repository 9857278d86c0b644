"""Two models as one probability: how the fine-tuned and the linear half of the appraiser are mixed."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lif_narrative import cards

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

FILE = "blend.json"
DECIMALS = 6


def mixed(read: Any, counted: Any, linear: float, temperature: float) -> Floats:
    """Two models' log-odds as one probability: their weighted geometric mean, cooled to be calibrated.

    References
    ----------
    Guo et al. (2017), On calibration of modern neural networks, ICML.
    """
    import numpy as np

    scores = ((1 - linear) * _log_share(read) + linear * _log_share(counted)) / temperature
    shares: Floats = np.exp(_log_share(scores)).round(DECIMALS)
    return shares


def _log_share(scores: Any) -> Floats:
    import numpy as np

    shifted = scores.astype(np.float64) - scores.max(axis=1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return logs


@functools.cache
def blend() -> Mapping[str, Mapping[str, float]]:
    """By head, the linear model's share and the temperature."""
    told: Mapping[str, Mapping[str, float]] = json.loads(cards.weights("appraiser", FILE).read_text("utf-8"))
    return told
