"""Tables of a PDF that are drawn with ruled lines: a grid, and the runs that lie in its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lif_narrative.ingest.parts import Cell, Part, Table
from lif_narrative.ingest.pdf_glyphs import Box, Run
from lif_narrative.ingest.pdf_lines import in_order
from lif_narrative.ingest.pdf_paragraphs import BULLET, paragraphs
from lif_narrative.ingest.pdf_words import Vocabulary

_THIN: Final = 3.0  # points: a path thinner than this is a line
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
    return [edge for path in _few(paths) for edge in _edges(path) if edge[2] - edge[0] <= _THIN < edge[3] - edge[1]]


def grids(paths: Sequence[Box], page: int) -> list[Grid]:
    """The tables that a page's lines draw: two columns or more."""
    edges = [edge for path in _few(paths) for edge in _edges(path)]
    found = []
    for group in _touching(edges):
        xs = _places([(e[0] + e[2]) / 2 for e in group if e[2] - e[0] <= _THIN < e[3] - e[1]])
        ys = _places([(e[1] + e[3]) / 2 for e in group if e[3] - e[1] <= _THIN < e[2] - e[0]])
        if len(xs) >= 3 and len(ys) >= 2:
            found.append(Grid(xs, ys, page))
    return sorted(found, key=lambda grid: -grid.ys[-1])


def table(grid: Grid, number: int, words: Vocabulary) -> Table | None:
    """The grid's rows, or None if fewer than two columns say anything."""
    places: dict[tuple[int, int], list[Run]] = {}
    for run in grid.runs:
        places.setdefault(grid.place(run), []).append(run)
    if len({column for _, column in places}) < 2:
        return None
    used_rows = sorted({row for row, _ in places})
    used_columns = sorted({column for _, column in places})
    locator = f"page{grid.page + 1}t{number}"
    rows = tuple(
        tuple(
            _cell(places.get((row, column), []), f"{locator}r{r}c{c}", grid.page, words)
            for c, column in enumerate(used_columns, 1)
        )
        for r, row in enumerate(used_rows, 1)
    )
    return Table(rows, locator)


def continued(first: Table, second: Table) -> Table:
    """One table of two that stand on following pages: a repeated head is left out, a cut row closed."""
    rows, more = list(first.rows), list(second.rows)
    if more and [cell.text for cell in more[0]] == [cell.text for cell in rows[0]]:
        more = more[1:]
    if more and not more[0][0].text and len(more[0]) > 1:
        rows[-1] = tuple(_closed(a, b) for a, b in zip(rows[-1], more[0], strict=True))
        more = more[1:]
    return Table((*rows, *more), first.locator, first.name)


def _closed(a: Cell, b: Cell) -> Cell:
    if not b.text:
        return a
    return Cell(f"{a.text} {b.text}".strip(), a.locator, a.bold and b.bold, (*a.inner, *b.inner))


def _cell(runs: list[Run], locator: str, page: int, words: Vocabulary) -> Cell:
    inner = []
    for number, paragraph in enumerate(paragraphs(in_order(runs, page)), 1):
        text = words.joined([line.text for line in paragraph.lines])
        bullet = BULLET.match(text)
        said = text[bullet.end() :] if bullet else text
        bold = all(line.bold for line in paragraph.lines)
        if said:
            inner.append(
                Part("list" if bullet else "body", said, f"{locator}p{number}", bold=bold, page=page + 1)
            )
    return Cell("\n".join(p.text for p in inner), locator, bool(inner) and all(p.bold for p in inner), tuple(inner))


def _few(paths: Sequence[Box]) -> Sequence[Box]:
    return paths if len(paths) <= _MOST_PATHS else ()


def _edges(path: Box) -> list[Box]:
    """A line as it is; a frame or a shaded cell as its four sides."""
    left, bottom, right, top = path
    if right - left <= _THIN or top - bottom <= _THIN:
        return [path]
    return [(left, bottom, left, top), (right, bottom, right, top), (left, bottom, right, bottom), (left, top, right, top)]


def _touching(edges: list[Box]) -> list[list[Box]]:
    """Edges in groups that hang together."""
    groups: list[tuple[Box, list[Box]]] = []
    for edge in sorted(edges, key=lambda e: (-e[3], e[0])):
        box, members, apart = edge, [edge], []
        for other, held in groups:
            if _meet(box, other):
                box = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
                members = held + members
            else:
                apart.append((other, held))
        groups = [*apart, (box, members)]
    return [members for _, members in groups]


def _meet(a: Box, b: Box) -> bool:
    return (
        a[0] <= b[2] + _THIN and b[0] <= a[2] + _THIN and a[1] <= b[3] + _THIN and b[1] <= a[3] + _THIN
    )


def _places(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 2 * _THIN:
            found.append(value)
    return found
