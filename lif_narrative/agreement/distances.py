"""How far two sets of themes are apart: from 0, the same, to 1, nothing in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import Final

import numpy as np
import numpy.typing as npt

from lif_narrative.errors import UnknownChoice

SAME, WITHIN, CROSSING = 1.0, 2 / 3, 1 / 3  # monotonicity, by Passonneau; sets apart share nothing


def jaccard(first: Set[str], second: Set[str]) -> float:
    """One minus the share of themes in common among all; two empty sets are the same."""
    every = len(first | second)
    return 1 - len(first & second) / every if every else 0.0


def masi(first: Set[str], second: Set[str]) -> float:
    """Jaccard weighted by how the sets lie: equal 1, one within the other 2/3, crossing 1/3, apart 0.

    References
    ----------
    Passonneau (2006), Measuring agreement on set-valued items (MASI), LREC 2006.
    """
    shared = len(first & second)
    smaller = min(len(first), len(second))
    lies = SAME if first == second else WITHIN if shared == smaller else CROSSING
    return 1 - lies * (1 - jaccard(first, second))


def differing(first: Set[str], second: Set[str]) -> float:
    """0 where the sets are equal, else 1."""
    return float(first != second)


DISTANCES: Final[dict[str, Callable[[Set[str], Set[str]], float]]] = {
    "nominal": differing, "jaccard": jaccard, "masi": masi,
}  # fmt: skip


def between(kinds: Sequence[frozenset[str]], name: str) -> npt.NDArray[np.float64]:
    """Distances of every two sets: (n, n)."""
    if name not in DISTANCES:
        raise UnknownChoice("distance", name, list(DISTANCES))
    far = DISTANCES[name]
    return np.array([[far(a, b) for b in kinds] for a in kinds])
