"""A codebook as coding reads it: its themes' phrases, what they exclude, and the vectors of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from lif_narrative.codebook import Codebook
from lif_narrative.coding.phrases import encoded
from lif_narrative.coding.stems import stems

Array = npt.NDArray[np.float64]
JOINED = re.compile(r"[,;:]\s+|\s*[&/]\s*|\s+and\s+")


class Encodes(Protocol):
    """What turns texts into unit vectors."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One row a text."""


@dataclass(frozen=True)
class Wordings:
    """A codebook's themes as wordings and vectors, themes in the order of the columns."""

    codebook: Codebook
    encoder: Encodes = field(repr=False)

    @cached_property
    def ids(self) -> list[str]:
        """The ids of the themes that are coded with."""
        return [theme.id for theme in self.codebook.leaves]

    @cached_property
    def phrases(self) -> list[list[str]]:
        """The phrases of each theme: name, clauses of the definition, include."""
        return [_pieces(self.codebook.phrases(theme)) for theme in self.codebook.leaves]

    @cached_property
    def excludes(self) -> list[list[str]]:
        """What each theme does not cover, without the pointer to the theme that does."""
        return [
            [re.split(r"\s*(?:→|->)", text)[0] for text in theme.exclude] for theme in self.codebook.leaves
        ]

    @cached_property
    def wholes(self) -> list[str]:
        """Each theme in one text: its name and definition."""
        return [f"{theme.name}. {theme.definition}".strip() for theme in self.codebook.leaves]

    @cached_property
    def definitions(self) -> Array:
        """The vectors of the definitions alone; of the name where there is none."""
        alone = [theme.definition or theme.name for theme in self.codebook.leaves]
        return encoded(self.encoder, alone)

    @cached_property
    def vectors(self) -> Array:
        """The vectors of `wholes`."""
        return encoded(self.encoder, self.wholes)

    @cached_property
    def phrase_vectors(self) -> list[Array]:
        """The vectors of `phrases`."""
        return _by_owner(self.encoder, self.phrases)

    @cached_property
    def exclude_vectors(self) -> list[Array]:
        """The vectors of `excludes`."""
        return _by_owner(self.encoder, self.excludes)

    @property
    def texts(self) -> list[str]:
        """Every wording that is encoded, once, sorted."""
        alone = [theme.definition or theme.name for theme in self.codebook.leaves]
        listed = [text for group in (*self.phrases, *self.excludes) for text in group]
        return sorted({*alone, *self.wholes, *listed})

    @cached_property
    def weights(self) -> dict[str, float]:
        """How telling a word is: words that many themes use tell little (inverse theme frequency)."""
        holders: dict[str, int] = {}
        for phrases in self.phrases:
            for word in {w for phrase in phrases for w in stems(phrase)}:
                holders[word] = holders.get(word, 0) + 1
        return {word: float(np.log((len(self.ids) + 1) / n)) for word, n in sorted(holders.items())}


def _pieces(phrases: Sequence[str]) -> list[str]:
    """Phrases, the name first, and the items of those that are lists: "adoption, return home, kin".

    The name is also taken apart at "and", "&" and "/": "Food & drink" is food, and it is drink.
    """
    out = dict.fromkeys(phrases)
    for phrase in phrases:
        items = [item.strip(" .;:") for item in re.split(r"[,;:]\s+", phrase)]
        if len(items) > 2 or (len(items) == 2 and ":" in phrase):
            out |= dict.fromkeys(item for item in items if item)
    for name in phrases[:1]:
        items = [item.strip(" .;:") for item in JOINED.split(name)]
        out |= dict.fromkeys(item for item in items if item)
    return list(out)


def _by_owner(encoder: Encodes, groups: Sequence[Sequence[str]]) -> list[Array]:
    unique = sorted({text for group in groups for text in group})
    if not unique:
        return [np.zeros((0, 0), np.float64) for _ in groups]
    place = {text: i for i, text in enumerate(unique)}
    vectors = encoded(encoder, unique)
    return [vectors[[place[text] for text in group]] if group else vectors[:0] for group in groups]
