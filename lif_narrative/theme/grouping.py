"""Texts into groups: average linkage, small groups folded, as many as survive resampling best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.theme.space import unit

Floats = npt.NDArray[Any]
Labels = npt.NDArray[np.int64]
Resampled = list[tuple[npt.NDArray[np.int64], dict[int, npt.NDArray[np.int64]]]]
SMALLEST = 3  # texts; a smaller group is folded into the one nearest to it
RESAMPLES, SHARE, COMPARED = 20, 0.8, 10
MOST = 1.4  # themes per root of the number of texts


def found(points: Floats, n_themes: int | str, seed: int) -> tuple[Labels, Floats]:
    """Groups of points of unit length that stand in an order of their own, and each group's stability."""
    square = distances(points)
    linked = tree(square)
    ladder = candidates(len(points)) if n_themes == "auto" else [min(int(n_themes), len(points))]
    drawn = resampled(square, ladder, seed)
    cuts = {k: cut(linked, points, k) for k in ladder}
    best = (
        max(ladder, key=lambda k: (_found_again(cuts[k], points, drawn, k), k))
        if len(ladder) > 1
        else ladder[0]
    )
    return cuts[best], stability(cuts[best], [(chosen, labels[best]) for chosen, labels in drawn])


def candidates(n: int) -> list[int]:
    """Numbers of themes worth trying for n texts.

    The most is 1.4 times the root of n (10 for 50 texts, 31 from 500 on): what survives resampling
    favours ever finer themes, and people cannot work with more.
    """
    ladder = (2, 3, 4, 5, 6, 8, 10, 12, 14, 17, 20, 23, 26, 31)
    return [k for k in ladder if k <= max(2.0, MOST * n**0.5)]


def _found_again(labels: Labels, points: Floats, drawn: Resampled, groups: int) -> float:
    """How alike the groups are when sought again in parts: mean adjusted mutual information."""
    from sklearn.metrics import adjusted_mutual_info_score as alike

    scores = [
        alike(labels[chosen], fold(found[groups], points[chosen])) for chosen, found in drawn[:COMPARED]
    ]
    return round(float(np.mean(scores)), 6)


def tree(distances: Floats) -> Floats:
    """The average-linkage tree of a square matrix of distances (Sokal and Michener 1958)."""
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    return np.asarray(linkage(squareform(distances, checks=False), "average"))


def distances(points: Floats) -> Floats:
    """Cosine distances, rounded so that ties are ties on every machine."""
    square = np.clip(1 - np.round(points @ points.T, 6), 0, 2)
    np.fill_diagonal(square, 0)
    return np.asarray((square + square.T) / 2)


def cut(linked: Floats, points: Floats, groups: int, smallest: int = SMALLEST) -> Labels:
    """At most this many groups, numbered by their first member; small ones are folded."""
    from scipy.cluster.hierarchy import fcluster

    return fold(first_seen(fcluster(linked, groups, "maxclust")), points, smallest)


def fold(labels: Labels, points: Floats, smallest: int = SMALLEST) -> Labels:
    """Dissolve groups that are too small, the smallest first: each member joins the nearest other group."""
    labels = labels.copy()
    while True:
        names, sizes = np.unique(labels, return_counts=True)
        if len(names) < 2 or sizes.min() >= smallest:
            return first_seen(labels)
        small = names[sizes.argmin()]
        others = names[names != small]
        nearness = points[labels == small] @ centres(labels, points, others).T
        labels[labels == small] = others[np.round(nearness, 6).argmax(axis=1)]


def centres(labels: Labels, points: Floats, names: Sequence[int] | Labels | None = None) -> Floats:
    """The mean direction of each group."""
    wanted = range(labels.max() + 1) if names is None else names
    return unit(np.stack([points[labels == name].mean(axis=0) for name in wanted]))


def first_seen(labels: npt.NDArray[Any]) -> Labels:
    """The same groups, numbered 0, 1, … in the order of their first members."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse]


def resampled(square: Floats, groups: Sequence[int], seed: int) -> Resampled:
    """Which texts were drawn in each resample, and the groups found among them for each number of groups."""
    from scipy.cluster.hierarchy import fcluster

    chance, n = np.random.default_rng(seed), len(square)
    drawn = []
    for _ in range(RESAMPLES):
        chosen = np.sort(chance.permutation(n)[: max(2, round(SHARE * n))])
        linked = tree(square[np.ix_(chosen, chosen)])
        drawn.append((chosen, {k: first_seen(fcluster(linked, k, "maxclust")) for k in groups}))
    return drawn


def stability(labels: Labels, drawn: Sequence[tuple[Labels, Labels]]) -> Floats:
    """For each group, how well it is found again: mean over resamples of its best Jaccard likeness, 0 to 1.

    References
    ----------
    Hennig (2007), Cluster-wise assessment of cluster stability, Computational Statistics and
    Data Analysis 52.
    Above 0.75 a group is stable; below 0.5 it should not be relied on.
    """
    total = np.zeros((2, labels.max() + 1))
    for chosen, found in drawn:
        own = labels[chosen]
        both = np.zeros((labels.max() + 1, found.max() + 1))
        np.add.at(both, (own, found), 1)
        either = both.sum(axis=1, keepdims=True) + both.sum(axis=0) - both
        likeness = (both / np.maximum(1, either)).max(axis=1)
        present = both.sum(axis=1) > 0
        total += np.stack([np.where(present, likeness, 0), present])
    return np.asarray(np.round(total[0] / np.maximum(1, total[1]), 6))
