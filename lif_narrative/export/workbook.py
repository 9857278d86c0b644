"""Sheets as an .xlsx file that people can sort and filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
LINE: Final = 15  # points
TALLEST: Final = 409  # points that a row may have
A4: Final = 9  # as xlsxwriter numbers paper
SMALLEST: Final = 75  # per cent of 11 points: eight points, which is read without a glass
A_PAGE: Final = 145  # characters across A4 at that size, in the widest of the usual fonts
CUT: Final = " [cut here: the cell holds no more]"


def write(sheets: Iterable[Sheet], path: Path, title: str) -> None:
    """Write sheets as .xlsx; the same sheets give the same file."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), SETTINGS)
    book.set_properties({"title": title, "created": EPOCH, "author": ""})
    head = {"bold": True, "bg_color": f"#{PALE}", "font_color": f"#{INK}", "border": 1, "text_wrap": True}
    heading = book.add_format({**head, "valign": "top"})
    wrapped = book.add_format({"valign": "top", "text_wrap": True})
    for sheet in sheets:
        _sheet(book.add_worksheet(sheet.name), sheet, heading, wrapped)
    book.close()


def _sheet(page: Any, sheet: Sheet, heading: Any, wrapped: Any) -> None:
    for place, width in enumerate(sheet.widths):
        page.set_column(place, place, width)
    page.freeze_panes(1, 1)
    _for_paper(page, sheet)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    for place, name in enumerate(sheet.columns):
        page.write_string(0, place, name, heading)
    for number, (row, lines) in enumerate(zip(sheet.rows, sheet.heights(), strict=True), 1):
        page.set_row(number, min(LINE * lines, TALLEST))  # programs differ in whether they fit a row
        for place, value in enumerate(row):
            _cell(page, number, place, value, wrapped)


def _for_paper(page: Any, sheet: Sheet) -> None:
    """How it prints: A4 across, headings on every page; a wide sheet in parts, its letters never tiny."""
    page.set_paper(A4)
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.set_footer("&L&A&RPage &P of &N")
    page.repeat_rows(0)
    breaks = parted(sheet.widths) if sheet.rows else []
    if not breaks:
        page.fit_to_pages(1, 0)
        return
    page.print_across()
    page.set_print_scale(SMALLEST)
    page.set_v_pagebreaks(breaks)
    page.repeat_columns(0)


def parted(widths: Sequence[int], room: int = A_PAGE) -> list[int]:
    """The columns at which a new page begins; the first column stands on every page.

    Parameters
    ----------
    widths : sequence of int
        In characters.
    room : int
        Characters that a page holds.
    """
    breaks: list[int] = []
    if sum(widths) <= room:
        return breaks
    used = widths[0]
    for place, width in enumerate(widths[1:], 1):
        if used + width > room and used > widths[0]:
            breaks.append(place)
            used = widths[0]
        used += width
    return breaks


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
