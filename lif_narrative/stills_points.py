"""Charts of points from nought to one with their intervals; and of measured against expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lif_narrative.canvas import Canvas, Still, wrapped
from lif_narrative.drawing_points import Point
from lif_narrative.stills import BLUE, INK, RULE, SIZE, WIDE
from lif_narrative.stills_moving import GREY

LEFT, RIGHT = 190.0, 70.0
SQUARE: Final = 220.0


def points(rows: Sequence[Point], marks: Sequence[float] = ()) -> Still:
    """Names, points with their intervals, and what is said of each; `marks` are lines across the scale."""
    canvas = Canvas(WIDE, INK)
    scale, depth, first = WIDE - LEFT - RIGHT, 20.0, 15.0
    bottom = first + depth * len(rows)
    for share in (0.0, 0.5, 1.0):
        canvas.text(LEFT + share * scale, 10, f"{share:g}", 8, anchor="middle")
    for mark in marks:
        canvas.line(LEFT + mark * scale, first, LEFT + mark * scale, bottom, GREY, width=0.7, dash="2 2")
    for place, row in enumerate(rows):
        top = first + depth * place
        canvas.line(0, top, WIDE, top, RULE, width=0.6)
        canvas.text(0, top + depth / 2 + 3, wrapped(row.name, LEFT - 10, SIZE, 1)[0], SIZE)
        middle = top + depth / 2
        canvas.line(LEFT + row.low * scale, middle, LEFT + row.high * scale, middle, BLUE, width=1.8)
        canvas.dot(LEFT + row.value * scale, middle, 3.1, BLUE, hollow=row.hollow)
        canvas.text(WIDE, top + depth / 2 + 3, row.said, SIZE, anchor="end", bold=row.hollow)
    canvas.line(0, bottom, WIDE, bottom, RULE, width=0.6)
    canvas.text(LEFT, bottom + 12, "the line is the 95% interval", 8)
    canvas.height = bottom + 17
    return canvas.done()


def square(rows: Sequence[Point], across: str, up: str) -> Still:
    """Measured (up) against expected (across), with its interval; on the diagonal they are the same."""
    canvas = Canvas(SQUARE + 120, INK)
    left, top = 46.0, 8.0

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * SQUARE, top + (1 - y) * SQUARE

    for share in (0.0, 0.5, 1.0):
        canvas.line(*at(share, 0), *at(share, 1), RULE, width=0.6)
        canvas.line(*at(0, share), *at(1, share), RULE, width=0.6)
        canvas.text(*at(share, -0.06), f"{share:g}", 8, anchor="middle")
        canvas.text(at(0, share)[0] - 5, at(0, share)[1] + 3, f"{share:g}", 8, anchor="end")
    canvas.line(*at(0, 0), *at(1, 1), GREY, width=0.8, dash="3 2")
    for row in rows:
        canvas.line(*at(row.x, row.low), *at(row.x, row.high), BLUE, width=1.4)
        canvas.dot(*at(row.x, row.value), 3.1, BLUE, hollow=row.hollow)
        canvas.text(at(row.x, row.value)[0] + 6, at(row.x, row.value)[1] + 3, row.said, 7.5)
    canvas.text(*at(0.5, -0.13), across, 8.5, anchor="middle")
    canvas.text(left - 30, at(0, 0.5)[1], up, 8.5, anchor="middle", turned=True)
    canvas.height = top + SQUARE + 36
    return canvas.done()
