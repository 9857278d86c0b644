"""Krippendorff's alpha, for names, for ranks and for sets of themes.

The library `krippendorff` gives the same to ten decimals (see the tests), one set of data at a time; an
interval needs thousands of weightings at once, which is what is here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from lif_narrative.agreement.coefficients import Figure, Figures, Weights, by_document, counts_of
from lif_narrative.agreement.distances import between
from lif_narrative.agreement.study import UNREAD
from lif_narrative.errors import UnknownChoice

LEVELS: Final = ("nominal", "ordinal")


def alpha(ratings: Sequence[Sequence[Any]], level: str = "nominal") -> float:
    """Krippendorff's alpha of ratings from anywhere.

    Parameters
    ----------
    ratings : sequence of sequence, shape (n_coders, n_units)
        None or NaN where a coder did not rate a unit. Ordinal values are ordered as Python orders them; sets
        (with "jaccard" or "masi") are frozensets of str.
    level : {"nominal", "ordinal", "jaccard", "masi"}

    Returns
    -------
    float
        1 is full agreement, 0 is chance; NaN where nobody varies.

    References
    ----------
    Krippendorff (2004), Content Analysis, chapter 11; (2011), Computing Krippendorff's alpha-reliability.
    """
    units = [[None if _blank(v) else v for v in unit] for unit in zip(*ratings, strict=True)]
    clusters = np.zeros(len(units), dtype=np.int64)
    figure = of_sets(units, clusters, level) if level not in LEVELS else of_values(units, clusters, level)
    return float(figure(np.ones((1, 1)))[0])


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value)


def of_values(
    units: Sequence[Sequence[Any]], clusters: npt.NDArray[np.int64], level: str = "nominal"
) -> Figure:
    """Alpha of single values, a row a unit; None where a coder did not rate it."""
    if level not in LEVELS:
        raise UnknownChoice("level of measurement", level, [*LEVELS, "jaccard", "masi"])
    kinds = sorted({v for unit in units for v in unit if v is not None})
    counts = counts_of(_numbered(units, kinds), len(kinds))
    return of_counts(counts, clusters, None if level == "ordinal" else 1 - np.eye(len(kinds)))


def of_sets(
    units: Sequence[Sequence[frozenset[str] | None]], clusters: npt.NDArray[np.int64], distance: str = "masi"
) -> Figure:
    """Alpha of sets of themes."""
    kinds = sorted({s for unit in units for s in unit if s is not None}, key=sorted)
    return of_counts(counts_of(_numbered(units, kinds), len(kinds)), clusters, between(kinds, distance))


def _numbered(units: Sequence[Sequence[Any]], kinds: Sequence[Any]) -> npt.NDArray[np.int64]:
    place = {kind: n for n, kind in enumerate(kinds)}
    return np.array([[UNREAD if v is None else place[v] for v in unit] for unit in units])


def of_counts(counts: Figures, clusters: npt.NDArray[np.int64], apart: Figures | None) -> Figure:
    """Alpha from how many coders gave each unit each value; `apart` None for ranks (ordinal).

    Units that fewer than two rated are left out, as Krippendorff does.
    """
    coders = counts.sum(axis=1)
    counts = np.where((coders >= 2)[:, None], counts, 0.0)
    each = np.maximum(coders - 1, 1)
    totals = by_document(counts, clusters)  # (n_documents, n_values)
    if apart is None:
        return _ranked(counts, each, clusters, totals)
    own = (counts @ apart * counts).sum(axis=1) / each
    observed = by_document(own, clusters)

    def figure(weights: Weights) -> Figures:
        given = weights @ totals
        return _alpha(weights @ observed, (given @ apart * given).sum(axis=1), given.sum(axis=1))

    return figure


def _ranked(counts: Figures, each: Figures, clusters: npt.NDArray[np.int64], totals: Figures) -> Figure:
    pairs = np.einsum("uc,uk->uck", counts, counts / each[:, None])
    met = by_document(pairs, clusters)  # the diagonal is never apart, so it need not be put right

    def figure(weights: Weights) -> Figures:
        given = weights @ totals
        middle = np.cumsum(given, axis=1) - given / 2
        apart = (middle[:, :, None] - middle[:, None, :]) ** 2
        seen = np.tensordot(weights, met, axes=1)
        chance = np.einsum("rc,rck,rk->r", given, apart, given)
        return _alpha((seen * apart).sum(axis=(1, 2)), chance, given.sum(axis=1))

    return figure


def _alpha(observed: Figures, expected: Figures, n: Figures) -> Figures:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (n - 1) * observed / expected, np.nan)
