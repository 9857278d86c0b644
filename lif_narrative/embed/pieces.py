"""Word pieces: text as the numbers that MiniLM reads, in batches of one length."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from lif_narrative import cards

AT_ONCE = 384  # word pieces: what they become stays in a processor's own cache


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


def alike(lengths: Sequence[int]) -> list[list[int]]:
    """Places of texts of one length, in batches of at most `AT_ONCE` word pieces or of one text."""
    batches: list[list[int]] = []
    for place in sorted(range(len(lengths)), key=lambda place: (lengths[place], place)):
        length = lengths[place]
        last = batches[-1] if batches else []
        if last and lengths[last[0]] == length and (len(last) + 1) * length <= AT_ONCE:
            last.append(place)
        else:
            batches.append([place])
    return batches
