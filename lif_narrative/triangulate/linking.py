"""Which theme an indicator belongs to, proposed from its name and the themes' definitions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.records import Indicator

if TYPE_CHECKING:
    import pandas as pd

LINKED: Final = 0.3  # nearness from which a link is proposed
WORDS: Final = 0.3  # weight of shared words beside that of meaning
MANY: Final = 5  # with fewer texts there is no common subject to take away
STEM: Final = 5  # letters by which attend, attended and attendance are one word


def propose(
    themes: pd.DataFrame, indicators: Sequence[Indicator], encode: Callable[[list[str]], Any]
) -> dict[str, tuple[str, ...]]:
    """For each indicator, by name, the theme whose definition is nearest, if any is near.

    Nearness is of meaning (vectors, whole definition and its nearest phrase, less what all have in common:
    in an audit of one subject every name holds its words) and of rare shared words.

    Parameters
    ----------
    themes : DataFrame
        id, name, definition.
    indicators : sequence of Indicator
    encode : callable
        Texts to unit vectors, shape (n, d).
    """
    import numpy as np

    if themes.empty or not indicators:
        return {}
    rows = themes.sort_values("id", ignore_index=True).to_dict("records")
    texts = [f"{row['name']}: {row.get('definition') or ''}".strip(": ") for row in rows]
    names = [_bare(f"{indicator.name} {indicator.asks}") for indicator in indicators]
    phrases = [(place, part) for place, text in enumerate(texts) for part in _phrases(text)]
    wanted = _own(np.asarray(encode(names)))
    whole = wanted @ _own(np.asarray(encode(texts))).T
    each = wanted @ _own(np.asarray(encode([part for _, part in phrases]))).T
    owner = np.asarray([place for place, _ in phrases])
    nearest = np.stack([each[:, owner == place].max(axis=1) for place in range(len(texts))], axis=1)
    near = (whole + nearest) / 2 + WORDS * np.asarray(_shared(names, texts))
    best = zip(indicators, near.argmax(axis=1), near.max(axis=1), strict=True)
    return {i.name: (str(rows[int(place)]["id"]),) for i, place, nearness in best if nearness >= LINKED}


def _bare(name: str) -> str:
    """A name without its brackets and afterthought, which say of whom and not of what."""
    return re.sub(r"\([^)]*\)|,[^,]*$", " ", name).strip() or name


def _phrases(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;:.]", text) if part.strip()] or [text]


def _own(vectors: Any) -> Any:
    """Vectors less their mean, of unit length again."""
    import numpy as np

    if len(vectors) < MANY:
        return vectors
    left = vectors - vectors.mean(axis=0)
    return left / np.maximum(np.linalg.norm(left, axis=1, keepdims=True), 1e-9)


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in re.findall(r"[a-z]{4,}", text.lower())}


def _shared(names: Sequence[str], texts: Sequence[str]) -> list[list[float]]:
    """Words that a name shares with a definition, each weighed by how few others hold it."""
    said, defined = [_stems(name) for name in names], [_stems(text) for text in texts]
    here, there = (Counter(stem for stems in group for stem in stems) for group in (said, defined))
    return [[sum(1 / (here[s] * there[s]) for s in a & b) for b in defined] for a in said]
