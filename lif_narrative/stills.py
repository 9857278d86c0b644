"""Charts for files: a matrix, and two-sided bars.

Each reads without colour: symbols, side, fill and number say what the hue says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lif_narrative.canvas import EM, Canvas, Still, wrapped
from lif_narrative.drawing import FAINT, FULL, PALETTE, Row

WIDE: Final = 482.0  # points: the text of an A4 page
SIZE: Final = 8.5
FLAT: Final = 58.0  # a column as wide as this has its name written level
RULE: Final = "#c9d1d6"
INK, BLUE, ORANGE = (PALETTE["light"][name] for name in ("ink", "strength", "concern"))


def matrix(rows: Sequence[Row], down: Sequence[str], across: Sequence[str], sides: Sequence[str]) -> Still:
    """Tinted cells with symbol and number written in; a place is divided by `sides`."""
    canvas = Canvas(WIDE, INK)
    left = min(175.0, 12 + max((len(name) for name in down), default=0) * SIZE * EM)
    column = min(96.0, (WIDE - left) / max(len(across), 1))
    canvas.width = left + column * max(len(across), 1)
    level = column >= FLAT
    top = _heads(canvas, across, left, column, level)
    deepest = max([2, *(row["n"] for row in rows)])
    held: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        held.setdefault((row["down"], row["across"]), {})[row.get("side", "")] = row
    for name in down:
        lines = wrapped(name, left - 8, SIZE)
        depth = max(9.5 * len(lines) + 7, 17 if level or len(sides) == 1 else 25)
        canvas.line(0, top, canvas.width, top, RULE, width=0.6)
        for n, words in enumerate(lines):
            canvas.text(0, top + depth / 2 - 9.5 * (len(lines) - 1) / 2 + 9.5 * n + 3, words, SIZE)
        for place, where in enumerate(across):
            box = (left + place * column, top, column, depth)
            _cell(canvas, box, held.get((name, where), {}), sides, level, deepest)
        top += depth
    canvas.line(0, top, canvas.width, top, RULE, width=0.6)
    canvas.height = top + 2
    return canvas.done()


def _heads(canvas: Canvas, across: Sequence[str], left: float, column: float, level: bool) -> float:
    """Names above the columns, level or turned; gives where the first row begins."""
    if level:
        lines = [wrapped(name, column - 4, SIZE) for name in across]
        deep = 11.0 * max((len(told) for told in lines), default=1) + 5
        for place, told in enumerate(lines):
            for n, words in enumerate(told):
                y = deep - 6 - 10 * (len(told) - 1 - n)
                canvas.text(left + (place + 0.5) * column, y, words, SIZE, anchor="middle", bold=True)
        return deep
    deep = min(110.0, max(len(name) for name in across) * SIZE * EM * 1.08 + 8)
    for place, name in enumerate(across):
        canvas.text(left + (place + 0.5) * column + 3, deep - 4, name, SIZE, bold=True, turned=True)
    return deep


def _cell(
    canvas: Canvas, box: tuple[float, float, float, float], here: dict[str, Row], sides: Sequence[str],
    level: bool, deepest: int,
) -> None:  # fmt: skip
    x, y, width, depth = box
    share = (width / len(sides), depth) if level else (width, depth / len(sides))
    for n, side in enumerate(sides):
        row = here.get(side)
        if row is None:
            continue
        at_x, at_y = (x + n * share[0], y) if level else (x, y + n * share[1])
        tint = FAINT + (FULL - FAINT) * min(1.0, max(row["n"] - 1, 0) / max(deepest - 1, 1))
        if row["n"]:
            colour = PALETTE["light"][side]
            canvas.rect(at_x + 1, at_y + 1, share[0] - 2, share[1] - 2, colour, opacity=tint)
        canvas.text(at_x + share[0] / 2, at_y + share[1] / 2 + 3, row["label"], SIZE, anchor="middle")


def bars(rows: Sequence[tuple[str, int, str, int, str]]) -> Still:
    """Names with concerns to the left (outlined) and strengths to the right (solid) of a middle line.

    Parameters
    ----------
    rows : sequence of (name, strengths, their label, concerns, their label)
    """
    canvas = Canvas(WIDE, INK)
    left, edge = 165.0, 34.0
    most = max([1, *(max(row[1], row[3]) for row in rows)])
    middle = left + (WIDE - left) / 2
    scale = ((WIDE - left) / 2 - edge) / most
    canvas.text(middle - 6, 10, "▼ concern", SIZE, anchor="end", bold=True)
    canvas.text(middle + 6, 10, "strength ▲", SIZE, bold=True)
    top = 17.0
    for name, good, good_label, bad, bad_label in rows:
        lines = wrapped(name, left - 10, SIZE, 2)
        depth = 20.0 if len(lines) == 1 else 24.0
        for n, words in enumerate(lines):
            canvas.text(0, top + depth / 2 - 9.5 * (len(lines) - 1) / 2 + 9.5 * n + 3, words, SIZE)
        if bad:
            canvas.rect(
                middle - bad * scale, top + 3, bad * scale, depth - 6, ORANGE, opacity=0.22, edge=ORANGE
            )
        if good:
            canvas.rect(middle, top + 3, good * scale, depth - 6, BLUE)
        canvas.text(middle - bad * scale - 4, top + depth / 2 + 3, bad_label, SIZE, anchor="end")
        canvas.text(middle + good * scale + 4, top + depth / 2 + 3, good_label, SIZE)
        top += depth
    canvas.line(middle, 14, middle, top, INK, width=1)
    canvas.height = top + 3
    return canvas.done()
