"""Agreement over all themes at once: which set of themes each coder gave an excerpt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from lif_narrative.agreement import coefficients, values
from lif_narrative.agreement.coefficients import Figure
from lif_narrative.agreement.intervals import interval, value
from lif_narrative.agreement.study import UNREAD, Study, study
from lif_narrative.agreement.themes import DECIMALS, figures_of

if TYPE_CHECKING:
    import pandas as pd

SAYS: Final = {
    "alpha_masi": "Krippendorff's alpha over sets of themes; sets that overlap agree in part (MASI)",
    "alpha_jaccard": "Krippendorff's alpha over sets of themes, by the share in common (Jaccard)",
    "alpha_whole": "Krippendorff's alpha; only the same set of themes agrees",
    "kappa_mean": "Cohen's kappa, the mean over themes",
    "ac1_mean": "Gwet's AC1, the mean over themes",
    "percent": "pairs of coders that gave an excerpt the same set of themes, from 0 to 100",
}


def overall(codings: pd.DataFrame, coders: Sequence[str] | None = None, *, seed: int = 0) -> pd.DataFrame:
    """Agreement over all themes; `codings` and `coders` as for `agreement`.

    Returns
    -------
    DataFrame, one row a figure, indexed by `figure` (the names in `SAYS`)
        `value`, `low`, `high` (95%, by drawing documents again), `denominator` (excerpts read by two or more
        of the coders), `documents`, `says`.
    """
    import pandas as pd

    told = study(codings, coders)
    documents, rows = int(told.clusters.max()) + 1, []
    for name, figure in figures(told).items():
        scale = 100 if name == "percent" else 1
        found = (value(figure, documents), *interval(figure, documents, seed))
        at, low, high = (float(np.round(scale * x, DECIMALS)) for x in found)
        rows.append((name, at, low, high, len(told.units), documents, SAYS[name]))
    columns = ["figure", "value", "low", "high", "denominator", "documents", "says"]
    return pd.DataFrame(rows, columns=columns).set_index("figure")


def figures(told: Study) -> dict[str, Figure]:
    """Every figure over all themes, by its name."""
    units, clusters = told.sets(), told.clusters
    names = {"masi": "alpha_masi", "jaccard": "alpha_jaccard", "nominal": "alpha_whole"}
    found = {name: values.of_sets(units, clusters, far) for far, name in names.items()}
    each = [figures_of(told.values(theme), clusters) for theme in told.given]
    for name in ("kappa", "ac1") if each else ():
        found[f"{name}_mean"] = _mean([one[name] for one in each])
    kinds = sorted({s for unit in units for s in unit if s is not None}, key=sorted)
    place = {kind: n for n, kind in enumerate(kinds)}
    numbered = np.array([[UNREAD if s is None else place[s] for s in unit] for unit in units])
    found["percent"] = coefficients.percent(coefficients.counts_of(numbered, len(kinds)), clusters)
    return found


def _mean(parts: Sequence[Figure]) -> Figure:
    return lambda weights: coefficients.mean([figure(weights) for figure in parts])
