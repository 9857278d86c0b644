"""Texts as coding reads them: each with its question and the paragraph around it, as words and vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from lif_narrative.appraise.windows import parts
from lif_narrative.coding.stems import stems
from lif_narrative.coding.wordings import Encodes
from lif_narrative.errors import NarrativeError

Array = npt.NDArray[np.float64]
PARTS = ("text", "question", "around")
AT_ONCE = 2000  # texts
SHORT = 4  # words; an answer this short says little without its question


@dataclass(frozen=True)
class Readings:
    """Texts with their question and the paragraph around, as words and vectors."""

    texts: Sequence[str] = field(repr=False)
    contexts: Sequence[str] = field(repr=False)
    encoder: Encodes = field(repr=False)

    @cached_property
    def split(self) -> dict[str, list[str]]:
        """The three parts that are read: the text, its question, the paragraph around it."""
        cut = [parts(text, context) for text, context in zip(self.texts, self.contexts, strict=True)]
        return {
            "text": [_in_full(text, asked) for text, (asked, _, _) in zip(self.texts, cut, strict=True)],
            "question": [asked for asked, _, _ in cut],
            "around": [
                f"{before} {text} {after}".strip() if before or after else ""
                for text, (_, before, after) in zip(self.texts, cut, strict=True)
            ],
        }

    @cached_property
    def vectors(self) -> dict[str, Array]:
        """The vectors of each part; a part that is missing is a zero vector."""
        unique = sorted({text for column in self.split.values() for text in column if text.strip()})
        place = {text: i for i, text in enumerate(unique)}
        found = (
            np.asarray(self.encoder.encode(unique), dtype=np.float64)
            if unique
            else np.zeros((0, 1), np.float64)
        )
        found = np.vstack([found, np.zeros((1, found.shape[1]), np.float64)])
        return {
            part: found[[place.get(text, len(unique)) for text in column]]
            for part, column in self.split.items()
        }

    @cached_property
    def words(self) -> dict[str, list[set[str]]]:
        """The stems of each part."""
        return {part: [set(stems(text)) for text in column] for part, column in self.split.items()}


def in_parts(texts: Sequence[str], contexts: Sequence[str], encoder: Encodes) -> Iterator[Readings]:
    """Readings of so many texts at a time as fit in memory beside all evidence on them."""
    for first in range(0, len(texts), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        yield Readings(texts[some], contexts[some], encoder)


def _in_full(text: str, asked: str) -> str:
    """A short answer ("no", "not really") with its question, which is what it speaks about."""
    return f"{asked} {text}" if asked and len(text.split()) <= SHORT else text


def paired(texts: Sequence[str], contexts: Sequence[str] | None) -> tuple[list[str], list[str]]:
    """Texts and their contexts as strings, "" where there is none; refused unless there is one each."""
    own = ["" if text is None else str(text) for text in texts]
    around = [""] * len(own) if contexts is None else ["" if c is None else str(c) for c in contexts]
    if len(own) != len(around):
        raise NarrativeError(
            f"There are {len(own)} texts and {len(around)} contexts. Give one context a text."
        )
    return own, around
