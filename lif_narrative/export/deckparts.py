"""What stands on a slide: lines in the look of their role, cells of tables, the language of the words."""

from __future__ import annotations

from typing import Any, Final

from lif_narrative.export.items import Grid, Line
from lif_narrative.export.wordstyles import BAR, COUNTER, INK

EDGE, FOOT = 44.0, 36.0  # points at the sides of a slide, and for its foot
MANY: Final = 6  # columns; with more of them, each is as wide as its longest word
NAMES: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
SIZES: Final = {"text": 18, "bullet": 18, "label": 14, "quote": 18, "against": 18, "cite": 12, "note": 12,
                "proposed": 12, "status": 14, "contents": 16}  # fmt: skip
LOOK: Final = {"quote": INK, "against": COUNTER, "label": BAR, "cite": "4A4A4A", "note": "4A4A4A",
               "proposed": "4A4A4A", "status": COUNTER}  # fmt: skip
BOLD: Final = {"label", "status"}


def colour(digits: str) -> Any:
    """A colour by its six hex digits."""
    from pptx.dml.color import RGBColor

    return RGBColor(*bytes.fromhex(digits))  # type: ignore[no-untyped-call]


def write_line(paragraph: Any, line: Line, *, own: bool) -> None:
    """One line in its role's size and look; quotes stand in from the edge."""
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = line.text
    run.font.size, run.font.bold = Pt(SIZES.get(line.role, 18)), line.role in BOLD
    paragraph.space_after = Pt(3 if line.role in ("quote", "against", "label", "proposed") else 8)
    if own:
        run.font.name = "Arial"
        run.font.color.rgb = colour(LOOK.get(line.role, "11181B"))
    if line.role in ("quote", "against", "cite"):
        paragraph._p.get_or_add_pPr().set("marL", "228600")
    if line.role == "bullet":
        bullet(paragraph)


def bullet(paragraph: Any) -> None:
    """A point in a list: its mark is drawn by the program, and is no word of ours."""
    from lxml import etree

    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "228600")
    properties.set("indent", "-228600")
    mark = etree.SubElement(properties, f"{{{NAMES}}}buChar")
    mark.set("char", "•")


def spoken(frame: Any) -> None:
    """Say in which language the words are."""
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", "en-GB")


def cell_size(grid: Grid) -> float:
    """The size of type that lets a table's columns stand side by side."""
    return 14.0 if len(grid.columns) <= 5 else 12.0


def widths(grid: Grid, whole: float) -> list[float]:
    """Column widths in points that share the slide by what the columns hold."""
    longest = [max(len(value) for value in column) for column in zip(grid.columns, *grid.rows, strict=True)]
    if len(grid.columns) > MANY:
        longest = [max(len(w) for value in column for w in (value.split() or [""]))
                   for column in zip(grid.columns, *grid.rows, strict=True)]  # fmt: skip
    shares = [min(46, max(4 if len(grid.columns) > MANY else 9, n + 3)) for n in longest]
    return [whole * share / sum(shares) for share in shares]


def write_cell(cell: Any, value: str, size: float, row: int, *, own: bool) -> None:
    """A cell; row 0 is the header, and every other row is tinted so that the eye keeps its line."""
    from pptx.util import Pt

    cell.text = value
    cell.margin_top = cell.margin_bottom = Pt(3)
    cell.margin_left = cell.margin_right = Pt(5)
    for run in cell.text_frame.paragraphs[0].runs:
        run.font.size, run.font.bold = Pt(size), row == 0
        if own:
            run.font.name = "Arial"
            run.font.color.rgb = colour("11181B" if row else "FFFFFF")
    if own:
        cell.fill.solid()
        cell.fill.fore_color.rgb = colour(("FFFFFF" if row % 2 else "F1F5F7") if row else INK)
    spoken(cell.text_frame)


def add_table(slide: Any, grid: Grid, top: float, width: float, *, own: bool) -> None:
    """A table over the width of the body, with its alternative text."""
    from pptx.util import Pt

    shape = slide.shapes.add_table(
        1 + len(grid.rows), len(grid.columns), Pt(EDGE), Pt(top), Pt(width), Pt(24)
    )
    shape._element.nvGraphicFramePr.cNvPr.set("descr", grid.summary or grid.title)
    size = cell_size(grid)
    for column, share in zip(shape.table.columns, widths(grid, width), strict=True):
        column.width = Pt(share)
    for n, (row, values) in enumerate(zip(shape.table.rows, (grid.columns, *grid.rows), strict=True)):
        row.height = Pt(size * 1.2 + 9)
        for cell, value in zip(row.cells, values, strict=True):
            write_cell(cell, value, size, n, own=own)


def add_foot(slide: Any, seal: str, number: int, body: tuple[float, float]) -> None:
    """The seal, and the slide's number as a field."""
    from lxml import etree
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    top, half = body[1] - FOOT, body[0] / 2
    left = slide.shapes.add_textbox(Pt(EDGE), Pt(top), Pt(half), Pt(24))
    right = slide.shapes.add_textbox(Pt(EDGE + half), Pt(top), Pt(half), Pt(24))
    left.name, right.name = "Seal", "Slide number"
    run = left.text_frame.paragraphs[0].add_run()
    run.text, run.font.size = f"Seal {seal[:16]}", Pt(12)
    paragraph = right.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    left.text_frame.word_wrap = right.text_frame.word_wrap = True
    field = etree.fromstring(
        f'<a:fld xmlns:a="{NAMES}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="en-GB" sz="1200"/><a:t>{number}</a:t></a:fld>'
    )
    paragraph._p.append(field)
    spoken(left.text_frame)


def plainest(layouts: Any) -> Any:
    """The layout that has a title and the least besides it, not counting dates and numbers."""

    def besides(layout: Any) -> tuple[bool, int]:
        places = [place.placeholder_format for place in layout.placeholders]
        return not any(p.idx == 0 for p in places), sum(0 < p.idx < 10 or p.idx > 12 for p in places)

    return min(list(layouts), key=besides)
