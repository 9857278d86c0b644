"""What a page is made of, whatever the format: lines, tables and figures."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

ROLES: Final = (
    "title", "status", "heading", "caption", "contents", "text", "bullet", "label", "quote", "against",
    "cite", "proposed", "note", "cell", "picture",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph that a reader sees. `block` and `evidence` say which claim it belongs to."""

    role: str  # one of ROLES
    text: str = field(repr=False)
    block: str = ""
    evidence: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that a reader sees: its header row and rows; `summary` says what it shows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as vector graphics (SVG), and the sentence that says it: its alternative text.

    `labels` are the words drawn in it, in the order in which they are drawn.
    """

    title: str
    svg: str = field(repr=False)
    alt: str = field(repr=False)
    labels: tuple[str, ...] = field(default=(), repr=False)
    size: tuple[float, float] = (1.0, 1.0)  # width and height, in points

    @property
    def mark(self) -> str:
        """What tells this picture from any other: the start of its SHA-256, as 16 hex digits."""
        return hashlib.sha256(self.svg.encode("utf-8")).hexdigest()[:16]


Item = Line | Grid | Figure


def cells(grid: Grid) -> Iterator[Line]:
    """A table's cells as lines, row by row; empty ones show nothing."""
    for row in (grid.columns, *grid.rows):
        yield from (Line("cell", text) for text in row if text.strip())


def lines_of(items: Iterable[Item]) -> Iterator[Line]:
    """Every line in order, the cells of tables and the words in pictures among them."""
    for item in items:
        if isinstance(item, Grid):
            yield from cells(item)
        elif isinstance(item, Figure):
            yield Line("picture", " ".join(item.labels))
        else:
            yield item


def with_contents(items: Iterable[Item]) -> Iterator[Item]:
    """The same page with a list of its headings before the first of them."""
    held = list(items)
    first = next((n for n, item in enumerate(held) if _is_heading(item)), len(held))
    yield from held[:first]
    headings = [item for item in held if _is_heading(item)]
    if len(headings) > 1:
        yield Line("label", "Contents")
        yield from (Line("contents", item.text) for item in headings if isinstance(item, Line))
    yield from held[first:]


def _is_heading(item: Item) -> bool:
    return isinstance(item, Line) and item.role == "heading"


def fold(text: str) -> str:
    """A line as it is compared: white space folded, and characters composed one way."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
