"""Kappa, Fleiss' kappa, AC1 and percent, worked out for many weightings of the documents at once.

A weighting says how often each document is drawn; all ones is the study as it stands. So one piece of code
gives the figure and everything its interval needs. Of the libraries, `irrCAC` and `statsmodels` give the
same figures (see the tests), one weighting at a time; irrCAC also holds pandas below 3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

Figures = npt.NDArray[np.float64]
Weights = npt.NDArray[np.float64]  # (n_weightings, n_documents): how often each document counts
Figure = Callable[[Weights], Figures]  # (n_weightings,)


def by_document(rows: npt.ArrayLike, clusters: npt.NDArray[np.int64]) -> Figures:
    """Sums of the rows of each document: (n_units, …) to (n_documents, …)."""
    values = np.asarray(rows, dtype=np.float64)
    sums = np.zeros((int(clusters.max()) + 1, *values.shape[1:]))
    np.add.at(sums, clusters, values)
    return sums


def kappa(values: npt.NDArray[np.int64], clusters: npt.NDArray[np.int64]) -> Figure:
    """Cohen's kappa of a yes-or-no coding, the mean over pairs of coders (Light's) if they are more than two.

    Parameters
    ----------
    values : array (n_units, n_coders)
        1, 0, or -1 where the coder did not read the unit.
    clusters : array (n_units,)
        The document of each unit.

    References
    ----------
    Cohen (1960), Educational and Psychological Measurement 20(1). Light (1971), Psychological Bulletin 76(5).
    """
    tables = []
    for a, b in combinations(range(values.shape[1]), 2):
        both = (values[:, a] >= 0) & (values[:, b] >= 0)
        if both.any():
            cells = [both & (values[:, a] == x) & (values[:, b] == y) for x in (1, 0) for y in (1, 0)]
            tables.append(by_document(np.stack(cells, axis=1), clusters))
    return lambda weights: mean([cohens_kappa(*(weights @ table).T)[0] for table in tables])


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


def counts_of(values: npt.NDArray[np.int64], n_values: int) -> Figures:
    """How many coders gave each unit each value: (n_units, n_values)."""
    return np.stack([(values == v).sum(axis=1) for v in range(n_values)], axis=1).astype(np.float64)


def percent(counts: Figures, clusters: npt.NDArray[np.int64]) -> Figure:
    """Share of pairs of coders that agree, the mean over units, from 0 to 1."""
    sums = _sums(counts, clusters)
    return lambda weights: _observed(weights @ sums)


def fleiss(counts: Figures, clusters: npt.NDArray[np.int64]) -> Figure:
    """Fleiss' kappa; units may have different numbers of coders.

    References
    ----------
    Fleiss (1971), Psychological Bulletin 76(5), 378-382; unequal numbers as Gwet (2014), chapter 2.
    """
    return _corrected(counts, clusters, lambda shares: (shares**2).sum(axis=1))


def ac1(counts: Figures, clusters: npt.NDArray[np.int64]) -> Figure:
    """Gwet's AC1, which does not fall when nearly everything or nearly nothing is under a theme.

    References
    ----------
    Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, 29-48; (2014), chapter 4.
    """
    n_values = counts.shape[1]
    return _corrected(
        counts, clusters, lambda shares: (shares * (1 - shares)).sum(axis=1) / max(1, n_values - 1)
    )


def _corrected(
    counts: Figures, clusters: npt.NDArray[np.int64], chance: Callable[[Figures], Figures]
) -> Figure:
    sums = _sums(counts, clusters)

    def figure(weights: Weights) -> Figures:
        added = weights @ sums
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = added[:, 3:] / added[:, 2:3]
            expected = chance(shares)
            agreed = _observed(added)
            return np.where(expected < 1, (agreed - expected) / (1 - expected), np.nan)

    return figure


def _sums(counts: Figures, clusters: npt.NDArray[np.int64]) -> Figures:
    """By document: units that two read, their shares of agreeing pairs, units read, shares of each value."""
    coders = counts.sum(axis=1)
    pairable, seen = coders >= 2, coders >= 1
    pairs = np.where(pairable, coders * (coders - 1), 1)
    agreed = np.where(pairable, (counts * (counts - 1)).sum(axis=1) / pairs, 0.0)
    shares = np.where(seen[:, None], counts / np.maximum(coders, 1)[:, None], 0.0)
    return by_document(np.column_stack([pairable, agreed, seen, shares]), clusters)


def _observed(added: Figures) -> Figures:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(added[:, 1] / added[:, 0])


def mean(rows: Sequence[Figures]) -> Figures:
    """The mean of the rows that are defined; NaN where none is."""
    table = np.stack(rows)
    defined = ~np.isnan(table)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(defined, table, 0.0).sum(axis=0) / defined.sum(axis=0))
