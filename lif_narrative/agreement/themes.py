"""Agreement on each theme, with its interval and its denominator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from lif_narrative.agreement import coefficients, values
from lif_narrative.agreement.coefficients import Figure
from lif_narrative.agreement.intervals import interval, value
from lif_narrative.agreement.study import Study, study

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = (
    "kappa", "alpha", "percent", "n", "low", "high", "denominator", "documents", "fleiss", "ac1",
    "alpha_low", "alpha_high", "ac1_low", "ac1_high", "percent_low", "percent_high",
)  # fmt: skip
DECIMALS: Final = 6  # two machines may differ in the last bits of a float
APART: Final = 1 - np.eye(2)


def agreement(codings: pd.DataFrame, coders: Sequence[str] | None = None, *, seed: int = 0) -> pd.DataFrame:
    """Agreement on each theme between two or more coders.

    Parameters
    ----------
    codings : DataFrame
        Columns `excerpt_id`, `theme_id` and `coder`; a `score` of 0 or less says that the coder refused the
        theme, and an empty `theme_id` that the coder read the excerpt and gave it none. `document_id`, where
        it is there, is what intervals draw by: excerpts of one document stand or fall together.
    coders : sequence of str, optional
        Whom to compare; everybody in the table if not given.
    seed : int
        Of the bootstrap.

    Returns
    -------
    DataFrame, one row a theme, indexed by `theme_id`
        `kappa`: Cohen's, the mean over pairs of coders if there are more than two (Light's); `alpha`:
        Krippendorff's, nominal; `fleiss`: Fleiss' kappa; `ac1`: Gwet's; from -1 to 1, and NaN where nobody
        varies, since agreement beyond chance is then undefined. `percent`: pairs that agree, 0 to 100. `n`:
        excerpts that at least one coder gave the theme. `low`, `high`: 95% interval of kappa, and likewise
        `alpha_low` … of the others, by drawing documents again. `denominator`: excerpts read by at least two
        of the coders, in `documents` documents. A coder has read an excerpt for which the table holds a row
        of theirs; text that nobody coded is never counted.

    Raises
    ------
    NarrativeError
        A column or coder is missing, there are fewer than two coders, or no excerpt was read by two.

    References
    ----------
    Cohen (1960), Educational and Psychological Measurement 20(1). Light (1971), Psychological Bulletin 76(5).
    Fleiss (1971), Psychological Bulletin 76(5). Krippendorff (2004), Content Analysis, chapter 11. Gwet
    (2008), British Journal of Mathematical and Statistical Psychology 61.
    """
    import pandas as pd

    told = study(codings, coders)
    rows = {theme: _row(told, theme, seed) for theme in told.given}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS))
    whole = {"n": int, "denominator": int, "documents": int}
    return table.astype(whole).rename_axis("theme_id")


def figures_of(given: npt.NDArray[np.int64], clusters: npt.NDArray[np.int64]) -> dict[str, Figure]:
    """Every figure of one yes-or-no coding, by its name."""
    counts = coefficients.counts_of(given, 2)
    return {
        "kappa": coefficients.kappa(given, clusters),
        "alpha": values.of_counts(counts, clusters, APART),
        "percent": coefficients.percent(counts, clusters),
        "fleiss": coefficients.fleiss(counts, clusters),
        "ac1": coefficients.ac1(counts, clusters),
    }


def _row(told: Study, theme: str, seed: int) -> list[Any]:
    given = told.values(theme)
    documents = int(told.clusters.max()) + 1
    found = figures_of(given, told.clusters)
    varied = len(np.unique(given[given >= 0])) > 1
    at = {name: value(figure, documents) if varied or name == "percent" else np.nan
          for name, figure in found.items()}  # fmt: skip
    spans = {name: interval(found[name], documents, seed) if varied else (np.nan, np.nan)
             for name in ("kappa", "alpha", "ac1", "percent")}  # fmt: skip
    shares = [100 * at["percent"], *(100 * edge for edge in spans["percent"])]
    figures = (at["kappa"], at["alpha"], shares[0], *spans["kappa"], at["fleiss"], at["ac1"],
               *spans["alpha"], *spans["ac1"], *shares[1:])  # fmt: skip
    kappa, alpha, percent, low, high, *rest = (float(np.round(x, DECIMALS)) for x in figures)
    holders = int((given == 1).any(axis=1).sum())
    return [kappa, alpha, percent, holders, low, high, len(told.units), documents, *rest]
