"""What the coder could not place: a queue for people, the nearest to a decision first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lif_narrative.fingerprint import DECIMALS
from lif_narrative.ingest.nearempty import near_empty

if TYPE_CHECKING:
    import pandas as pd


def queue(texts: Sequence[str], likely: pd.DataFrame, cuts: npt.NDArray[Any]) -> pd.DataFrame:
    """Texts under no theme; see `ThemeCoder.queue`."""
    import pandas as pd

    rows = []
    for place, row in enumerate(likely.to_numpy()):
        if not (row >= cuts).any() and not near_empty(texts[place]):
            best = int(np.argmin(cuts - row))
            gap = round(float(cuts[best] - row[best]), DECIMALS)
            rows.append((place, likely.columns[best], row[best], gap))
    rows.sort(key=lambda r: (r[3], texts[r[0]], r[0]))
    return pd.DataFrame(rows, columns=["place", "theme_id", "probability", "gap"])
