"""Charts of what moves: a change with its intervals, and values over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lif_narrative.canvas import Canvas, Still, wrapped
from lif_narrative.stills import BLUE, INK, RULE, SIZE, WIDE

GREY: Final = "#6b7780"
ENOUGH: Final = 3  # values that make a line: two points are no trend


@dataclass(frozen=True, slots=True)
class Moved:
    """One theme then and now: the share of accounts that hold a concern, with its 95% interval."""

    name: str
    then: tuple[float, float, float]  # low, share, high, from 0 to 1
    now: tuple[float, float, float]
    said: str


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator over time: values in order, as numbers and as people write them."""

    name: str
    values: tuple[tuple[str, float, str], ...]  # period, value, label
    target: float | None = None
    target_label: str = ""
    limits: tuple[float, float, float] | None = None  # low, mean, high: what routine variation reaches
    says: str = "too few values"


def moved(rows: Sequence[Moved]) -> Still:
    """Then (hollow) and now (solid) on a scale from none to all, each with its interval."""
    canvas = Canvas(WIDE, INK)
    left, right = 165.0, 92.0
    scale = WIDE - left - right
    for share in (0, 0.5, 1):
        canvas.text(left + share * scale, 10, f"{share:.0%}", 8, anchor="middle")
    canvas.text(WIDE, 10, "since before", 8, anchor="end", bold=True)
    top = 15.0
    for row in rows:
        lines = wrapped(row.name, left - 12, SIZE, 2)
        depth = 26.0
        canvas.line(0, top, WIDE, top, RULE, width=0.6)
        for n, words in enumerate(lines):
            canvas.text(0, top + depth / 2 - 9.5 * (len(lines) - 1) / 2 + 9.5 * n + 3, words, SIZE)
        for (low, share, high), y, hollow in ((row.then, top + 8, True), (row.now, top + 18, False)):
            colour = GREY if hollow else BLUE
            canvas.line(left + low * scale, y, left + high * scale, y, colour, width=1.1 if hollow else 2.2)
            canvas.dot(left + share * scale, y, 3.1, colour, hollow=hollow)
        canvas.text(WIDE, top + depth / 2 + 3, row.said, SIZE, anchor="end")
        top += depth
    canvas.line(0, top, WIDE, top, RULE, width=0.6)
    canvas.text(left, top + 12, "○ the audit before · ● now · the line is the 95% interval", 8)
    canvas.height = top + 17
    return canvas.done()


def series(panels: Sequence[Series]) -> Still:
    """Small charts side by side, one an indicator, each on its own scale from nought."""
    canvas = Canvas(WIDE, INK)
    across = 2 if len(panels) > 1 else 1
    width = (WIDE - 24 * (across - 1)) / across
    depth = 122.0
    for n, panel in enumerate(panels):
        _panel(canvas, panel, (n % across) * (width + 24), (n // across) * (depth + 14), width, depth)
    canvas.height = ((len(panels) + across - 1) // across) * (depth + 14)
    return canvas.done()


def _panel(canvas: Canvas, panel: Series, x: float, y: float, width: float, depth: float) -> None:
    for n, words in enumerate(wrapped(panel.name, width, SIZE, 2)):
        canvas.text(x, y + 10 + 10 * n, words, SIZE, bold=True)
    top, bottom, left, right = y + 54, y + depth - 14, x + 14, x + width - 26
    most = max([*(value for _, value, _ in panel.values), panel.target or 0, *(panel.limits or ())]) or 1
    count = len(panel.values)
    places = [
        (
            left + (right - left) * (place / (count - 1) if count > 1 else 0.5),
            bottom - (bottom - top) * v / most,
        )
        for place, (_, v, _) in enumerate(panel.values)
    ]
    canvas.line(x, bottom, x + width, bottom, RULE, width=0.8)
    for place, value in enumerate(panel.limits or ()):
        level = bottom - (bottom - top) * max(value, 0) / most
        canvas.line(x, level, x + width, level, RULE, width=1.2, dash="" if place == 1 else "1.5 2")
    if panel.target is not None:
        level = bottom - (bottom - top) * panel.target / most
        canvas.line(x, level, x + width, level, GREY, width=1, dash="4 3")
        canvas.line(x, y + 33, x + 14, y + 33, GREY, width=1, dash="4 3")
        canvas.text(x + 18, y + 36, panel.target_label, 8, colour=GREY)
    if count >= ENOUGH:
        for (ax, ay), (bx, by) in zip(places, places[1:], strict=False):
            canvas.line(ax, ay, bx, by, BLUE, width=1.6)
    told = {0, count - 1} if count > 6 else set(range(count))
    for place, ((px, py), (period, _, label)) in enumerate(zip(places, panel.values, strict=True)):
        canvas.dot(px, py, 2.6, BLUE)
        if place in told:
            canvas.text(px, py - 6, label, 8, anchor="middle")
            canvas.text(px, bottom + 10, period, 7.5, anchor="middle")
