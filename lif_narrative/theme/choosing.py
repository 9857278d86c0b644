"""Which groups to believe: those that stay together in many parts of the texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.theme.grouping import cut, distances, refined, tree

Floats = npt.NDArray[Any]
Labels = npt.NDArray[np.int64]
Resampled = list[tuple[npt.NDArray[np.int64], dict[int, npt.NDArray[np.int64]]]]
RESAMPLES, SHARE = 20, 0.8
FEWEST, MOST = 1.0, 1.8  # themes per cube root of the number of texts: 6 to 10 for 200
LADDER = (2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 23, 26, 31)


def found(points: Floats, n_themes: int | str, seed: int) -> tuple[Labels, Floats]:
    """Groups of points of unit length that stand in an order of their own, and each group's stability.

    Parts of the texts are grouped again and again; what is often found together is grouped (consensus
    clustering). Of several numbers of groups the one is taken in which most texts are found again.

    References
    ----------
    Monti et al. (2003), Consensus clustering, Machine Learning 52.
    """
    square = distances(points)
    ladder = candidates(len(points)) if n_themes == "auto" else [min(int(n_themes), len(points))]
    drawn = resampled(square, points, ladder, seed)
    linked = tree(apart(drawn, len(points)))
    cuts = {k: refined(cut(linked, points, k), points) for k in ladder}
    steady = {k: stability(cuts[k], [(chosen, labels[k]) for chosen, labels in drawn]) for k in ladder}
    again = {k: round(float((steady[k] * np.bincount(cuts[k])).sum()) / len(points), 6) for k in ladder}
    best = max(ladder, key=lambda k: (again[k], k))
    return cuts[best], steady[best]


def candidates(n: int) -> list[int]:
    """Numbers of themes worth trying for n texts: 4 to 6 for 50, 8 to 14 for 500.

    Stability alone favours ever finer groups. Readers of comments and of inspections make do with a
    number that grows with the cube root of the texts, and people cannot keep more in mind.
    """
    root = n ** (1 / 3)
    return [k for k in LADDER if FEWEST * root - 0.3 <= k <= MOST * root + 0.3] or [2]


def resampled(square: Floats, points: Floats, groups: Sequence[int], seed: int) -> Resampled:
    """Which texts were drawn in each resample, and the groups found among them for each number of groups."""
    chance, n = np.random.default_rng(seed), len(square)
    drawn = []
    for _ in range(RESAMPLES):
        chosen = np.sort(chance.permutation(n)[: max(2, round(SHARE * n))])
        linked, own = tree(square[np.ix_(chosen, chosen)]), points[chosen]
        drawn.append((chosen, {k: refined(cut(linked, own, k), own) for k in groups}))
    return drawn


def apart(drawn: Resampled, n: int) -> Floats:
    """How often two texts that were drawn together fell into different groups, shape (n, n), 0 to 1."""
    together, both = np.zeros((2, n, n))
    for chosen, labels in drawn:
        square = np.ix_(chosen, chosen)
        both[square] += len(labels)
        for own in labels.values():
            together[square] += own[:, None] == own
    share = np.round(1 - together / np.maximum(1, both), 6)
    np.fill_diagonal(share, 0)
    return np.asarray(share)


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
