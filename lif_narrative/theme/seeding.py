"""Texts that a codebook's themes already cover: taken first, so that discovery looks at what is left."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from lif_narrative.coding import pairs
from lif_narrative.coding.readings import in_parts
from lif_narrative.coding.wordings import Encodes, Wordings

NEARLY = 0.85  # share of a theme's threshold from which it covers a text


def seeded(texts: Sequence[str], encoder: Encodes, wordings: Wordings) -> npt.NDArray[np.int64]:
    """The codebook's theme of each text, as its place in `wordings.ids`; -1 where none is probable enough.

    Of several themes the most probable one is taken. Somewhat below where it would be coded, a text is
    still better shown under its theme, for a person to see, than among what the codebook lacks.
    """
    parts = in_parts(list(texts), [""] * len(texts), encoder)
    logits = np.vstack([pairs.logits(readings, wordings) for readings in parts])
    likely = np.round(1 / (1 + np.exp(-np.clip(logits, -30, 30))), 6)
    thresholds, _ = pairs.cuts(wordings)
    best = likely.argmax(axis=1)
    enough = likely[np.arange(len(texts)), best] >= NEARLY * thresholds[best]
    return np.where(enough, best, -1).astype(np.int64)
