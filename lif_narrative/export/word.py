"""Pages as Word documents, with real headings, header rows, language, page numbers and their proof."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from lif_narrative.export import accessible, wordparts
from lif_narrative.export.embedding import embed
from lif_narrative.export.items import Figure, Grid, Item, Line
from lif_narrative.export.measure import Measure
from lif_narrative.export.package import settled
from lif_narrative.export.page import Page
from lif_narrative.export.wordstyles import PALE, opened, prepare

NARROW: Final = 7  # with more columns than this, headings stand on their side
A_LINE: Final = 100  # characters of a cell across the page
FIRST: Final = 0.3  # of the line, for the names of rows in a wide table
LEADING: Final = {
    "claim": "Story Claim",
    "action": "Normal",
}  # blocks whose opening, up to the colon, stands in bold
STYLE: Final = {
    "title": "Title", "heading": "Heading 1", "status": "Story Status", "note": "Story Note",
    "label": "Story Label", "proposed": "Story Note", "quote": "Story Quote", "against": "Story Against",
    "cite": "Story Cite", "caption": "Heading 2", "text": "Normal", "bullet": "List Bullet",
    "contents": "Story Contents",
}  # fmt: skip


def write(page: Page, path: Path) -> None:
    """Write a page as .docx."""
    document = opened(page.dress.template)
    measure = prepare(document, page)
    wordparts.logo(document, page.dress.logo)
    writer = _Writer(document, measure, wordparts.Contents(page.items))
    for item in page.items:
        writer.item(item)
    wordparts.footer(document, page, measure)
    if page.layout == "boxes" and writer.first is not None:
        wordparts.two_columns(document, writer.first)
    embed(document, page.manifest)
    document.save(str(path))
    settled(path)


class _Writer:
    """Puts items into a document, one after the other."""

    def __init__(self, document: Any, measure: Measure, contents: wordparts.Contents) -> None:
        self.document = document
        self.measure = measure
        self.contents = contents
        self.first: Any = None  # heading

    def item(self, item: Item) -> None:
        if isinstance(item, Grid):
            self._table(item)
        elif isinstance(item, Figure):
            wordparts.figure(self.document, item, self.measure)
        elif item.role == "contents":
            self.contents.entry(styled(self.document.add_paragraph(), "Story Contents"), item.text)
        else:
            paragraph = self._paragraph(item)
            if item.role == "heading":
                self.contents.target(paragraph)
                self.first = self.first or paragraph

    def _paragraph(self, line: Line) -> Any:
        if line.role != "text" or line.kind not in LEADING:
            return styled(self.document.add_paragraph(line.text), STYLE[line.role])
        paragraph = styled(self.document.add_paragraph(), LEADING[line.kind])
        opening, colon, rest = line.text.partition(": ")
        paragraph.add_run(opening + colon).bold = True
        paragraph.add_run(rest)
        return paragraph

    def _table(self, grid: Grid) -> None:
        table = self.document.add_table(rows=1 + len(grid.rows), cols=len(grid.columns))
        table.style = "Table Grid"
        accessible.describe_table(table, grid.title, grid.summary)
        accessible.narrow_margins(table)
        table.autofit = False
        turned = len(grid.columns) > NARROW
        whole = shares(grid, turned)
        widths = [_cm(self.measure.line_cm * share / sum(whole)) for share in whole]
        for row, values in zip(table.rows, (grid.columns, *grid.rows), strict=True):
            _row(row, values, widths, header=values is grid.columns, turned=turned)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        accessible.mark_header_row(table.rows[0])
        if turned:
            table.rows[0].height = _cm(3.6)


def styled(paragraph: Any, style: str) -> Any:
    """A paragraph in a style by its id: python-docx looks a name up among all styles, every time."""
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _row(row: Any, values: tuple[str, ...], widths: list[Any], *, header: bool, turned: bool) -> None:
    accessible.keep_row_whole(row)
    for place, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
        cell.width = widths[place]
        styled(cell.paragraphs[0], "Story Cell").add_run(value).bold = header
        if header:
            accessible.shade(cell, PALE)
            if turned and place:
                accessible.turn_text(cell)


def shares(grid: Grid, turned: bool) -> list[float]:
    """Column widths as shares of the line, by what the columns hold."""
    if turned:
        words = [
            max(len(w) for cell in column for w in (cell.split() or [""]))
            for column in zip(*grid.rows, strict=True)
        ]
        narrow = [min(13, max(5, n + 1)) for n in words[1:]]
        return [FIRST] + [(1 - FIRST) * n / sum(narrow) for n in narrow]
    columns = list(zip(grid.columns, *grid.rows, strict=True))
    wanted: list[float] = [min(40, max(14, max(map(len, column)) + 5)) for column in columns]
    least = [min(16, max(len(word) for cell in column for word in (cell.split() or [""])) + 4)
             for column in columns]  # fmt: skip
    spare, asked = max(0, A_LINE - sum(least)), sum(wanted) - sum(least)
    if sum(wanted) <= A_LINE or asked <= 0:
        return wanted
    return [low + (high - low) * spare / asked for low, high in zip(least, wanted, strict=True)]


def _cm(length: float) -> Any:
    from docx.shared import Cm

    return Cm(length)
