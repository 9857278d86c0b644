"""Whether a probability means what it says: of what is called 70% likely, seven in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np

from lif_narrative.triangulate.change import wilson

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

EDGES: Final = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
COLUMNS: Final = ["from", "to", "n", "expected", "observed", "low", "high"]


def curve(likely: pd.DataFrame, true: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """The calibration curve over all pairs of an excerpt and a theme.

    Parameters
    ----------
    likely : DataFrame
        excerpt_id, theme_id, probability: a row a pair that was judged.
    true : pairs of excerpt and theme that people gave.

    Returns
    -------
    DataFrame, a row a bin that holds a pair
        from, to, n (pairs), expected (mean probability), observed (share that people gave), low, high (Wilson
        95%). `attrs["ece"]`: the mean gap between the two, weighed by n (Naeini et al. 2015).
    """
    import pandas as pd

    given = set(true)
    hits = np.array([pair in given for pair in zip(likely["excerpt_id"], likely["theme_id"], strict=True)],
                    dtype=bool)  # fmt: skip
    values = likely["probability"].to_numpy(dtype=float)
    places = np.clip(np.searchsorted(EDGES, values, side="right") - 1, 0, len(EDGES) - 2)
    rows = []
    for place in np.unique(places):
        own = places == place
        n, right = int(own.sum()), int(hits[own].sum())
        rows.append((EDGES[place], EDGES[place + 1], n, float(values[own].mean()), right / n,
                     *wilson(right, n)))  # fmt: skip
    table = pd.DataFrame(rows, columns=COLUMNS)
    gap = (table["expected"] - table["observed"]).abs() * table["n"]
    table.attrs["ece"] = float(gap.sum() / max(1, table["n"].sum()))
    return table


def likely(project: Project, ids: frozenset[str]) -> pd.DataFrame:
    """The model's probability of every theme for these excerpts, taught by people's other codes alone."""
    import pandas as pd

    from lif_narrative.research.recoding import recoding

    again = recoding(project, {})
    untaught = [coding for coding in again.decided if coding.excerpt_id not in ids]
    found = again.probabilities(untaught)
    rows = found[found.index.isin(ids)].melt(ignore_index=False, var_name="theme_id",
                                             value_name="probability")  # fmt: skip
    told = rows.rename_axis("excerpt_id").reset_index()
    return pd.DataFrame(told).sort_values(["excerpt_id", "theme_id"], ignore_index=True)
