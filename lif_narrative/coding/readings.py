"""Texts as coding reads them: each with its question and the paragraph around it, as words and vectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from lif_narrative.appraise.windows import parts
from lif_narrative.coding.stems import stems
from lif_narrative.coding.wordings import Encodes
from lif_narrative.errors import NarrativeError
from lif_narrative.sentences import spans

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
    methods: Sequence[str] = ()  # by which each text was gathered, where that is known

    def taken(self, rows: Sequence[int]) -> Readings:
        """The texts in these places."""
        return Readings(
            [self.texts[i] for i in rows], [self.contexts[i] for i in rows], self.encoder,
            [self.methods[i] for i in rows] if self.methods else (),
        )  # fmt: skip

    @cached_property
    def split(self) -> dict[str, list[str]]:
        """The three parts that are read: the text, its question, the paragraph around it."""
        return {
            "text": [
                _in_full(text, asked) for text, (asked, _, _) in zip(self.texts, self._cut, strict=True)
            ],
            "question": [asked for asked, _, _ in self._cut],
            "around": [
                f"{before} {text} {after}".strip() if before or after else ""
                for text, (_, before, after) in zip(self.texts, self._cut, strict=True)
            ],
        }

    @cached_property
    def _cut(self) -> list[tuple[str, str, str]]:
        return [parts(text, context) for text, context in zip(self.texts, self.contexts, strict=True)]

    @cached_property
    def vectors(self) -> dict[str, Array]:
        """The vectors of each part; a part that is missing is a zero vector.

        The paragraph's is the mean of its sentences', the longer ones counting more: most of them are
        themselves texts to be coded, so they are encoded once.
        """
        near = [
            [*_sentences(before), text, *_sentences(after)] if before or after else []
            for text, (_, before, after) in zip(self.split["text"], self._cut, strict=True)
        ]
        single = {part: [[text] for text in self.split[part]] for part in ("text", "question")}
        groups = single | {"around": near}
        unique = sorted({text for rows in groups.values() for row in rows for text in row if text.strip()})
        found = np.asarray(self.encoder.encode(unique), dtype=np.float64) if unique else np.zeros((0, 1))
        place = {text: i for i, text in enumerate(unique)}
        return {part: _means(rows, place, found) for part, rows in groups.items()}

    @cached_property
    def words(self) -> dict[str, list[set[str]]]:
        """The stems of each part."""
        return {part: [set(stems(text)) for text in column] for part, column in self.split.items()}


def in_parts(
    texts: Sequence[str], contexts: Sequence[str], encoder: Encodes, methods: Sequence[str] = ()
) -> Iterator[Readings]:
    """Readings of so many texts at a time as fit in memory beside all evidence on them."""
    for first in range(0, len(texts), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        yield Readings(texts[some], contexts[some], encoder, methods[some])


def _in_full(text: str, asked: str) -> str:
    """A short answer ("no", "not really") with its question, which is what it speaks about."""
    return f"{asked} {text}" if asked and len(text.split()) <= SHORT else text


def together(
    texts: Sequence[str], contexts: Sequence[str] | None, methods: Sequence[str] | None
) -> tuple[list[str], list[str], list[str]]:
    """Texts, contexts and methods as strings, "" where there is none; refused unless there is one each."""
    own, around, how = (
        _plain(texts),
        _plain(() if contexts is None else contexts),
        _plain(() if methods is None else methods),
    )
    for name, given, listed in (("contexts", contexts, around), ("methods", methods, how)):
        if given is not None and len(listed) != len(own):
            raise NarrativeError(
                f"There are {len(own)} texts and {len(listed)} {name}. Give one {name[:-1]} a text."
            )
    return own, around or [""] * len(own), how or [""] * len(own)


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


def _means(rows: Sequence[Sequence[str]], place: Mapping[str, int], found: Array) -> Array:
    """The mean of each row's vectors, of unit length, weighed by the root of the texts' lengths."""
    made = np.zeros((len(rows), found.shape[1]))
    for i, row in enumerate(rows):
        held = [text for text in row if text in place]
        if len(held) == 1:
            made[i] = found[place[held[0]]]
        elif held:
            total = np.sum([found[place[text]] * np.sqrt(len(text)) for text in held], axis=0)
            made[i] = total / max(1e-9, float(np.linalg.norm(total)))
    return made


def _plain(listed: Sequence[str] | None) -> list[str]:
    return [] if listed is None else ["" if text is None else str(text) for text in listed]
