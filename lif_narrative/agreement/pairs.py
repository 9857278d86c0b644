"""Each two coders beside each other: person and person, person and model, model and model."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from lif_narrative.agreement.intervals import interval, value
from lif_narrative.agreement.overall import figures
from lif_narrative.agreement.study import study
from lif_narrative.agreement.themes import DECIMALS
from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = ("first", "second", "kind", "alpha", "low", "high", "kappa", "percent", "denominator",
                  "documents")  # fmt: skip


def pairs(codings: pd.DataFrame, *, seed: int = 0) -> pd.DataFrame:
    """Agreement of each two coders over all themes; two who read nothing in common are left out.

    Returns
    -------
    DataFrame
        `first`, `second`, `kind` (person–person, person–model, model–model), `alpha` over sets of themes by
        MASI with `low` and `high` (95%), `kappa` (mean over themes), `percent` (the same set, 0 to 100),
        `denominator` (excerpts both read), `documents`.
    """
    import pandas as pd

    rows = []
    for first, second in combinations(sorted(set(codings["coder"])), 2):
        try:
            told = study(codings, [first, second])
        except NarrativeError:  # nothing in common
            continue
        documents, found = int(told.clusters.max()) + 1, figures(told)
        shown = {name: value(figure, documents) for name, figure in found.items()}
        low, high = interval(found["alpha_masi"], documents, seed)
        at = (shown["alpha_masi"], low, high, shown.get("kappa_mean", np.nan), 100 * shown["percent"])
        rounded = (float(np.round(x, DECIMALS)) for x in at)
        rows.append((first, second, kind(first, second), *rounded, len(told.units), documents))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def kind(first: str, second: str) -> str:
    """Whether two coders are people or models."""
    people = sum(name.startswith("human:") for name in (first, second))
    return ("model–model", "person–model", "person–person")[people]
