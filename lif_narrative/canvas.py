"""A page of vector graphics: rectangles, lines, dots and words, written as SVG.

Files show charts drawn here, in milliseconds and with nothing to install; the app draws the same rows by
Altair. Sizes are points, so that a chart of 482 fills the width of an A4 page.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from html import escape
from typing import Final

FONT: Final = "Arial, 'Liberation Sans', sans-serif"
EM: Final = 0.52  # width of an average letter, in sizes of the type


@dataclass(frozen=True)
class Still:
    """A finished chart: its SVG, the words drawn in it in order, and its width and height in points."""

    svg: str = field(repr=False)
    labels: tuple[str, ...]
    width: float
    height: float


@dataclass
class Canvas:
    """Something to draw on; `done` gives the SVG."""

    width: float
    ink: str
    marks: list[str] = field(default_factory=list, repr=False)
    labels: list[str] = field(default_factory=list, repr=False)
    height: float = 0.0

    def text(
        self, x: float, y: float, words: str, size: float = 8.5, *,
        anchor: str = "start", bold: bool = False, turned: bool = False, colour: str = "",
    ) -> None:  # fmt: skip
        """Words whose baseline starts (or ends, or has its middle) here; `turned` reads upwards."""
        if not words.strip():
            return
        weight = ' font-weight="bold"' if bold else ""
        turn = f' transform="rotate(-90 {x:.2f} {y:.2f})"' if turned else ""
        self.labels.append(words)
        self.marks.append(
            f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:g}" text-anchor="{anchor}"{weight}{turn} '
            f'fill="{colour or self.ink}">{escape(words)}</text>'
        )

    def rect(
        self, x: float, y: float, width: float, height: float, colour: str, *,
        opacity: float = 1.0, edge: str = "",
    ) -> None:  # fmt: skip
        """A filled rectangle; `edge` is the colour of its outline."""
        outline = f' stroke="{edge}" stroke-width="1"' if edge else ""
        self.marks.append(
            f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" height="{height:.2f}" rx="1.5" '
            f'fill="{colour}" fill-opacity="{opacity:.2f}"{outline}/>'
        )

    def line(
        self, x: float, y: float, to_x: float, to_y: float, colour: str, *, width: float = 1, dash: str = ""
    ) -> None:
        """A straight line; `dash` is a pattern such as "3 2"."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.marks.append(
            f'<line x1="{x:.2f}" y1="{y:.2f}" x2="{to_x:.2f}" y2="{to_y:.2f}" stroke="{colour}" '
            f'stroke-width="{width:g}"{dashed}/>'
        )

    def dot(self, x: float, y: float, radius: float, colour: str, *, hollow: bool = False) -> None:
        """A dot; `hollow` leaves its middle white."""
        fill = "#ffffff" if hollow else colour
        self.marks.append(
            f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:g}" fill="{fill}" stroke="{colour}" '
            f'stroke-width="1.4"/>'
        )

    def done(self) -> Still:
        """The chart as SVG, as high as what was drawn."""
        body = "\n".join(self.marks)
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:.2f}" height="{self.height:.2f}" '
            f'viewBox="0 0 {self.width:.2f} {self.height:.2f}" font-family="{FONT}">\n{body}\n</svg>\n'
        )
        return Still(svg, tuple(self.labels), self.width, self.height)


def wrapped(words: str, width: float, size: float, most: int = 3) -> list[str]:
    """Words in lines that fit a width; what takes more than `most` lines is cut, and shows that it is."""
    room = max(4, int(width / (size * EM)))
    lines = textwrap.wrap(words, room) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], textwrap.shorten(" ".join(lines[most - 1 :]), room, placeholder="…")]
    return lines
