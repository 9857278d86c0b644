"""A deck of slides in our own look, or in a council's template."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lif_narrative.export.deckparts import NAMES, cell_size, colour, spoken, widths, write_cell, write_line
from lif_narrative.export.items import Figure, Grid, Line
from lif_narrative.export.package import template_of
from lif_narrative.export.typeset import bitmap
from lif_narrative.export.vectors import logo_bitmap, with_vector
from lif_narrative.export.wordstyles import INK, date_of

if TYPE_CHECKING:
    from lif_narrative.export.page import Page
    from lif_narrative.export.slides import Sheet

WIDTH, HEIGHT, EDGE = 960.0, 540.0, 44.0  # points
TOP, FOOT = 104.0, 36.0  # where the body begins, and what stays free for the foot


class Deck:
    """Slides, added one after the other."""

    def __init__(self, page: Page) -> None:
        import pptx
        from pptx.util import Pt

        self.page = page
        template = page.dress.template
        self.own = template is None
        self.presentation = pptx.Presentation(None if template is None else template_of(template, ".pptx"))
        deck = self.presentation
        if self.own:
            deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
        for slide in list(deck.slides._sldIdLst):
            deck.part.drop_rel(slide.rId)
            deck.slides._sldIdLst.remove(slide)
        told = deck.core_properties
        told.title, told.author, told.last_modified_by, told.language = page.title, "", "", "en-GB"
        told.created = told.modified = date_of(page.made)
        told.revision = 1
        self.width, self.height = (float(size.pt) for size in (deck.slide_width, deck.slide_height) if size)
        self.body_width = self.width - 2 * EDGE
        self.body_height = self.height - TOP - FOOT - 10

    def first(self, title: str, lines: list[Line]) -> None:
        """The title slide, with what a reader must know before the rest."""
        slide = self._slide(0, title, top=self.height * 0.24, depth=120.0, size=34)
        self._lines(slide, lines, self.height * 0.24 + 134)
        if logo := self.page.dress.logo:
            from pptx.util import Pt

            shape = slide.shapes.add_picture(BytesIO(logo_bitmap(logo)), Pt(EDGE), Pt(EDGE), height=Pt(52))
            shape._element.nvPicPr.cNvPr.set("descr", "Logo")

    def add(self, sheet: Sheet) -> None:
        """One slide."""
        slide = self._slide(5, sheet.heading, top=30.0, depth=62.0, size=26)
        if sheet.figure is not None:
            self._figure(slide, sheet.figure, sheet.lines)
        elif sheet.grid is not None:
            self._table(slide, sheet.grid)
        elif sheet.lines:
            self._lines(slide, sheet.lines, TOP)

    def _slide(self, layout: int, title: str, *, top: float, depth: float, size: int) -> Any:
        """A slide with its title, by the layout of that place: 0 opens, 5 has a title only."""
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        layouts = self.presentation.slide_layouts
        slide = self.presentation.slides.add_slide(layouts[min(layout, len(layouts) - 1)])
        for place in list(slide.placeholders):
            if place.placeholder_format.idx != 0:
                place._element.getparent().remove(place._element)
        shape = slide.shapes.title or slide.shapes.add_textbox(0, 0, 0, 0)
        shape.text_frame.text = title
        spoken(shape.text_frame)
        if self.own:
            shape.left, shape.top = Pt(EDGE), Pt(top)
            shape.width, shape.height = Pt(self.body_width), Pt(depth)
            shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
            shape.text_frame.word_wrap = True
            paragraph = shape.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.LEFT
            font = paragraph.runs[0].font if paragraph.runs else paragraph.font
            font.name, font.size, font.bold = "Arial", Pt(size), True
            font.color.rgb = colour(INK)
        self._foot(slide)
        return slide

    def _lines(self, slide: Any, lines: Iterable[Line], top: float) -> None:
        from pptx.util import Pt

        box = slide.shapes.add_textbox(
            Pt(EDGE), Pt(top), Pt(self.body_width), Pt(max(self.height - top - FOOT, 40))
        )
        frame = box.text_frame
        frame.word_wrap = True
        for n, line in enumerate(lines):
            write_line(frame.paragraphs[0] if n == 0 else frame.add_paragraph(), line, own=self.own)
        spoken(frame)

    def _figure(self, slide: Any, figure: Figure, lines: list[Line]) -> None:
        from pptx.util import Pt

        words = 24.0 * (1 + sum(len(line.text) for line in lines) // 150) if lines else 0.0
        room = self.body_height - words
        scale = min(self.body_width / figure.size[0], room / figure.size[1], 1.7)
        width, height = figure.size[0] * scale, figure.size[1] * scale
        blob = BytesIO(bitmap(figure.svg))
        shape = slide.shapes.add_picture(blob, Pt(EDGE), Pt(TOP), Pt(width), Pt(height))
        shape._element.nvPicPr.cNvPr.set("descr", figure.alt)
        with_vector(shape._element, slide.part, figure.svg)
        if lines:
            self._lines(slide, lines, TOP + height + 8)

    def _table(self, slide: Any, grid: Grid) -> None:
        from pptx.util import Pt

        shape = slide.shapes.add_table(
            1 + len(grid.rows), len(grid.columns), Pt(EDGE), Pt(TOP), Pt(self.body_width), Pt(24)
        )
        shape._element.nvGraphicFramePr.cNvPr.set("descr", grid.summary or grid.title)
        size = cell_size(grid)
        for column, width in zip(shape.table.columns, widths(grid, self.body_width), strict=True):
            column.width = Pt(width)
        for n, (row, values) in enumerate(zip(shape.table.rows, (grid.columns, *grid.rows), strict=True)):
            row.height = Pt(size * 1.2 + 9)
            for cell, value in zip(row.cells, values, strict=True):
                write_cell(cell, value, size, n, own=self.own)

    def _foot(self, slide: Any) -> None:
        """The seal, and the slide's number as a field."""
        from lxml import etree
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        top, half = self.height - FOOT, self.body_width / 2
        left = slide.shapes.add_textbox(Pt(EDGE), Pt(top), Pt(half), Pt(24))
        right = slide.shapes.add_textbox(Pt(EDGE + half), Pt(top), Pt(half), Pt(24))
        left.name, right.name = "Seal", "Slide number"
        run = left.text_frame.paragraphs[0].add_run()
        run.text, run.font.size = f"Seal {self.page.seal[:16]}", Pt(12)
        paragraph = right.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        left.text_frame.word_wrap = right.text_frame.word_wrap = True
        number = etree.fromstring(
            f'<a:fld xmlns:a="{NAMES}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="en-GB" sz="1200"/><a:t>{len(self.presentation.slides)}</a:t></a:fld>'
        )
        paragraph._p.append(number)
        spoken(left.text_frame)
