"""Pages as slides: a heading a slide, pictures and tables on their own, nothing smaller than 12 points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lif_narrative.export import deck as decks
from lif_narrative.export.deckparts import SIZES, cell_size, widths
from lif_narrative.export.embedding import embed_part
from lif_narrative.export.items import Figure, Grid, Item, Line
from lif_narrative.export.package import settled
from lif_narrative.export.page import Page
from lif_narrative.export.slidesback import AGAIN

LETTER: Final = 0.5  # width of a letter, in sizes of the type
LINE: Final = 1.25  # height of a line, in sizes of the type


@dataclass
class Sheet:
    """One slide as it is to be: its title, and either lines, a table or a picture with its sentence."""

    title: str
    lines: list[Line] = field(default_factory=list)
    grid: Grid | None = None
    figure: Figure | None = None
    again: bool = False  # goes on from the slide before

    @property
    def heading(self) -> str:
        """What stands above it."""
        return self.title + (AGAIN if self.again else "")


def write(page: Page, path: Path) -> None:
    """Write a page as .pptx."""
    deck = decks.Deck(page)
    opening, rest = parted(page.items)
    deck.first(page.title, [line for line in opening if line.role != "title"])
    for sheet in sheets(rest):
        for part in fitted(sheet, deck):
            deck.add(part)
    embed_part(deck.presentation.part, page.manifest)
    deck.presentation.save(str(path))
    settled(path)


def parted(items: Sequence[Item]) -> tuple[list[Line], Sequence[Item]]:
    """What stands before the first heading, and the rest."""
    first = next((n for n, i in enumerate(items) if isinstance(i, Line) and i.role == "heading"), len(items))
    return [item for item in items[:first] if isinstance(item, Line)], items[first:]


def sheets(items: Sequence[Item]) -> Iterator[Sheet]:
    """Items as slides, before it is known how much fits on one."""
    now = Sheet("")
    after: Sheet | None = None  # a picture still without its sentence
    for item in items:
        if after is not None:
            if isinstance(item, Line) and item.role == "note":
                after.lines.append(item)
                yield after
                now, after = Sheet(after.title, again=True), None
                continue
            yield after
            now, after = Sheet(after.title, again=True), None
        if isinstance(item, Line) and item.role in ("heading", "caption"):
            yield from _full(now)
            now = Sheet(item.text)
        elif isinstance(item, Line):
            now.lines.append(item)
        else:
            yield from _full(now, quietly=True)
            again = bool(now.lines) or now.again
            if isinstance(item, Grid):
                yield Sheet(now.title, grid=item, again=again)
                now = Sheet(now.title, again=True)
            else:
                after = Sheet(now.title, figure=item, again=again)
    yield from [after] if after is not None else _full(now)


def _full(sheet: Sheet, *, quietly: bool = False) -> Iterator[Sheet]:
    """A slide, unless it would be empty; a heading alone still stands, as it says what follows."""
    if sheet.lines or (sheet.title and not sheet.again and not quietly):
        yield sheet


def fitted(sheet: Sheet, deck: decks.Deck) -> Iterator[Sheet]:
    """A slide as many as it takes: lines and rows that do not fit go on under the same title."""
    if sheet.figure is not None:
        yield sheet
    elif sheet.grid is not None:
        for n, rows in enumerate(_batches(sheet.grid, deck)):
            grid = Grid(sheet.grid.title, sheet.grid.columns, rows, sheet.grid.summary)
            yield Sheet(sheet.title, grid=grid, again=sheet.again or n > 0)
    else:
        yield from _flowed(sheet, deck)


def _flowed(sheet: Sheet, deck: decks.Deck) -> Iterator[Sheet]:
    now, used = Sheet(sheet.title, again=sheet.again), 0.0
    for group in _kept(sheet.lines):
        depth = sum(_depth(line, deck.body_width) for line in group)
        if now.lines and used + depth > deck.body_height:
            yield now
            now, used = Sheet(sheet.title, again=True), 0.0
        now.lines += group
        used += depth
    yield now


def _kept(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stay together: a label with what it opens, a quote with whose words it is."""
    group: list[Line] = []
    for line in lines:
        group.append(line)
        if line.role not in ("label", "quote", "against", "proposed"):
            yield group
            group = []
    if group:
        yield group


def _depth(line: Line, width: float) -> float:
    size = SIZES.get(line.role, 18)
    across = max(10, int(width / (size * LETTER)))
    return (1 + len(line.text) // across) * size * LINE + size * 0.45


def _batches(grid: Grid, deck: decks.Deck) -> Iterator[tuple[tuple[str, ...], ...]]:
    size, wide = cell_size(grid), widths(grid, deck.body_width)
    room = deck.body_height - _row(grid.columns, wide, size)
    batch: list[tuple[str, ...]] = []
    for row in grid.rows:
        depth = _row(row, wide, size)
        if batch and depth > room:
            yield tuple(batch)
            batch, room = [], deck.body_height - _row(grid.columns, wide, size)
        batch.append(row)
        room -= depth
    yield tuple(batch)


def _row(row: Sequence[str], wide: Sequence[float], size: float) -> float:
    lines = [1 + int(len(v) * size * 0.54 // max(w - 12, 10)) for v, w in zip(row, wide, strict=True)]
    return max(lines) * size * 1.2 + 9
