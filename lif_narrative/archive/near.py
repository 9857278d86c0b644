"""Nearest excerpts: exact, by 8-bit vectors mapped into memory; above 10⁶ by faiss, its recall said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from lif_narrative.archive.place import Place
from lif_narrative.archive.vectors import kept
from lif_narrative.errors import NarrativeError

Floats = npt.NDArray[Any]
EXACT_UP_TO: Final = 1_000_000
LISTS, LOOKED_INTO = 1024, 32  # of faiss's inverted file
TRIED: Final = 50  # vectors that recall is measured on


def nearest(
    place: Place, folder: str, names: Sequence[str], vector: Floats, k: int
) -> list[tuple[str, float]]:
    """Ids and cosines of the k excerpts nearest to a vector, the nearest first: exact.

    8-bit vectors rule out whatever cannot be among the k, given how far they are at most from the vectors
    themselves; those decide among the rest.
    """
    asked = np.asarray(vector, np.float64)
    best: list[tuple[float, str]] = []
    for name in names:
        rough = kept(place, folder, name, "i1").astype(np.float32) @ asked.astype(np.float32)
        scale = np.asarray(kept(place, folder, name, "scale"))
        slack = scale * np.sqrt(len(asked)) / 2 + 1e-5  # a number is off by half a step at most
        floor = best[k - 1][0] if len(best) >= k else -2.0
        low = np.sort(rough * scale - slack)[::-1]
        floor = max(floor, float(low[k - 1]) if len(low) >= k else -2.0)
        likely = np.flatnonzero(rough * scale + slack >= floor)
        if not len(likely):
            continue
        true = np.round(np.asarray(kept(place, folder, name)[likely], np.float64) @ asked, 6)
        ids = place.read(folder, name).column("id").take(likely).to_pylist()
        best = sorted([*best, *zip(map(float, true), ids, strict=True)], key=lambda r: (-r[0], r[1]))[:k]
    return [(id_, value) for value, id_ in best]


class Indexed:
    """An inverted file over 8-bit vectors (faiss): quick above a million, and not exact.

    `recall` is the share of the ten truly nearest that it finds, on vectors of the archive itself.

    References
    ----------
    Johnson, Douze and Jégou (2019), Billion-scale similarity search with GPUs, IEEE Trans. Big Data 7.
    """

    def __init__(self, place: Place, folder: str, names: Sequence[str], seed: int = 0) -> None:
        try:
            import faiss
        except ImportError:
            raise NarrativeError(
                "An index needs faiss. Install it: pip install 'lif_narrative[faiss]'."
            ) from None
        sizes = [kept(place, folder, name).shape for name in names]
        n, width = sum(rows for rows, _ in sizes), sizes[0][1]
        lists = min(LISTS, max(1, n // 40))
        flat = faiss.IndexFlatIP(width)
        kind = faiss.ScalarQuantizer.QT_8bit
        self.index = faiss.IndexIVFScalarQuantizer(flat, width, lists, kind, faiss.METRIC_INNER_PRODUCT)
        self.index.cp.seed = seed
        self.index.nprobe = min(LOOKED_INTO, lists)
        step = max(1, n // max(lists * 64, 1))
        self.index.train(np.vstack([part[::step] for part in _parts(place, folder, names)]))
        self.ids: list[str] = []
        for name, part in zip(names, _parts(place, folder, names), strict=True):
            self.index.add(part)
            self.ids += place.read(folder, name).column("id").to_pylist()
        chance = np.random.default_rng(seed)
        tried = kept(place, folder, names[int(chance.integers(len(names)))])
        self.recall = self._recall(place, folder, names, np.asarray(tried[:TRIED]))

    def nearest(self, vector: Floats, k: int) -> list[tuple[str, float]]:
        """Ids and approximate cosines, the nearest first."""
        near, at = self.index.search(np.asarray(vector, np.float32)[None], k)
        return [(self.ids[i], round(float(v), 6)) for v, i in zip(near[0], at[0], strict=True) if i >= 0]

    def _recall(self, place: Place, folder: str, names: Sequence[str], tried: Floats) -> float:
        found = 0
        for vector in tried:
            true = {id_ for id_, _ in nearest(place, folder, names, vector, 10)}
            found += len(true & {id_ for id_, _ in self.nearest(vector, 10)})
        return found / max(1, 10 * len(tried))


def _parts(place: Place, folder: str, names: Sequence[str]) -> Iterator[Floats]:
    for name in names:
        yield np.ascontiguousarray(kept(place, folder, name), dtype=np.float32)
