"""Word pieces: text as the numbers that MiniLM reads, in batches of like length."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lif_narrative import cards

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

BATCH = 32


@functools.cache
def tokenizer() -> Any:
    """MiniLM's word pieces (BERT's uncased ones), neither padded nor cut."""
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(cards.weights("minilm-int8", "tokenizer.json")))


@functools.lru_cache(maxsize=20_000)  # questions and paragraphs come again and again
def encode(text: str) -> list[int]:
    """The numbers of a text, without the marks of beginning and end. Not to be changed in place."""
    ids: list[int] = tokenizer().encode(text, add_special_tokens=False).ids
    return ids


def by_length(lengths: Sequence[int]) -> list[list[int]]:
    """Places in batches of like length, so that little is padded."""
    order = sorted(range(len(lengths)), key=lambda place: (lengths[place], place))
    return [order[start : start + BATCH] for start in range(0, len(order), BATCH)]


def padded(rows: Sequence[Sequence[int]]) -> npt.NDArray[np.int64]:
    """Rows of numbers as one array, with zeros after the shorter ones."""
    import numpy as np

    out = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for place, row in enumerate(rows):
        out[place, : len(row)] = row
    return out
