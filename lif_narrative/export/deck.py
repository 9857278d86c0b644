"""A deck of slides in our own look, or in a council's template."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.export.deckparts import (
    EDGE,
    FOOT,
    add_foot,
    add_table,
    colour,
    plainest,
    spoken,
    write_line,
)
from lif_narrative.export.items import Figure, Line
from lif_narrative.export.measure import date_of
from lif_narrative.export.package import template_of
from lif_narrative.export.typeset import bitmap
from lif_narrative.export.vectors import logo_bitmap, with_vector
from lif_narrative.export.wordstyles import INK

if TYPE_CHECKING:
    from lif_narrative.export.page import Page
    from lif_narrative.export.slides import Sheet

WIDTH, HEIGHT = 960.0, 540.0  # points
SHORT: Final = 32  # letters of a title that a template's own size has room for
TOP: Final = 104.0  # where the body begins


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
        self.plain = plainest(deck.slide_layouts)
        self.top = TOP if self.own else max(TOP, self._under_title())
        self.body_height = self.height - self.top - FOOT - 10

    def _under_title(self) -> float:
        """Where a template's slides have room, in points."""
        title = next((p for p in list(self.plain.placeholders) if p.placeholder_format.idx == 0), None)
        return float((title.top + title.height) / 12700) + 6 if title is not None and title.height else TOP

    def first(self, title: str, lines: list[Line]) -> None:
        """The title slide, with what a reader must know before the rest."""
        slide = self._slide(
            self.presentation.slide_layouts[0], title, top=self.height * 0.24, depth=120.0, size=34
        )
        under = slide.shapes.title if not self.own else None
        below = float((under.top + under.height) / 12700) if under is not None else 0.0
        self._lines(slide, lines, max(below + 8, self.height * 0.24 + 134))
        if logo := self.page.dress.logo:
            from pptx.util import Pt

            shape = slide.shapes.add_picture(BytesIO(logo_bitmap(logo)), Pt(EDGE), Pt(EDGE), height=Pt(52))
            shape._element.nvPicPr.cNvPr.set("descr", "Logo")

    def add(self, sheet: Sheet) -> None:
        """One slide."""
        slide = self._slide(self.plain, sheet.heading, top=30.0, depth=62.0, size=26)
        if sheet.figure is not None:
            self._figure(slide, sheet.figure, sheet.lines)
        elif sheet.grid is not None:
            add_table(slide, sheet.grid, self.top, self.body_width, own=self.own)
        elif sheet.lines:
            self._lines(slide, sheet.lines, self.top)

    def _slide(self, layout: Any, title: str, *, top: float, depth: float, size: int) -> Any:
        """A slide with its title and foot, and nothing else of its layout."""
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        slide = self.presentation.slides.add_slide(layout)
        for place in list(slide.placeholders):
            if place.placeholder_format.idx != 0:
                place._element.getparent().remove(place._element)
        shape = slide.shapes.title or slide.shapes.add_textbox(0, 0, 0, 0)
        shape.text_frame.text = title
        spoken(shape.text_frame)
        if not self.own and len(title) > SHORT:
            shape.text_frame.paragraphs[0].runs[0].font.size = Pt(26)
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
        add_foot(slide, self.page.seal, len(self.presentation.slides), (self.body_width, self.height))
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
        shape = slide.shapes.add_picture(blob, Pt(EDGE), Pt(self.top), Pt(width), Pt(height))
        shape._element.nvPicPr.cNvPr.set("descr", figure.alt)
        with_vector(shape._element, slide.part, figure.svg)
        if lines:
            self._lines(slide, lines, self.top + height + 8)
