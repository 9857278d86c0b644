"""Which texts are worth reading next: those whose codes would teach the coder most, no family skipped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.errors import NarrativeError

Floats = npt.NDArray[Any]
MOST = 3000  # texts compared with each other; of more, the most promising


def most_useful(
    likely: Any, vectors: Floats, *, thresholds: Any = 0.25,
    labels: Sequence[set[Any] | None] | None = None, strata: Sequence[Sequence[str]] = (), n: int = 20,
) -> list[int]:  # fmt: skip
    """The places of the texts to code next, the most useful first; the same in any order of texts.

    A text is worth what its neighbourhood is expected to bring: codes of themes that have few so far, in
    texts that none of those coded or chosen already resembles (greedy facility location). Every second
    place goes to the stratum that was read least, so that no family, voice or method is passed over.

    Parameters
    ----------
    likely : DataFrame or array, (n_texts, n_themes)
        Probability of each theme, 0 to 1, as `ThemeCoder.predict_proba` gives it.
    vectors : (n_texts, d)
        Of unit length.
    thresholds : float or (n_themes,)
        Where a theme is placed.
    labels : sequence of sets or None, optional
        What is coded already: for each text the columns of `likely` that it was given, by name or (of an
        array) number; None where nobody coded it.
    strata : sequence of sequences of str, each (n_texts,)
        Ways to divide the texts that all count, such as `[cases, voices]`.
    n : int
        How many.

    Raises
    ------
    NarrativeError
        The arguments differ in length.

    References
    ----------
    Wei, Iyer and Bilmes (2015), Submodularity in data subset selection and active learning, ICML.
    """
    names = list(likely.columns) if hasattr(likely, "columns") else list(range(np.shape(likely)[1]))
    likely, vectors = np.asarray(likely, dtype=np.float64), np.asarray(vectors, dtype=np.float64)
    size, given = len(likely), [None] * len(likely) if labels is None else list(labels)
    if any(len(told) != size for told in (vectors, given, *strata)):
        raise NarrativeError(f"There are {size} texts; give as many vectors, labels and strata.")
    done = np.array([row is not None for row in given], dtype=bool)
    value = worth(likely, thresholds, codes(names, given))
    order = sorted(np.flatnonzero(~done).tolist(), key=lambda i: (-value[i], vectors[i].tobytes()))[:MOST]
    if not order or n < 1:
        return []
    alike = np.clip(np.round(vectors[order] @ vectors[order].T, 6), 0, 1) ** 2
    near = np.zeros(len(order))
    if done.any():
        near = np.clip(np.round(vectors[order] @ vectors[done].T, 6), 0, 1).max(axis=1) ** 2
    turns = _Turns([np.asarray([str(s) for s in way]) for way in strata], done)
    chosen: list[int] = []
    while len(chosen) < min(n, len(order)):
        gain = (value[order][:, None] * np.maximum(alike - near[:, None], 0)).sum(axis=0)
        gain[chosen] = -1.0
        allowed = turns.allowed(order, chosen) if len(chosen) % 2 else None
        if allowed is not None:
            gain = np.where(allowed, gain, -1.0)
        best = int(np.round(gain, 6).argmax())
        chosen.append(best)
        near = np.maximum(near, alike[:, best])
    return [order[place] for place in chosen]


def worth(likely: Floats, thresholds: Any, codes: Floats) -> Floats:
    """What a text may teach by itself, shape (n_texts,): expected codes of themes, the rarer the dearer."""
    certain = np.minimum(1.0, likely / np.maximum(np.asarray(thresholds), 1e-6))
    return np.asarray(np.round((certain / (1.0 + codes)).sum(axis=1), 6))


def codes(names: Iterable[Any], labels: Sequence[set[Any] | None]) -> Floats:
    """How many texts were given each theme, in the order of `names`."""
    return np.array([sum(name in row for row in labels if row) for name in names], dtype=np.float64)


class _Turns:
    """Whose turn it is: the stratum of which the smallest share was read, each way of dividing in turn."""

    def __init__(self, ways: Sequence[npt.NDArray[Any]], done: npt.NDArray[np.bool_]) -> None:
        self.ways, self.done, self.turn = ways, done, 0

    def allowed(self, order: Sequence[int], chosen: Sequence[int]) -> npt.NDArray[np.bool_] | None:
        """Which of the texts belong to it; None where nothing is divided."""
        if not self.ways:
            return None
        way = self.ways[self.turn % len(self.ways)]
        self.turn += 1
        here, read = way[list(order)], [*way[self.done], *way[[order[place] for place in chosen]]]
        waiting = sorted(set(np.delete(here, list(chosen)).tolist()))
        whole = {name: int((way == name).sum()) for name in waiting}
        least = min(waiting, key=lambda name: (round(read.count(name) / whole[name], 6), name))
        return np.asarray(here == least)
