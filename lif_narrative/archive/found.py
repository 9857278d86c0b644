"""Themes beyond the codebook: sought in a sample, assigned by nearest centre; what fits none is emerging."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from lif_narrative.codebook import Codebook
from lif_narrative.fingerprint import short_id
from lif_narrative.theme import ThemeFinder

Floats = npt.NDArray[Any]
FAR: Final = 0.05  # share of a theme's own texts that lie farther from its centre than where it ends
FEWEST: Final = 8  # texts, before looking for themes among them
FILE: Final = "found.json"


@dataclass(frozen=True)
class Proposal:
    """A theme that texts suggest, for a person to take into the codebook or leave."""

    id: str
    name: str
    definition: str
    size: int  # in the sample
    stability: float
    central: tuple[str, ...] = field(repr=False)  # ids of its most central excerpts
    covered_by: str = ""  # the codebook's theme that it is: no proposal, but a place to go


def seek(
    ids: Sequence[str], texts: Sequence[str], vectors: Floats, codebook: Codebook, seed: int
) -> tuple[list[Proposal], Floats, Floats]:
    """Themes that the codebook does not cover: proposals, their centres (k, d), and where each ends (k,)."""
    if len(texts) < FEWEST:
        return [], np.zeros((0, vectors.shape[1] if vectors.ndim == 2 else 0)), np.zeros(0)
    finder = ThemeFinder(seed=seed, codebook=codebook).fit(list(texts))
    made, centres, ends = [], [], []
    for k, theme in enumerate(finder.themes_):
        own = np.flatnonzero(finder.labels_ == k)
        if not len(own):
            continue
        centre = vectors[own].astype(np.float64).mean(axis=0)
        centre = np.round(centre / max(float(np.linalg.norm(centre)), 1e-9), 6)
        near = np.round(vectors[own].astype(np.float64) @ centre, 6)
        named = [ids[int(i)] for i in own]
        central = [name for _, name in sorted(zip((-near).tolist(), named, strict=True))[:3]]
        name = short_id("th", *sorted(named))
        steady = float(finder.stability_[k])
        made.append(Proposal(name, theme.name, theme.definition, len(own),
                             round(steady, 6) if steady == steady else 0.0, tuple(central),
                             theme.covered_by))  # fmt: skip
        centres.append(centre)
        ends.append(round(float(np.quantile(near, FAR)), 6))
    return made, np.stack(centres), np.array(ends)


@dataclass(frozen=True)
class Centres:
    """The themes that were found, by their centres."""

    names: list[str]
    centres: Floats
    ends: Floats

    @staticmethod
    @functools.lru_cache(maxsize=2)
    def read(root: Path, folder: str) -> Centres:
        """Those of an archive; `folder` names the fit they are of."""
        told = json.loads((root / FILE).read_text("utf-8"))
        return Centres(
            [p["id"] for p in told["proposals"]], np.array(told["centres"]), np.array(told["ends"])
        )

    def nearest(self, vectors: Floats) -> tuple[list[str], Floats]:
        """The theme of each vector, "-" where it is farther out than the theme's own texts are."""
        if not self.names:
            return ["-"] * len(vectors), np.zeros(len(vectors))
        near = np.round(np.asarray(vectors, np.float64) @ self.centres.T, 6)
        best = near.argmax(axis=1)
        likeness = near[np.arange(len(near)), best]
        return [
            self.names[b] if v >= self.ends[b] else "-" for b, v in zip(best, likeness, strict=True)
        ], likeness
