"""Texts as continua that coders cut into passages and the gaps between, and alpha over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from lif_narrative.agreement.coefficients import Figure, Figures, Weights

Stretch = tuple[int, int]  # start and end, the end excluded


@dataclass(frozen=True)
class Continuum:
    """One text of `length` characters, and the passages that each coder marked in it, in order, apart."""

    length: int
    units: tuple[tuple[Stretch, ...], ...]  # a tuple a coder

    def segments(self, coder: int) -> list[tuple[int, int, bool]]:
        """Passages and the gaps between them: start, end, whether it is a passage."""
        found, at = [], 0
        for start, end in self.units[coder]:
            found += [(at, start, False)] if start > at else []
            found.append((start, end, True))
            at = end
        return found + ([(at, self.length, False)] if at < self.length else [])


def joined(marks: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Marks as passages that lie apart: those that overlap or touch are one."""
    found: list[Stretch] = []
    for start, end in sorted(marks):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def difference(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> int:
    """Squared disagreement of two segments, in squared characters (Krippendorff 1995, 2004)."""
    if one[2] and other[2] and min(one[1], other[1]) > max(one[0], other[0]):
        return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
    if one[2] != other[2]:
        unit, gap = (one, other) if one[2] else (other, one)
        if gap[0] <= unit[0] and unit[1] <= gap[1]:
            return (unit[1] - unit[0]) ** 2
    return 0


@dataclass(frozen=True)
class Sums:
    """What alpha of one theme is counted from, by document: added up for any draw of documents."""

    coders: int
    lengths: Figures  # (n_documents,)
    observed: Figures  # squared differences, each pair of coders both ways
    passages: Figures  # how many
    inside: Figures  # of passages: 2l³ - 3l² + l, over 3
    own: Figures  # of passages: l(l - 1)
    beside: Figures  # (n_documents, n_documents): passages of one in the gaps of the other

    @classmethod
    def of(cls, parts: Sequence[Continuum]) -> Sums:
        """The sums of one theme's continua, a document each."""
        coders = len(parts[0].units)
        cut = [[part.segments(c) for c in range(coders)] for part in parts]
        sizes = [_sizes(segments, passages=True) for segments in cut]
        gaps = [_sizes(segments, passages=False) for segments in cut]
        beside = [[_room(units, free) for free in gaps] for units in sizes]
        return cls(
            coders, np.array([float(part.length) for part in parts]),
            np.array([float(_differences(segments)) for segments in cut]),
            np.array([float(len(units)) for units in sizes]),
            np.array([((2 * u**3 - 3 * u**2 + u) / 3).sum() for u in sizes]),
            np.array([(u * (u - 1)).sum() for u in sizes]), np.array(beside),
        )  # fmt: skip

    def disagreements(self, weights: Weights) -> tuple[Figures, Figures]:
        """Observed and expected disagreement for each weighting of the documents."""
        m, length = self.coders, weights @ self.lengths
        observed = (weights @ self.observed) / (m * (m - 1) * length**2)
        inside = (weights @ self.passages - 1) * (weights @ self.inside)
        beside = np.einsum("rd,de,re->r", weights, self.beside, weights)
        expected = 2 / length * (inside + beside) / (m * length * (m * length - 1) - weights @ self.own)
        return observed, expected


def _sizes(segments: Sequence[Sequence[tuple[int, int, bool]]], *, passages: bool) -> Figures:
    return np.array([float(e - s) for row in segments for s, e, unit in row if unit == passages])


def _room(units: Figures, gaps: Figures) -> float:
    room = gaps[None, :] - units[:, None] + 1
    return float((units[:, None] ** 2 * np.where(room >= 1, room, 0)).sum())


def _differences(segments: Sequence[Sequence[tuple[int, int, bool]]]) -> int:
    pairs = [(a, b) for a in range(len(segments)) for b in range(len(segments)) if a != b]
    return sum(difference(one, other) for a, b in pairs for one in segments[a] for other in segments[b])


def alpha_u(sums: Sequence[Sums]) -> Figure:
    """Alpha over the themes whose sums these are (Krippendorff 2004, 254)."""

    def figure(weights: Weights) -> Figures:
        told = [each.disagreements(weights) for each in sums]
        observed, expected = (np.sum([pair[side] for pair in told], axis=0) for side in (0, 1))
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(expected > 0, 1 - observed / expected, np.nan)

    return figure


def u_alpha(parts: Sequence[Continuum]) -> float:
    """Alpha by lengths of intersections, of one theme against the rest (Krippendorff et al. 2016)."""
    coders = len(parts[0].units)
    whole = float(coders * sum(part.length for part in parts))
    cut = [[part.segments(c) for c in range(coders)] for part in parts]
    passages = [float(e - s) for text in cut for row in text for s, e, unit in row if unit]
    marked, free = sum(passages), whole - sum(passages)
    met = sum(_shared(text) for text in cut) / (coders - 1)  # both in a passage
    squares = sum(size**2 for size in passages)
    observed = marked - met
    expected = marked * free * whole / (whole**2 - squares - free)
    return 1 - observed / expected if expected > 0 else float("nan")


def _shared(segments: Sequence[Sequence[tuple[int, int, bool]]]) -> float:
    """Characters in passages of both, over each two coders both ways."""
    total = 0
    for a, row in enumerate(segments):
        for b, other in enumerate(segments):
            total += sum(
                max(0, min(x[1], y[1]) - max(x[0], y[0]))
                for x in row for y in other if a != b and x[2] and y[2]
            )  # fmt: skip
    return float(total)
