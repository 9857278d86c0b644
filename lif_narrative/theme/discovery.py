"""Finding themes, step by step: order by content, sample, seed, group, name, spread to every text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lif_narrative.coding.wordings import Encodes, Wordings
from lif_narrative.ingest.nearempty import near_empty
from lif_narrative.theme import choosing, grouping, naming, seeding
from lif_narrative.theme.found import FoundTheme
from lif_narrative.theme.space import Space, known_themes, learn, unit

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[Any]
Labels = npt.NDArray[np.int64]
FEWEST = 6  # texts with words of their own; with fewer there is nothing to compare
SAMPLE = 2000  # texts that themes are sought in; the rest are assigned to what was found
SHARP = 0.08  # how quickly membership falls with distance from a theme's centre
EDGE = 0.25  # likeness to its theme's centre below which a text is at the edge


@dataclass(frozen=True)
class Found:
    """What was found, for every text."""

    labels: Labels
    probabilities: Floats
    themes: list[FoundTheme]
    stability: Floats
    peripheral: npt.NDArray[np.bool_]
    hierarchy: pd.DataFrame
    centres: Floats = field(repr=False)
    space: Space | None = field(default=None, repr=False)

    def assign(self, texts: Sequence[str], vectors: Floats, encoder: Encodes) -> Labels:
        """Themes of other texts, by the nearest centre."""
        if not len(self.themes):
            return np.full(len(texts), -1, dtype=np.int64)
        points = unit(vectors)
        if self.space is not None:
            points = self.space.place(texts, vectors, known_themes(texts, encoder))
        labels = _nearest(points, self.centres)
        labels[[near_empty(text) for text in texts]] = -1
        return labels


def find(
    texts: list[str],
    vectors: Floats,
    n_themes: int | str,
    seed: int,
    encoder: Encodes,
    wordings: Wordings | None,
) -> Found:
    """Find themes; see `ThemeFinder`."""
    spoken = [i for i in by_content(texts, vectors) if not near_empty(texts[i])]
    if len(spoken) < FEWEST:
        return told(texts, vectors, unit(vectors), np.full(len(texts), -1))
    own, at = [texts[i] for i in spoken], vectors[spoken]
    drawn = np.sort(np.random.default_rng(seed).permutation(len(own))[:SAMPLE])
    known = known_themes(own, encoder)
    space = learn([own[i] for i in drawn], at[drawn], known[drawn])
    points = space.place(own, at, known)
    covered = seeding.seeded(own, encoder, wordings) if wordings else np.full(len(own), -1)
    groups, steady, seeds = _grouped(points[drawn], covered[drawn], n_themes, seed)
    labels = _nearest(points, grouping.centres(groups, points[drawn]))
    for group, theme in enumerate(seeds):
        labels[covered == theme] = group
    labels[drawn] = groups
    whole, places = np.full(len(texts), -1), np.zeros((len(texts), points.shape[1]))
    whole[spoken], places[spoken] = labels, points
    return told(texts, vectors, places, whole, steady, seeds, space=space, wordings=wordings)


def by_content(texts: Sequence[str], vectors: Floats) -> list[int]:
    """Places in an order that hangs on content alone."""
    return sorted(range(len(texts)), key=lambda i: (texts[i], vectors[i].tobytes()))


def _grouped(
    points: Floats, covered: Labels, n_themes: int | str, seed: int
) -> tuple[Labels, Floats, list[int]]:
    """Groups, their stability, and which of the codebook's themes the first groups are.

    What the codebook covers keeps its theme, if at least three texts do; the rest is grouped when there is
    enough of it, and otherwise joins what is nearest.
    """
    names, sizes = np.unique(covered[covered >= 0], return_counts=True)
    names = names[sizes >= grouping.SMALLEST]
    left = ~np.isin(covered, names)
    labels, steady = np.searchsorted(names, covered), np.ones(len(names))
    if not len(names) or left.sum() >= 2 * FEWEST:
        wanted = n_themes if n_themes == "auto" else max(1, int(n_themes) - len(names))
        groups, stability = choosing.found(points[left], wanted, seed)
        labels[left], steady = groups + len(names), np.concatenate([steady, stability])
    elif left.any():
        labels[left] = _nearest(points[left], grouping.centres(labels[~left], points[~left]))
    return labels, steady, names.tolist()


def told(
    texts: Sequence[str], vectors: Floats, points: Floats, labels: Labels, steady: Floats | None = None,
    seeds: Sequence[int] = (), words: Sequence[tuple[str, ...]] | None = None, space: Space | None = None,
    wordings: Wordings | None = None,
) -> Found:  # fmt: skip
    """Groups as themes: numbered by size, named, checked against the codebook, and which merge first."""
    groups = int(labels.max()) + 1 if len(labels) else 0
    members = [[i for i in range(len(texts)) if labels[i] == group] for group in range(groups)]
    order = sorted(range(groups), key=lambda g: (-len(members[g]), min(texts[i] for i in members[g])))
    rank = np.array([*np.argsort(order), -1])
    labels = rank[labels].astype(np.int64)
    steady = np.full(groups, np.nan) if steady is None else steady[order]
    centres = grouping.centres(labels, points) if groups else np.zeros((0, points.shape[1]))
    likeness = np.round(points @ centres.T, 6)
    themes = naming.named(
        texts, vectors, labels, likeness, steady, [seeds[g] if g < len(seeds) else -1 for g in order],
        None if words is None else [words[g] for g in order], wordings,
    )  # fmt: skip
    shares = np.exp((likeness - likeness.max(axis=1, initial=-1, keepdims=True)) / SHARP)
    shares = shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)
    shares[labels < 0] = 0
    own = likeness[np.arange(len(texts)), labels] if groups else np.zeros(len(texts))
    return Found(
        labels, np.round(shares, 6), themes, steady, (labels >= 0) & (own < EDGE),
        _hierarchy(centres), centres, space,
    )  # fmt: skip


def _hierarchy(centres: Floats) -> pd.DataFrame:
    """Which themes merge first; a merged node has the next free number, as in scipy's linkage."""
    import pandas as pd

    columns = ["first", "second", "likeness", "merged"]
    if len(centres) < 2:
        return pd.DataFrame(columns=columns)
    linked = grouping.tree(grouping.distances(centres))
    rows = [(int(a), int(b), round(1 - d, 6), len(centres) + i) for i, (a, b, d, _) in enumerate(linked)]
    return pd.DataFrame(rows, columns=columns)


def _nearest(points: Floats, centres: Floats) -> Labels:
    return np.asarray(np.round(points @ centres.T, 6).argmax(axis=1), dtype=np.int64)
