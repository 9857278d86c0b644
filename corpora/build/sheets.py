"""Workbooks, with what people type above the header row, and plain CSV."""

import csv
import io
from typing import Any

import xlsxwriter
from fixed import WRITTEN, rezipped


def workbook(source: dict[str, Any]) -> bytes:
    """Write each sheet: the lines above, the header in bold, then the rows."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": WRITTEN.replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        for sheet in source["sheets"]:
            page = book.add_worksheet(sheet["name"])
            page.set_column(0, len(sheet["header"]) - 1, 32)
            for at, row in enumerate([*sheet["above"], sheet["header"], *sheet["rows"]]):
                page.write_row(at, 0, row, bold if row is sheet["header"] else None)
    return rezipped(held.getvalue())


def comma_separated(source: dict[str, Any]) -> bytes:
    """Write UTF-8 with the byte-order mark that Excel leaves."""
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerows([source["header"], *source["rows"]])
    return held.getvalue().encode("utf-8-sig")
