"""Stories as Word documents, with real headings, header rows, language, page numbers and their proof."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from lif_narrative.export import accessible
from lif_narrative.export.embedding import embed
from lif_narrative.export.lines import Grid, Line
from lif_narrative.export.page import Page
from lif_narrative.export.wordstyles import INK, PALE, prepare

NARROW: Final = 6  # with more columns than this, headings stand on their side
PAGE: Final = 17.0  # cm of text on a line
FIRST: Final = 5.2  # cm for the names of rows in a wide table
LEADING: Final = {
    "claim": "Story Claim",
    "action": "Normal",
}  # blocks whose opening, up to the colon, stands in bold
STYLE: Final = {
    "title": "Title", "heading": "Heading 1", "status": "Story Status", "note": "Story Note",
    "label": "Story Label", "proposed": "Story Note", "quote": "Story Quote", "against": "Story Against",
    "cite": "Story Cite", "caption": "Heading 2", "text": "Normal",
}  # fmt: skip


def write(page: Page, path: Path) -> None:
    """Write a page as .docx."""
    import docx

    document = docx.Document()
    prepare(document, page.title)
    for item in page.items:
        if isinstance(item, Grid):
            _table(document, item)
        else:
            _paragraph(document, item)
    _footer(document, page)
    embed(document, page.manifest)
    document.save(str(path))


def _paragraph(document: Any, line: Line) -> None:
    if line.role != "text" or line.kind not in LEADING:
        _styled(document.add_paragraph(line.text), STYLE[line.role])
        return
    paragraph = _styled(document.add_paragraph(), LEADING[line.kind])
    opening, colon, rest = line.text.partition(": ")
    paragraph.add_run(opening + colon).bold = True
    paragraph.add_run(rest)


def _styled(paragraph: Any, style: str) -> Any:
    """A paragraph in a style by its id: python-docx looks a name up among all styles, every time."""
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _table(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=1 + len(grid.rows), cols=len(grid.columns), style="Table Grid")
    accessible.describe_table(table, grid.title, grid.summary)
    accessible.narrow_margins(table)
    table.autofit = False
    turned = len(grid.columns) > NARROW
    widths = _widths(grid, turned)
    for row, values in zip(table.rows, (grid.columns, *grid.rows), strict=True):
        _row(row, values, widths, header=values is grid.columns, turned=turned)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    accessible.mark_header_row(table.rows[0])
    if turned:
        table.rows[0].height = _cm(3.6)


def _row(row: Any, values: tuple[str, ...], widths: list[Any], *, header: bool, turned: bool) -> None:
    accessible.keep_row_whole(row)
    for place, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
        cell.width = widths[place]
        _styled(cell.paragraphs[0], "Story Cell").add_run(value).bold = header
        if header:
            accessible.shade(cell, PALE)
            if turned and place:
                accessible.turn_text(cell)


def _widths(grid: Grid, turned: bool) -> list[Any]:
    """Column widths that share the page by what the columns hold."""
    count = len(grid.columns)
    if turned:
        return [_cm(FIRST)] + [_cm((PAGE - FIRST) / (count - 1))] * (count - 1)
    longest = [max(len(value) for value in column) for column in zip(grid.columns, *grid.rows, strict=True)]
    shares = [min(40, max(14, n + 5)) for n in longest]
    return [_cm(PAGE * share / sum(shares)) for share in shares]


def _cm(length: float) -> Any:
    from docx.shared import Cm

    return Cm(length)


def _footer(document: Any, page: Page) -> None:
    from docx.shared import Pt, RGBColor

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"Seal {page.seal[:16]} · page ")
    accessible.add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    accessible.add_field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(INK)
