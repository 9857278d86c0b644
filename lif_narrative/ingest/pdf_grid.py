"""Grids that the ruled lines of a PDF page draw."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lif_narrative.ingest.pdf_glyphs import Run
from lif_narrative.ingest.pdf_marks import Box

_THIN: Final = 3.0  # points: a path thinner than this is a line
_LEAST_SHARE: Final = 0.4  # of a table's height or width: merged cells interrupt its lines
_MOST_PATHS: Final = 4_000  # a drawing, not a table


@dataclass(slots=True)
class Grid:
    """Where the lines of one table stand, and what lies between them."""

    xs: list[float]  # from the left
    ys: list[float]  # from the foot
    page: int
    runs: list[Run] = field(default_factory=list)

    def holds(self, run: Run) -> bool:
        """The run begins inside the table."""
        height = run.base + run.size / 3
        return self.xs[0] <= run.x0 + 2 <= self.xs[-1] and self.ys[0] <= height <= self.ys[-1]

    def place(self, run: Run) -> tuple[int, int]:
        """Row and column of a run, from 0 at the upper left."""
        row = len(self.ys) - 1 - bisect_right(self.ys, run.base + run.size / 3)
        return max(row, 0), max(bisect_right(self.xs, run.x0 + 2) - 1, 0)


def verticals(paths: Sequence[Box]) -> list[Box]:
    """Upright lines, which part the text on either side even where the gap is small."""
    edges = (edge for path in _few(paths) for edge in _edges(path))
    return [edge for edge in edges if edge[2] - edge[0] <= _THIN < edge[3] - edge[1]]


def grids(paths: Sequence[Box], page: int) -> list[Grid]:
    """The tables that a page's lines draw: two columns or more."""
    edges = [edge for path in _few(paths) for edge in _edges(path)]
    found = []
    for group in _touching(edges):
        xs = _places([((e[0] + e[2]) / 2, e[1], e[3]) for e in group if e[2] - e[0] <= _THIN < e[3] - e[1]])
        ys = _places([((e[1] + e[3]) / 2, e[0], e[2]) for e in group if e[3] - e[1] <= _THIN < e[2] - e[0]])
        if len(xs) >= 3 and len(ys) >= 2:
            found.append(Grid(xs, ys, page))
    return sorted(found, key=lambda grid: -grid.ys[-1])


def _few(paths: Sequence[Box]) -> Sequence[Box]:
    return paths if len(paths) <= _MOST_PATHS else ()


def _edges(path: Box) -> list[Box]:
    """A line as it is; a frame or a shaded cell as its four sides."""
    left, bottom, right, top = path
    if right - left <= _THIN or top - bottom <= _THIN:
        return [path]
    sides = (left, bottom, left, top), (right, bottom, right, top)
    return [*sides, (left, bottom, right, bottom), (left, top, right, top)]


def _touching(edges: list[Box]) -> list[list[Box]]:
    """Edges in groups that hang together."""
    groups: list[tuple[Box, list[Box]]] = []
    for edge in sorted(edges, key=lambda e: (-e[3], e[0])):
        box, members, apart = edge, [edge], []
        for other, held in groups:
            if _meet(box, other):
                box = _round(box, other)
                members = held + members
            else:
                apart.append((other, held))
        groups = [*apart, (box, members)]
    return [members for _, members in groups]


def _round(a: Box, b: Box) -> Box:
    """The smallest box round both."""
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _meet(a: Box, b: Box) -> bool:
    return a[0] <= b[2] + _THIN and b[0] <= a[2] + _THIN and a[1] <= b[3] + _THIN and b[1] <= a[3] + _THIN


def _places(edges: list[tuple[float, float, float]]) -> list[float]:
    """Where lines stand that run along enough of the whole: edges of highlighted words do not."""
    if not edges:
        return []
    whole = max(high for _, _, high in edges) - min(low for _, low, _ in edges)
    groups: list[list[tuple[float, float, float]]] = []
    for edge in sorted(edges):
        if groups and edge[0] - groups[-1][-1][0] <= 2 * _THIN:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [group[0][0] for group in groups if _length(group) >= _LEAST_SHARE * whole]


def _length(edges: list[tuple[float, float, float]]) -> float:
    """How far the edges reach together, stretches drawn twice counted once."""
    total, reached = 0.0, float("-inf")
    for low, high in sorted((low, high) for _, low, high in edges):
        total += max(0.0, high - max(low, reached))
        reached = max(reached, high)
    return total
