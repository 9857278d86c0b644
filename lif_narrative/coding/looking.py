"""Looking for a watched theme: what was looked for, how, and what was found or not found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.coding.readings import Readings
from lif_narrative.coding.stems import stems
from lif_narrative.coding.wordings import Wordings

ALIKE = 0.55  # cosine of a text and a phrase from which the text is worth a look
COVERED = 0.75  # share of a phrase's telling words that the text holds


@dataclass(frozen=True, slots=True)
class Sought:
    """A watched theme as it was looked for. Not found is a finding too: nobody wrote of it."""

    theme_id: str
    found: bool
    looked_for: tuple[str, ...]  # the codebook's wordings
    looked_in: int  # texts
    places: tuple[int, ...]  # of the texts found, best first
    how: tuple[str, ...]  # for each place: probability, words or meaning
    strength: tuple[float, ...] = field(repr=False)  # 0 to 1

    @property
    def says(self) -> str:
        """One sentence for a report."""
        what = (
            f"'{self.theme_id}' was looked for in {self.looked_in} texts with {len(self.looked_for)} wordings"
        )
        return f"{what}: {f'found in {len(self.places)}' if self.found else 'not found'}."


def look(
    readings: Readings, wordings: Wordings, column: int, likely: npt.NDArray[Any], chosen: npt.NDArray[Any]
) -> Sought:
    """Look for one theme by the coder's own decision, by the words of its phrases and by likeness to them.

    Parameters
    ----------
    likely, chosen : (n,) arrays
        The coder's probability and decision.
    """
    phrases = wordings.phrases[column]
    words = _coverage(readings.words["text"], phrases, wordings)
    vectors = wordings.phrase_vectors[column]
    alike = (readings.vectors["text"] @ vectors.T).max(axis=1) if len(vectors) else np.zeros(len(likely))
    ways = {
        "probability": (chosen, likely),
        "words": (words >= COVERED, words),
        "meaning": (alike >= ALIKE, alike),
    }
    hits = []
    for place in range(len(likely)):
        for how, (found, strength) in ways.items():
            if found[place]:
                hits.append((round(float(strength[place]), 6), place, how))
                break
    hits.sort(key=lambda hit: (list(ways).index(hit[2]), -hit[0], readings.texts[hit[1]]))
    return Sought(
        wordings.ids[column], bool(hits), tuple(phrases), len(likely),
        tuple(place for _, place, _ in hits), tuple(how for *_, how in hits), tuple(s for s, *_ in hits),
    )  # fmt: skip


def _coverage(
    words: Sequence[set[str]], phrases: Sequence[str], wordings: Wordings
) -> npt.NDArray[np.float64]:
    """The best share of a phrase's telling words that each text holds; common words do not count."""
    out = np.zeros(len(words))
    for phrase in phrases:
        telling = {word: wordings.weights.get(word, 0.0) for word in stems(phrase)}
        total = sum(telling.values())
        if total > 1:
            out = np.maximum(out, [sum(telling[w] for w in telling.keys() & own) / total for own in words])
    return out
