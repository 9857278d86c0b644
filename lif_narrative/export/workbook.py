"""Sheets as an .xlsx file that people can sort and filter."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from lif_narrative.export.measure import EPOCH
from lif_narrative.export.sheet import Sheet
from lif_narrative.export.wordstyles import INK, PALE

SETTINGS: Final = {
    "strings_to_formulas": False,  # a cell that begins with = is what someone wrote, not a formula
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
    "nan_inf_to_errors": False,
}
LONGEST: Final = 32_767  # characters that a cell holds
CUT: Final = " [cut here: the cell holds no more]"


def write(sheets: Iterable[Sheet], path: Path, title: str) -> None:
    """Write sheets as .xlsx; the same sheets give the same file."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), SETTINGS)
    book.set_properties({"title": title, "created": EPOCH, "author": ""})
    head = {"bold": True, "bg_color": f"#{PALE}", "font_color": f"#{INK}", "border": 1, "text_wrap": True}
    heading = book.add_format({**head, "valign": "top"})
    plain, wrapped = book.add_format({"valign": "top"}), book.add_format({"valign": "top", "text_wrap": True})
    for sheet in sheets:
        _sheet(book.add_worksheet(sheet.name), sheet, heading, plain, wrapped)
    book.close()


def _sheet(page: Any, sheet: Sheet, heading: Any, plain: Any, wrapped: Any) -> None:
    formats = [wrapped if width > 20 else plain for width in sheet.widths]
    for place, width in enumerate(sheet.widths):
        page.set_column(place, place, width)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    for place, name in enumerate(sheet.columns):
        page.write_string(0, place, name, heading)
    for number, row in enumerate(sheet.rows, 1):
        for place, value in enumerate(row):
            _cell(page, number, place, value, formats[place])


def _cell(page: Any, row: int, column: int, value: Any, form: Any) -> None:
    if value is None or value == "" or value != value:
        page.write_blank(row, column, None, form)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(row, column, value, form)
    else:
        text = str(value)
        page.write_string(
            row, column, text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT, form
        )
