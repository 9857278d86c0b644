"""Texts into groups: average linkage, small groups folded, each text with the nearest centre."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.theme.space import unit

Floats = npt.NDArray[Any]
Labels = npt.NDArray[np.int64]
SMALLEST = 3  # texts; a smaller group is folded into the one nearest to it
ROUNDS = 3  # of moving texts to the nearest centre; hardly any move after that


def refined(labels: Labels, points: Floats) -> Labels:
    """The groups after each text has joined the nearest centre, a few times over.

    Linkage cannot undo an early merge; this can, from a start that chance has no part in
    (Lloyd 1982, IEEE Transactions on Information Theory 28).
    """
    for _ in range(ROUNDS):
        nearness = np.round(points @ centres(labels, points).T, 6)
        moved = fold(first_seen(nearness.argmax(axis=1)), points)
        if (moved == labels).all():
            break
        labels = moved
    return labels


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
