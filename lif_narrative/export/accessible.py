"""What python-docx leaves out and readers need: language, header rows, alt text, page numbers."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def set_language(document: Any, language: str = "en-GB") -> None:
    """Say in which language the text is, so that screen readers and spelling know."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    lang = properties.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        properties.append(lang)
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        lang.set(qn(name), language)
    document.core_properties.language = language


def mark_header_row(row: Any) -> None:
    """Make a row the header: read out with each cell, and repeated on every page."""
    properties = row._tr.get_or_add_trPr()
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    properties.append(header)


def keep_row_whole(row: Any) -> None:
    """Let no row break over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def describe_table(table: Any, title: str, description: str) -> None:
    """Alt text of a table: what it is called and what it shows."""
    properties = table._tbl.tblPr
    for name, text in (("w:tblCaption", title), ("w:tblDescription", description)):
        element = OxmlElement(name)
        element.set(qn("w:val"), text)
        properties.append(element)  # after tblLook, as the schema orders them


def narrow_margins(table: Any, twips: int = 60) -> None:
    """Less room at the sides of cells, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for name in ("w:left", "w:right"):
        side = OxmlElement(name)
        side.set(qn("w:w"), str(twips))
        side.set(qn("w:type"), "dxa")
        margins.append(side)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)


def add_field(paragraph: Any, instruction: str, shown: str = "1") -> None:
    """A field that the word processor fills in, such as PAGE."""
    open_field(paragraph, instruction)
    paragraph.add_run(shown)
    close_field(paragraph)


def open_field(paragraph: Any, instruction: str) -> None:
    """Begin a field; what follows it, up to `close_field`, is what it shows."""
    _mark(paragraph, "begin")
    words = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = f" {instruction} "
    paragraph.add_run("")._r.append(words)
    _mark(paragraph, "separate")


def close_field(paragraph: Any) -> None:
    """End a field."""
    _mark(paragraph, "end")


def _mark(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run("")._r.append(mark)


def shade(cell: Any, colour: str) -> None:
    """Fill a cell with a colour, as six hex digits."""
    fill = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        fill.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(fill)


def turn_text(cell: Any) -> None:
    """Set a heading on its side, so that many narrow columns fit."""
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "btLr")
    cell._tc.get_or_add_tcPr().append(direction)


def draw_bar(style: Any, colour: str, line: str = "single") -> None:
    """A bar at the left of a paragraph style: `single`, or `dashed` where it must tell without colour."""
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("w:val", line), ("w:sz", "18"), ("w:space", "8"), ("w:color", colour)):
        left.set(qn(name), value)
    borders.append(left)
    style.element.get_or_add_pPr().append(borders)
