"""What a Word document holds besides its paragraphs: pictures, a logo, contents, columns, the footer."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from lif_narrative.errors import NarrativeError
from lif_narrative.export import accessible
from lif_narrative.export.items import Figure, Item, Line
from lif_narrative.export.measure import Measure
from lif_narrative.export.page import Page
from lif_narrative.export.typeset import bitmap
from lif_narrative.export.vectors import logo_bitmap, with_vector
from lif_narrative.export.wordstyles import INK, PALE

TALLEST: Final = 620.0  # points: a picture stays on its page


class Contents:
    """The list of headings: a real table of contents whose entries lead to bookmarks on the headings."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.total = sum(isinstance(item, Line) and item.role == "contents" for item in items)
        self.entries = self.targets = 0

    def entry(self, paragraph: Any, text: str) -> None:
        """One entry; the first opens the field and the last closes it."""
        self.entries += 1
        if self.entries == 1:
            accessible.open_field(paragraph, r'TOC \o "1-1" \h \z \n')
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), f"_Toc{self.entries:04}")
        link.set(qn("w:history"), "1")
        run = paragraph.add_run(text)
        run._r.getparent().remove(run._r)
        link.append(run._r)
        paragraph._p.append(link)
        if self.entries == self.total:
            accessible.close_field(paragraph)

    def target(self, paragraph: Any) -> None:
        """Mark a heading as what an entry leads to."""
        self.targets += 1
        for kind, name in (("w:bookmarkStart", f"_Toc{self.targets:04}"), ("w:bookmarkEnd", "")):
            mark = OxmlElement(kind)
            mark.set(qn("w:id"), str(self.targets))
            if name:
                mark.set(qn("w:name"), name)
            paragraph._p.insert(1, mark) if name else paragraph._p.append(mark)


def figure(document: Any, item: Figure, measure: Measure) -> None:
    """A picture as vector graphics, with a bitmap beside it for programs that show none, and its alt text."""
    from docx.shared import Pt

    width, height = item.size
    scale = min(measure.line_cm / 2.54 * 72 / width, TALLEST / height, 1.25)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(BytesIO(bitmap(item.svg)), Pt(width * scale), Pt(height * scale))
    shape._inline.docPr.set("descr", item.alt)
    shape._inline.docPr.set("title", item.title)
    with_vector(shape._inline, document.part, item.svg)


def logo(document: Any, path: Path | None) -> None:
    """The partnership's logo at the head of the first page.

    Raises
    ------
    NarrativeError
        It is no picture that Word shows.
    """
    if path is None:
        return
    from docx.image.exceptions import UnrecognizedImageError
    from docx.shared import Cm

    blob = logo_bitmap(path)
    try:
        shape = document.add_paragraph().add_run().add_picture(BytesIO(blob), height=Cm(1.5))
    except UnrecognizedImageError as error:
        raise NarrativeError(
            f"The logo {path.name} cannot be shown. Save it as .png, and try again."
        ) from error
    shape._inline.docPr.set("descr", "Logo")


def two_columns(document: Any, heading: Any) -> None:
    """Everything from this heading on in two columns, each heading on a band of colour."""
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{PALE}"/>')
    spacing = document.styles["Heading 1"].element.get_or_add_pPr().find(qn("w:spacing"))
    if spacing is not None:
        spacing.addprevious(shade)
    last = document.element.body.sectPr
    opening = copy.deepcopy(last)
    for name in ("w:headerReference", "w:footerReference"):
        for reference in last.findall(qn(name)):
            last.remove(reference)  # the second part goes on with those of the first
    for section, count in ((opening, 1), (last, 2)):
        for old in (*section.findall(qn("w:type")), *section.findall(qn("w:cols"))):
            section.remove(old)
        columns = parse_xml(f'<w:cols {nsdecls("w")} w:num="{count}" w:space="400"/>')
        margins = section.find(qn("w:pgMar"))
        margins.addnext(columns)
        section.find(qn("w:pgSz")).addprevious(parse_xml(f'<w:type {nsdecls("w")} w:val="continuous"/>'))
    heading._p.getprevious().get_or_add_pPr().append(opening)


def footer(document: Any, page: Page, measure: Measure) -> None:
    """The seal and the page's number, under what a template's own footer says."""
    from docx.shared import Pt, RGBColor

    foot = document.sections[0].footer
    paragraph = foot.paragraphs[0]
    if paragraph.text.strip() or len(foot.paragraphs) > 1:
        paragraph = foot.add_paragraph()
    paragraph.add_run(f"Seal {page.seal[:16]} · page ")
    accessible.add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    accessible.add_field(paragraph, "NUMPAGES")
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(measure.sized(8.5)), RGBColor.from_string(INK)
