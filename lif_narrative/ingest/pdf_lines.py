"""Lines of text in reading order: columns one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lif_narrative.ingest.pdf_glyphs import Run

_LEAST_COLUMN: Final = 3  # lines on either side that make two columns
_GUTTERS: Final = 61  # places tried for the gap between columns


@dataclass(slots=True)
class Line:
    """Runs on one base line that are read together."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    first: float  # width of the first word
    page: int
    column: int = 0  # 0 across the page, 1 left, 2 right


def rows(runs: Sequence[Run], page: int) -> list[list[Run]]:
    """Runs by base line from the top of the page, each row from left to right."""
    found: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.base, run.x0)):
        last = found[-1] if found else None
        if last and last[0].base - run.base <= 0.4 * min(max(one.size for one in last), run.size):
            last.append(run)
        else:
            found.append([run])
    return [sorted(row, key=lambda run: run.x0) for row in found]


def line(row: Sequence[Run], page: int, column: int = 0) -> Line:
    """One line of the runs of a row."""
    text = ""
    for run in row:
        text = f"{text} {run.text.strip()}" if text else run.text.strip()
    lead = max(row, key=lambda run: len(run.text))
    letters = sum(len(run.text) for run in row)
    bold = 2 * sum(len(run.text) for run in row if run.bold) > letters
    plain = any(not run.bold and any(c.isalpha() for c in run.text) for run in row)
    return Line(
        text,
        row[0].x0,
        max(run.x1 for run in row),
        lead.base,
        lead.size,
        bold and not plain,
        row[0].first,
        page,
        column,
    )


def in_order(runs: Sequence[Run], page: int) -> list[Line]:
    """Lines as they are read: down the left column and then the right, wherever there are two."""
    found: list[Line] = []
    whole = rows(runs, page)
    gutter = _gutter(whole)
    band: list[list[Run]] = []
    for row in whole:
        if gutter and not any(run.x0 < gutter < run.x1 for run in row):
            band.append(row)
            continue
        found += _band(band, gutter, page)
        band = []
        found.append(line(row, page))
    return found + _band(band, gutter, page)


def _band(band: list[list[Run]], gutter: float, page: int) -> list[Line]:
    """A stretch without a line across the gutter: two columns of prose, or single lines."""
    left = [[run for run in row if run.x1 <= gutter] for row in band]
    right = [[run for run in row if run.x0 >= gutter] for row in band]
    sides = [[row for row in side if row] for side in (left, right)]
    if min(map(len, sides)) < _LEAST_COLUMN or not all(map(_is_prose, sides)):
        return [line(row, page) for row in band]
    return [line(row, page, column) for column, side in enumerate(sides, 1) for row in side]


def _is_prose(side: list[list[Run]]) -> bool:
    """Most lines of a column of prose are nearly as long as the longest; cells of a table are not."""
    widths = sorted(row[-1].x1 - row[0].x0 for row in side)
    words = sum(len(run.text.split()) for row in side for run in row)
    return widths[len(widths) // 2] > 0.6 * widths[-1] and words >= 2.5 * len(side)


def _gutter(whole: list[list[Run]]) -> float:
    """Where the gap between two columns runs, or 0."""
    runs = [run for row in whole for run in row]
    if len(runs) < 2 * _LEAST_COLUMN:
        return 0.0
    low, high = min(run.x0 for run in runs), max(run.x1 for run in runs)
    best, most = 0.0, 0
    for step in range(_GUTTERS):
        x = low + (high - low) * (0.3 + 0.4 * step / (_GUTTERS - 1))
        crossing = sum(run.x0 < x + 3 and run.x1 > x - 3 for run in runs)
        left, right = sum(run.x1 <= x - 3 for run in runs), sum(run.x0 >= x + 3 for run in runs)
        if (score := min(left, right) - crossing) > most:
            best, most = x, score
    return best
