"""What a found theme is called: the noun phrases that set it apart, and the texts at its centre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.coding.stems import stems
from lif_narrative.coding.wordings import Wordings
from lif_narrative.language import noun_phrases
from lif_narrative.theme.found import FoundTheme

Floats = npt.NDArray[Any]
Labels = npt.NDArray[np.int64]
WORDS, QUOTES, IN_NAME = 8, 3, 3
READ = 20  # central texts of a group that its name is made from
COVERED = 0.62  # cosine of a found theme and a codebook's theme from which the codebook covers it


def telling_phrases(texts: Sequence[str], labels: npt.NDArray[np.int64]) -> list[tuple[str, ...]]:
    """For each group the noun phrases that set it apart, by class-based TF-IDF; groups are 0 and up.

    Phrases of the same stems count as one and are shown in their most frequent wording.

    References
    ----------
    Grootendorst (2022), BERTopic: class-based TF-IDF, arXiv 2203.05794.
    """
    groups = int(labels.max()) + 1 if len(labels) else 0
    counts: list[Counter[str]] = [Counter() for _ in range(groups)]
    wordings: dict[str, Counter[str]] = {}
    for label, phrases in zip(labels, noun_phrases(texts), strict=True):
        for phrase in set(phrases):
            mark = " ".join(sorted(set(stems(phrase))))
            if mark and label >= 0:
                counts[label][mark] += 1
                wordings.setdefault(mark, Counter())[phrase] += 1
    everywhere = sum(counts, Counter[str]())
    average = sum(everywhere.values()) / max(1, groups)
    names = []
    for own in counts:
        total = max(1, sum(own.values()))
        worth = {mark: n / total * np.log1p(average / everywhere[mark]) for mark, n in own.items()}
        best = sorted(worth, key=lambda mark: (-round(worth[mark], 9), mark))
        names.append(tuple(_commonest(wordings[mark]) for mark in _apart(best)))
    return names


def named(
    texts: Sequence[str], vectors: Floats, labels: Labels, likeness: Floats, steady: Floats,
    seeds: Sequence[int], words: Sequence[tuple[str, ...]] | None, wordings: Wordings | None,
) -> list[FoundTheme]:  # fmt: skip
    """Each group as a theme, in the order of their labels.

    Parameters
    ----------
    likeness : (n, k)
        Of each text and each group's centre: the most central texts speak for the group.
    seeds : sequence of int
        For each group the place of the codebook's theme that it is, or -1.
    words : optional
        Words that another method found; noun phrases are sought if not given.
    """
    groups = likeness.shape[1]
    nearest = [_nearest(texts, labels, likeness, group) for group in range(groups)]
    if words is None:
        words = telling_phrases(*_speaking_for(texts, nearest))
    return [
        FoundTheme(
            _name(words[g], [texts[i] for i in nearest[g]], seeds[g], wordings),
            words[g], int((labels == g).sum()),
            float(steady[g]), tuple(texts[i] for i in nearest[g][:QUOTES]),
            *_covered(vectors[labels == g], seeds[g], wordings),
        )
        for g in range(groups)
    ]  # fmt: skip


def _nearest(texts: Sequence[str], labels: Labels, likeness: Floats, group: int) -> list[int]:
    """The places of a group's texts, the most central first, each wording once."""
    members = sorted(np.flatnonzero(labels == group).tolist(), key=lambda i: (-likeness[i, group], texts[i]))
    return list({texts[i]: i for i in reversed(members)}.values())[::-1]


def _speaking_for(texts: Sequence[str], nearest: Sequence[Sequence[int]]) -> tuple[list[str], Labels]:
    """So many central texts of each group as naming needs, with their groups."""
    chosen = [(texts[i], group) for group, places in enumerate(nearest) for i in places[:READ]]
    return [text for text, _ in chosen], np.array([group for _, group in chosen], dtype=np.int64)


def _covered(vectors: Floats, seed: int, wordings: Wordings | None) -> tuple[str, float, str]:
    """The codebook's theme that a group is ("" where it is new); likeness and name of the nearest."""
    if wordings is None:
        return "", 0.0, ""
    centre = vectors.mean(axis=0) / max(float(np.linalg.norm(vectors.mean(axis=0))), 1e-9)
    likeness = [
        float(np.vstack([whole[None, :], phrases]).dot(centre).max())
        for whole, phrases in zip(wordings.vectors, wordings.phrase_vectors, strict=True)
    ]
    best = seed if seed >= 0 else int(np.argmax(np.round(likeness, 6)))
    near = round(likeness[best], 6)
    covered = wordings.ids[best] if seed >= 0 or near >= COVERED else ""
    return covered, near, wordings.codebook.leaves[best].name


def _name(words: Sequence[str], quotes: Sequence[str], seed: int, wordings: Wordings | None) -> str:
    """The codebook's name, the first phrases, or the beginning of a central text where there are none."""
    if seed >= 0 and wordings is not None:
        return wordings.codebook.leaves[seed].name
    if words:
        return ", ".join(words[:IN_NAME]).capitalize()
    return " ".join(quotes[0].split()[:6])


def _apart(marks: Sequence[str]) -> list[str]:
    """The best phrases that do not repeat each other's words."""
    kept: list[set[str]] = []
    out: list[str] = []
    for mark in marks:
        own = set(mark.split())
        if len(out) < WORDS and not any(own <= other or other <= own for other in kept):
            kept.append(own)
            out.append(mark)
    return out


def _commonest(wordings: Counter[str]) -> str:
    return min(wordings, key=lambda w: (-wordings[w], len(w), w))
