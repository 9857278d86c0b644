"""How far coders agree beyond chance, theme by theme, with its denominator and interval in the open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    import pandas as pd

RESAMPLES = 2000
Pattern = tuple[int, ...]  # one number a coder: 1 gave the theme, 0 did not, -1 did not read the excerpt


def agreement(codings: pd.DataFrame, coders: Sequence[str] | None = None, *, seed: int = 0) -> pd.DataFrame:
    """Agreement on each theme between two or more coders.

    Parameters
    ----------
    codings : DataFrame
        Columns `excerpt_id`, `theme_id` and `coder`; a `score` of 0 or less says that the coder refused the
        theme, and an empty `theme_id` that the coder read the excerpt and gave it none.
    coders : sequence of str, optional
        Whom to compare; everybody in the table if not given.
    seed : int
        Of the bootstrap.

    Returns
    -------
    DataFrame, one row a theme, indexed by `theme_id`
        `kappa`: Cohen's, the mean over pairs of coders if there are more than two (Light's); `alpha`:
        Krippendorff's, nominal; both from -1 to 1, and NaN where nobody varies, since agreement beyond chance
        is then undefined. `percent`: pairs that agree, 0 to 100. `n`: excerpts that at least one coder gave
        the theme. `low`, `high`: 95% percentile bootstrap interval of kappa over excerpts.
        `denominator`: excerpts read by at least two of the coders. A coder has read an excerpt for which the
        table holds a row of theirs.

    Raises
    ------
    NarrativeError
        A column or coder is missing, there are fewer than two coders, or no excerpt was read by two.

    References
    ----------
    Cohen (1960), Educational and Psychological Measurement 20(1). Light (1971), Psychological Bulletin 76(5).
    Krippendorff (2004), Content Analysis, chapter 11.
    """
    import pandas as pd

    names = _coders(codings, coders)
    read, given = _read(codings, names)
    themes = sorted({theme for _, _, theme in given})
    rows = {theme: _row(_patterns(read, given, theme, names), seed) for theme in themes}
    columns = ["kappa", "alpha", "percent", "n", "low", "high", "denominator"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return table.astype({"n": int, "denominator": int}).rename_axis("theme_id")


def _coders(codings: pd.DataFrame, coders: Sequence[str] | None) -> list[str]:
    missing = [name for name in ("excerpt_id", "theme_id", "coder") if name not in codings.columns]
    if missing:
        raise NarrativeError(
            f"The codings lack '{missing[0]}'. Agreement needs excerpt_id, theme_id and coder."
        )
    known = set(codings["coder"])
    names = sorted(known if coders is None else set(coders))
    strangers = [name for name in names if name not in known]
    if strangers:
        raise NarrativeError(f"No coding is by '{strangers[0]}'. Coders here: {', '.join(sorted(known))}.")
    if len(names) < 2:
        raise NarrativeError("Agreement needs two coders. Have a second person code the same excerpts.")
    return names


def _read(
    codings: pd.DataFrame, names: Sequence[str]
) -> tuple[dict[str, set[str]], set[tuple[str, str, str]]]:
    """Who read each excerpt (only those that two read), and who gave it which theme."""
    read: dict[str, set[str]] = {}
    given = set()
    scores = codings["score"] if "score" in codings.columns else [1.0] * len(codings)
    for excerpt, theme, coder, score in zip(
        codings["excerpt_id"], codings["theme_id"], codings["coder"], scores, strict=True
    ):
        if coder in names:
            read.setdefault(excerpt, set()).add(coder)
            if isinstance(theme, str) and theme and not score <= 0:
                given.add((excerpt, coder, theme))
    read = {excerpt: who for excerpt, who in read.items() if len(who) > 1}
    if not read:
        raise NarrativeError("No excerpt was read by two of the coders. Give both the same excerpts.")
    return read, {row for row in given if row[0] in read}


def _patterns(
    read: dict[str, set[str]], given: set[tuple[str, str, str]], theme: str, names: Sequence[str]
) -> dict[Pattern, int]:
    """How many excerpts show each pattern of answers, so that the order of rows and coders cannot matter."""
    seen = Counter(
        tuple(int((excerpt, name, theme) in given) if name in who else -1 for name in names)
        for excerpt, who in read.items()
    )
    return dict(sorted(seen.items(), key=lambda item: (item[0].count(1), item[1], item[0])))


def _row(patterns: dict[Pattern, int], seed: int) -> list[Any]:
    import krippendorff

    answers, counts = np.array(list(patterns)), np.array(list(patterns.values()))
    values = np.stack([(answers == value).sum(axis=1) for value in (0, 1)], axis=1)
    varied = len(np.unique(answers[answers >= 0])) > 1
    alpha = krippendorff.alpha(
        value_counts=np.repeat(values, counts, axis=0), level_of_measurement="nominal"
    ) if varied else np.nan  # fmt: skip
    kappa, percent = _pairwise(answers, counts[None, :])
    total = int(counts.sum())
    drawn = np.random.default_rng(seed).multinomial(total, counts / total, size=RESAMPLES)
    spread = _pairwise(answers, drawn)[0]
    spread = spread[~np.isnan(spread)]
    low, high = np.percentile(spread, [2.5, 97.5]) if len(spread) and varied else (np.nan, np.nan)
    holders = int(counts[(answers == 1).any(axis=1)].sum())
    figures = [float(np.round(x, 6)) for x in (kappa[0], alpha, 100 * percent[0], low, high)]
    return [*figures[:3], holders, *figures[3:], total]


def _pairwise(
    answers: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Kappa and share of agreement, the mean over pairs of coders, for each row of counts."""
    kappas, shares = [], []
    for a, b in combinations(range(answers.shape[1]), 2):
        both = (answers[:, a] >= 0) & (answers[:, b] >= 0)
        if both.any():
            first, second, seen = answers[both, a], answers[both, b], counts[:, both]
            cells = (seen @ ((first == x) & (second == y)) for x in (1, 0) for y in (1, 0))
            kappa, share = cohens_kappa(*cells)
            kappas.append(kappa)
            shares.append(share)
    return _mean(kappas), _mean(shares)


def cohens_kappa(both: Any, only_first: Any, only_second: Any, neither: Any) -> tuple[Any, Any]:
    """Kappa and share of agreement from the four cells of a two-by-two table; arrays give arrays.

    Kappa is NaN where both coders gave every excerpt the same answer: chance then explains everything.
    """
    a, b, c, d = (np.asarray(cell, dtype=np.float64) for cell in (both, only_first, only_second, neither))
    total = a + b + c + d
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (a + d) / total
        chance = ((a + b) * (a + c) + (c + d) * (b + d)) / total**2
        return np.where(chance < 1, (share - chance) / (1 - chance), np.nan), share


def _mean(rows: Sequence[npt.NDArray[np.float64]]) -> npt.NDArray[np.float64]:
    """The mean over pairs of coders for whom the figure is defined; NaN where it is for none."""
    table = np.stack(rows)
    defined = ~np.isnan(table)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(defined, table, 0.0).sum(axis=0) / defined.sum(axis=0))
