"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods): the values their cells show."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.ingest.office import LOCKED
from lif_narrative.ingest.package import Package
from lif_narrative.ingest.parts import Cell, Part, Reading, Table, Unreadable
from lif_narrative.ingest.remarks import count
from lif_narrative.ingest.sheet_formats import percentages, shown_percentage
from lif_narrative.ingest.sheet_notes import notes
from lif_narrative.ingest.sheet_parts import is_package

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_DAMAGED: Final = (
    "The workbook is damaged and cannot be opened. Open it in a spreadsheet program, save it as .xlsx "
    "and add that copy."
)


def read(path: Path) -> Reading:
    """Read every sheet as one table; `Replies!D5` is a cell, as spreadsheets name it.

    Formulas are read as the values they last showed; a merged cell's text stands in its first
    cell; of several empty rows one is kept. Notes on cells follow their sheet.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        # By content: `from_path` would go by the name's ending.
        with path.open("rb") as stream, CalamineWorkbook.from_filelike(stream) as book:
            return _workbook(book, path)
    except PasswordError:
        raise Unreadable(LOCKED) from None
    except (CalamineError, OSError, ValueError):
        raise Unreadable(_DAMAGED) from None


def _workbook(book: CalamineWorkbook, path: Path) -> Reading:
    units: list[Part | Table] = []
    hidden = []
    beside = _beside(path)
    for sheet in book.sheets_metadata:
        if str(sheet.typ) != "SheetTypeEnum.WorkSheet":
            continue
        if str(sheet.visible) != "SheetVisibleEnum.Visible":
            hidden.append(sheet.name)
        rows = tuple(_rows(book.get_sheet_by_name(sheet.name), beside.percent.get(sheet.name, {})))
        if rows:
            units.append(Table(rows, sheet.name, sheet.name))
        units += beside.notes.get(sheet.name, [])
    remarks = (
        count(len(hidden), "hidden sheet", "read as well"),
        "macros were not run" if beside.macros else "",
    )
    return Reading(tuple(units), "", "", tuple(filter(None, remarks)))


@dataclass(frozen=True, slots=True)
class _Beside:
    """What calamine does not read: notes on cells, which cells show a percentage, and macros."""

    notes: dict[str, list[Part]] = field(default_factory=dict)
    percent: dict[str, dict[str, int]] = field(default_factory=dict)
    macros: bool = False


def _beside(path: Path) -> _Beside:
    if not is_package(path):
        return _Beside()
    with Package(path) as package:
        macros = any(name.endswith("vbaProject.bin") for name in package.names)
        return _Beside(notes(package), percentages(package), macros)


def _rows(sheet: CalamineSheet, percent: dict[str, int]) -> Iterator[tuple[Cell, ...]]:
    """Rows with something in them, and the first empty one of each gap between them."""
    if sheet.start is None:
        return
    left, gap, begun = sheet.start[1], 0, False
    for number, values in enumerate(sheet.iter_rows(), 1):
        if not any(values) and not any(value != "" for value in values):  # quick: there may be a million
            gap = gap or number
            continue
        row = _row(sheet.name, number, left, values, percent)
        if not any(cell.text.strip() for cell in row):
            gap = gap or number
            continue
        if gap and begun:
            yield _row(sheet.name, gap, left, [""] * len(values), {})
        gap, begun = 0, True
        yield row


def _row(
    sheet: str, number: int, left: int, values: Sequence[Any], percent: dict[str, int]
) -> tuple[Cell, ...]:
    cells = []
    for column, value in enumerate(values, left):
        place = f"{column_name(column)}{number}"
        rate = place in percent and isinstance(value, float)
        cells.append(
            Cell(shown_percentage(value, percent[place]) if rate else shown(value), f"{sheet}!{place}")
        )
    return tuple(cells)


def shown(value: Any) -> str:
    """A cell's value as text: whole numbers without a point, dates as ISO 8601."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


@cache
def column_name(index: int) -> str:
    """`A` for 0, `AA` for 26."""
    name = ""
    while index >= 0:
        name = chr(65 + index % 26) + name
        index = index // 26 - 1
    return name
