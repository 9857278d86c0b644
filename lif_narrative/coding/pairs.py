"""How well a text fits a theme, from all evidence on the pair: before anybody has coded."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative import cards
from lif_narrative.coding import sector
from lif_narrative.coding.evidence import FEATURES, evidence
from lif_narrative.coding.readings import Readings
from lif_narrative.coding.trees import Trees
from lif_narrative.coding.wordings import Wordings

Floats = npt.NDArray[Any]
BARE = 4  # words; a theme described in so few is a name without a definition
KNOWN_SIZE = 26  # themes of the codebook that the pair model was made on
READ = ("sector", "pair", "reader", "sector_lag", "reader_lag")  # what `known_columns` holds, by name


@functools.cache
def load() -> Trees:
    """The shipped pair model."""
    return Trees.read(cards.weights("coder", "pairs.json"))


def logits(readings: Readings, wordings: Wordings) -> Floats:
    """Calibrated logits of every pair, shape (n_texts, n_themes), from definitions alone."""
    knows, told = sector.load(), sector.settings()
    likeness = knows.likeness(wordings)
    pair = pair_logits(evidence(readings, wordings))
    pair = told["unseen"]["slope"] * pair + told["unseen"]["intercept"] + size_prior(len(wordings.ids))
    stated = knows.stated(wordings)
    same = sameness(likeness, stated)
    if not same.any():
        return np.asarray(pair)
    gap = behind(pair, stated)
    nearest = np.where(stated >= 0, stated, likeness.argmax(axis=1))
    mixed = of_known(known_columns(knows.logits(readings), pair + gap, sector.read(readings), nearest))
    return np.asarray(same * (mixed - gap) + (1 - same) * pair)


def known_columns(linear: Floats, pair: Floats, read: Floats, nearest: Any = slice(None)) -> list[Floats]:
    """Five views of known themes, by `READ`: linear, by definition, fine-tuned, and how far two of them lag.

    A text has one or two themes, so what lags behind its likeliest theme is less likely than it looks
    alone. The likeliest is sought among all known themes, so that the codebook's choice of them changes
    nothing.

    Parameters
    ----------
    linear, read : (n, n_known)
        Logits of every known theme.
    pair : (n, k)
        Logits of the codebook's themes.
    nearest : (k,)
        The known theme of each of the codebook's; all in their order if not given.
    """
    lags = [each - each.max(axis=1, keepdims=True) for each in (linear, read)]
    return [linear[:, nearest], pair, read[:, nearest], *(lag[:, nearest] for lag in lags)]


def of_known(columns: list[Floats]) -> Floats:
    """Logits of known themes from `known_columns`, mixed as measured."""
    told = sector.settings()["known"]
    weighed = [told[name] * column for name, column in zip(READ, columns, strict=True)]
    return np.asarray(np.sum(weighed, axis=0) + told["intercept"])


def sameness(likeness: Floats, stated: npt.NDArray[np.int64]) -> Floats:
    """How far each theme is a known one: wholly where it says so, else by its definition."""
    return np.where(stated >= 0, 1.0, sector.sameness(likeness.max(axis=1)))


def behind(pair: Floats, stated: npt.NDArray[np.int64]) -> Floats:
    """How far a theme lies behind the best of those that are part of the same known theme, in logits.

    Several themes of a codebook may divide one known theme between them: the one that fits a text
    best carries it whole, the others by how near they come.
    """
    gap = np.zeros_like(pair)
    for code in set(stated[stated >= 0].tolist()):
        part = np.flatnonzero(stated == code)
        gap[:, part] = pair[:, part].max(axis=1, keepdims=True) - pair[:, part]
    return gap


def pair_logits(rows: Floats) -> Floats:
    """The pair model's logits from evidence of shape (n, k, n_features)."""
    n, k, _ = rows.shape
    return load().logits(rows.reshape(n * k, len(FEATURES))).reshape(n, k)


def size_prior(themes: int) -> float:
    """A text has one or two themes however long the codebook is, so each is rarer in a longer one."""
    return float(np.clip(np.log(KNOWN_SIZE / max(1, themes)), -1, 1))


def cuts(wordings: Wordings) -> tuple[Floats, Floats]:
    """For each theme the threshold, and the precision to expect above it: as measured on held-out themes.

    Between a known theme and another one, both figures lie between theirs.
    """
    told, knows = sector.settings(), sector.load()
    likeness, stated = knows.likeness(wordings), knows.stated(wordings)
    same = sameness(likeness, stated)
    nearest = np.where(stated >= 0, stated, likeness.argmax(axis=1))
    described = [sum(len(phrase.split()) for phrase in phrases[1:]) > BARE for phrases in wordings.phrases]
    start = np.where(described, told["unseen"]["threshold"], told["named"]["threshold"])
    start = 1 / (
        1 + (1 / start - 1) * np.exp(-size_prior(len(wordings.ids)))
    )  # it moves with the probabilities
    own = np.array(told["known"]["thresholds"])[nearest]
    threshold = same * own + (1 - same) * start
    known, unseen, named = (_precision(threshold, told[kind]) for kind in ("known", "unseen", "named"))
    usual = _precision(own, told["known"])
    known = np.clip(known + np.array(told["known"]["by_theme"])[nearest] - usual, 0.01, 0.99)
    precision = same * known + (1 - same) * np.where(described, unseen, named)
    return np.round(threshold, 6), np.round(precision, 4)


def _precision(thresholds: Floats, told: Mapping[str, Any]) -> Floats:
    """What was measured at these thresholds; the last figure stands for higher ones."""
    known = [(t, p) for t, p in zip(told["grid"], told["precision"], strict=True) if p is not None]
    return np.asarray(np.interp(thresholds, [t for t, _ in known], [p for _, p in known]))
