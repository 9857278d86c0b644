"""What a reader finds in a file, in reading order, before anything is made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lif_narrative.errors import NarrativeError


@dataclass(frozen=True, slots=True)
class Part:
    """One unit of a file.

    `role`: heading, body, list, caption, note (a comment), header, footer, footnote, title or meta
    (a field that the format itself carries, such as an e-mail's date; `name` says which).
    """

    role: str
    text: str = field(repr=False)
    locator: str  # p7, header, footnote2, comment1, line3, page1, cue12
    level: int = 0  # of a heading, from 1
    bold: bool = False  # the whole unit is bold: in many forms that is a question
    speaker: str = field(default="", repr=False)  # as the file names them
    name: str = ""
    page: int = 0  # from 1 where the format has pages
    about: str = ""  # of a note: the locator of what it is attached to


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; a merged cell's text stands once, in its first place."""

    text: str = field(repr=False)
    locator: str  # t1r2c2, sheet!D5, R3C5
    bold: bool = False
    inner: tuple[Part | Table, ...] = ()  # paragraphs and nested tables, where the format has them


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length; `name` is the sheet's, `locator` the table's place (t1, the sheet's name)."""

    rows: tuple[tuple[Cell, ...], ...]
    locator: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: its units in order, and what was met that is not text (pictures, macros)."""

    units: tuple[Part | Table, ...]
    format: str
    title: str = field(default="", repr=False)
    remarks: tuple[str, ...] = ()  # "3 pictures were left out"; never case text


class Unreadable(NarrativeError):
    """A file, or a place in it, that cannot be read: the reason says what and what next.

    `locator` is the place in the file ("" for the whole of it). The file's name is left to the
    caller, because names of files name children too.
    """

    def __init__(self, reason: str, locator: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.locator = locator


Reader = Callable[[Path], Reading]


def tables(reading: Reading) -> Iterator[Table]:
    """The tables of a reading, outermost only."""
    return (unit for unit in reading.units if isinstance(unit, Table))


def lines(table: Table) -> str:
    """A table as text: a line a row, cells parted by tabs; empty cells and rows left out."""
    rows = ("\t".join(cell.text for cell in row if cell.text.strip()) for row in table.rows)
    return "\n".join(filter(None, rows))
