"""What coded sentences of the sector taught: how likely each of 26 well-known themes is in a text.

A theme of any codebook is bridged to the known themes whose definitions are nearest to its own.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative import cards
from lif_narrative.coding.ngrams import QUESTION_BITS, ngrams, pieces, unit
from lif_narrative.coding.readings import PARTS, Readings
from lif_narrative.coding.wordings import Encodes, Wordings

Floats = npt.NDArray[Any]
ENCODER = "minilm"  # the vectors that the weights were made on
CROSSWALK = "coder-2026"  # where a codebook's theme says which known theme it is part of
SAME, APART = 0.93, 0.75  # cosine from which a theme is the known one, and up to which it is another


@dataclass(frozen=True)
class Sector:
    """A linear model over the vectors and words of text, question and paragraph."""

    dense: Floats
    sparse: Floats
    intercept: Floats
    definitions: Floats  # vectors of the known themes' definitions, unit length
    rarity: Floats  # inverse document frequency of hashed pieces of words
    codes: tuple[str, ...] = ()  # the known themes' short names, in the order of the columns

    def logits(self, readings: Readings) -> Floats:
        """Logits of the known themes, shape (n_texts, n_known)."""
        vectors, words = inputs(readings)
        made: Floats = vectors @ self.dense + words @ self.sparse + self.intercept
        return made

    def stated(self, wordings: Wordings) -> npt.NDArray[np.int64]:
        """The known theme that each theme's crosswalk names, as a column; -1 where it names none."""
        said = [theme.crosswalks.get(CROSSWALK, "") for theme in wordings.codebook.leaves]
        return np.array([self.codes.index(code) if code in self.codes else -1 for code in said])

    def likeness(self, wordings: Wordings) -> Floats:
        """Cosine of each theme's definition and each known theme's, shape (n_themes, n_known)."""
        taught = Wordings(wordings.codebook, _taught(wordings.encoder))
        own = wordings if taught.encoder is wordings.encoder else taught
        return np.maximum(own.definitions @ self.definitions.T, own.vectors @ self.definitions.T)


def inputs(readings: Readings, rarity: Floats | None = None) -> tuple[Floats, Any]:
    """What the linear model reads: vectors (n, 3 d), and hashed words, pieces of words and the question.

    `rarity` is the inverse document frequency of each piece of words; the shipped one if not given.
    """
    from scipy.sparse import hstack

    readings = _as_taught(readings)
    rarity = load().rarity if rarity is None else rarity
    text, asked = readings.split["text"], readings.split["question"]
    columns = [ngrams(text), unit(pieces(text).multiply(rarity)), 0.5 * ngrams(asked, QUESTION_BITS)]
    return np.hstack([readings.vectors[part] for part in PARTS]), hstack(columns).tocsr().astype(np.float64)


def read(readings: Readings) -> Floats:
    """The fine-tuned reader's logits of the known themes, shape (n_texts, n_known)."""
    from lif_narrative.appraise.tuned import Reader

    reader = Reader(getattr(readings.encoder, "cache", None))
    methods = readings.methods or [""] * len(readings.texts)
    return reader.scores(readings.texts, readings.contexts, methods)["themes"]


def _as_taught(readings: Readings) -> Readings:
    """The same texts with the vectors that the weights were made on, whatever encoder is chosen."""
    encoder = _taught(readings.encoder)
    return readings if encoder is readings.encoder else replace(readings, encoder=encoder)


def _taught(encoder: Encodes) -> Encodes:
    from lif_narrative.embed import LATEST, Encoder

    return encoder if getattr(encoder, "name", LATEST[ENCODER]) == LATEST[ENCODER] else Encoder(ENCODER)


def sameness(near: Floats) -> Floats:
    """From 0 (another theme) to 1 (the known theme itself), by the cosine of the nearest definition."""
    return np.clip((near - APART) / (SAME - APART), 0, 1)


@functools.cache
def load() -> Sector:
    """The shipped weights."""
    from safetensors import safe_open

    with safe_open(cards.weights("coder", "sector.safetensors"), "np") as file:
        names = ("dense", "sparse", "intercept", "definitions", "rarity")
        told = {name: file.get_tensor(name).astype(np.float64) for name in names}
        return Sector(**told, codes=tuple(file.metadata()["codes"].split()))


@functools.cache
def settings() -> Mapping[str, Any]:
    """What was measured when the weights were made: mixture, thresholds, precision at each threshold."""
    told: dict[str, Any] = json.loads(cards.weights("coder", "coder.json").read_text(encoding="utf-8"))
    return told
