"""Themes that may be one: proposals to merge, which a person accepts or leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("first", "second", "first_name", "second_name", "likeness")


def merges(centres: npt.NDArray[Any], names: Sequence[str], at_least: float) -> pd.DataFrame:
    """Pairs of themes whose centres are alike; see `ThemeFinder.merges`."""
    import pandas as pd

    alike = np.round(centres @ centres.T, 6)
    pairs = [(a, b) for a in range(len(names)) for b in range(a + 1, len(names))]
    rows = [(a, b, names[a], names[b], float(alike[a, b])) for a, b in pairs]
    near = sorted((row for row in rows if row[4] >= at_least), key=lambda row: (-row[4], row[:2]))
    return pd.DataFrame(near, columns=list(COLUMNS))
