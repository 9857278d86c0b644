"""PDF files: paragraphs, headings and tables, from where their letters stand on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.parts import Part, Reading, Table, Unreadable
from lif_narrative.ingest.pdf_glyphs import Run, comments, rules, runs
from lif_narrative.ingest.pdf_lines import Line, furniture, in_order, line, rows
from lif_narrative.ingest.pdf_paragraphs import BULLET, DASH, NUMBER, Paragraph, paragraphs
from lif_narrative.ingest.pdf_words import Vocabulary
from lif_narrative.ingest.remarks import count

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MOST_PAGES: Final = 2_000
_LARGER: Final = 1.12  # times the body's size: a heading
_SMALLER: Final = 0.92  # a footnote
_LEAST_LETTERS: Final = 20
_NOTE: Final = re.compile(r"^(?:\d{1,2}|[*†‡])\s*\S")


@dataclass(slots=True)
class Sheet:
    """A page as its letters stand."""

    rows: list[list[Run]]
    height: float
    rules: list[tuple[float, float, float, float]]
    comments: list[tuple[str, str]]


def read(path: Path) -> Reading:
    """Read a PDF; `page3` is where a paragraph begins. Its marker ("4.", "•") is the part's `name`.

    Running heads and page numbers stand once, as header and footer parts.
    """
    document = _open(path)
    try:
        if len(document) > _MOST_PAGES:
            raise Unreadable(f"The PDF has more than {_MOST_PAGES:,} pages. Split it and add the parts.")
        sheets = [_sheet(document, number) for number in range(len(document))]
    finally:
        document.close()
    _check_letters(sheets)
    blank = sum(not sheet.rows for sheet in sheets)
    remark = count(blank, "page", "without text: a picture or a scan may be there")
    units = list(_units(sheets))
    title = next((unit.text for unit in units if isinstance(unit, Part) and unit.role == "title"), "")
    return Reading(tuple(units), "pdf", title, (remark,) if remark else ())


def _open(path: Path) -> PdfDocument:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Unreadable(
                "The PDF is encrypted: a password is needed. Save or print a copy without one and add that."
            ) from None
        raise Unreadable(
            "The PDF is damaged or cut short. Open it in a PDF program, print or save it as a new PDF and add that."
        ) from None


def _sheet(document: PdfDocument, number: int) -> Sheet:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        page = document[number]
    except pypdfium2.PdfiumError:  # one broken page is not the whole file
        return Sheet([], 0.0, [], [])
    remarks = list(comments(page))
    if pdfium.FPDFPage_GetAnnotCount(page):
        # What people typed into a form lies above the page; this prints it on the page.
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        page = document[number]
    text = page.get_textpage()
    return Sheet(rows(runs(text), number), page.get_height(), rules(page), remarks)


def _check_letters(sheets: Sequence[Sheet]) -> None:
    every = [run for sheet in sheets for row in sheet.rows for run in row]
    letters = sum(c.isalnum() for run in every for c in run.text)
    unknown = sum(run.unknown for run in every)
    if letters + unknown < _LEAST_LETTERS:
        raise Unreadable(
            "There is no text in the PDF: it may be a scan. Ask for the document it was made from, or have a "
            "scanner or PDF program recognise its text (OCR), check it, and add that copy."
        )
    if unknown > 0.3 * (letters + unknown):
        raise Unreadable(
            "The PDF does not say which letters its signs stand for. Ask for the document it was made from, or "
            "print it to a new PDF with text recognition (OCR), check it, and add that copy."
        )


def _units(sheets: Sequence[Sheet]) -> Iterator[Part | Table]:
    edges = furniture([sheet.rows for sheet in sheets], [sheet.height for sheet in sheets])
    heads = [line(sheets[page].rows[row], page) for page, row in sorted(edges)]
    yield from _running(heads, sheets, "header")
    lines: list[Line] = []
    notes: list[Line] = []
    body = _body_size(sheets)
    for number, sheet in enumerate(sheets):
        kept = [run for index, row in enumerate(sheet.rows) if (number, index) not in edges for run in row]
        above, below = _footnotes(in_order(kept, number), body)
        lines += above
        notes += below
    words = Vocabulary(one.text for one in lines)
    yield from _parts(paragraphs(lines), words, body)
    for order, note in enumerate(paragraphs(notes), 1):
        page = note.lines[0].page + 1
        yield Part("footnote", words.joined([one.text for one in note.lines]), f"footnote{order}", page=page)
    yield from _comments(sheets)
    yield from _running(heads, sheets, "footer")


def _body_size(sheets: Sequence[Sheet]) -> float:
    """The size that most letters are set in."""
    sizes: Counter[float] = Counter()
    for run in (run for sheet in sheets for row in sheet.rows for run in row):
        sizes[round(run.size, 1)] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _footnotes(lines: list[Line], body: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page, and the small ones at its foot that begin with a note's sign."""
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].size > _SMALLER * body:
            break
        if _NOTE.match(lines[index].text):
            start = index
    return lines[:start], lines[start:]


def _running(heads: Sequence[Line], sheets: Sequence[Sheet], role: str) -> Iterator[Part]:
    top = [one for one in heads if (one.base > sheets[one.page].height / 2) == (role == "header")]
    texts = dict.fromkeys(one.text for one in top if any(c.isalpha() for c in one.text))
    seen = dict.fromkeys(re.sub(r"\d+", "#", text) for text in texts)
    first = [next(text for text in texts if re.sub(r"\d+", "#", text) == folded) for folded in seen]
    for number, text in enumerate(first, 1):
        yield Part(role, text, role if number == 1 else f"{role}{number}")


def _parts(found: Sequence[Paragraph], words: Vocabulary, body: float) -> Iterator[Part]:
    sizes = sorted({round(p.lines[0].size, 1) for p in found if p.lines[0].size > _LARGER * body}, reverse=True)
    largest = sizes[0] if sizes else 0.0
    for paragraph in found:
        first = paragraph.lines[0]
        text = words.joined([one.text for one in paragraph.lines])
        marker = BULLET.match(text) or DASH.match(text) or NUMBER.match(text)
        bullet = BULLET.match(text)
        said = text[bullet.end() :] if bullet else text
        bold = all(one.bold for one in paragraph.lines)
        role, level = "list" if bullet or DASH.match(text) else "body", 0
        if not bullet and first.size > _LARGER * body and len(text.split()) <= 40:
            size = round(first.size, 1)
            title = size == largest and first.page == 0
            role, level = ("title", 1) if title else ("heading", sizes.index(size) + 1)
        elif bold and not bullet and len(paragraph.lines) <= 3 and not text.endswith((".", ",", ";")):
            role, level = "heading", len(sizes) + 1
        if said.strip():
            name = marker[0].strip() if marker else ""
            yield Part(role, said, f"page{first.page + 1}", level, bold, name=name, page=first.page + 1)


def _comments(sheets: Sequence[Sheet]) -> Iterator[Part]:
    every = [(page, *one) for page, sheet in enumerate(sheets, 1) for one in sheet.comments]
    for number, (page, author, text) in enumerate(every, 1):
        yield Part("note", text, f"comment{number}", speaker=author, about=f"page{page}", page=page)
