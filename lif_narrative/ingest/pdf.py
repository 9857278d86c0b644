"""PDF files: paragraphs, headings and tables, from where their letters stand on the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.parts import Part, Reading, Unreadable
from lif_narrative.ingest.pdf_flow import Sheet, units
from lif_narrative.ingest.pdf_glyphs import runs
from lif_narrative.ingest.pdf_grid import verticals
from lif_narrative.ingest.pdf_marks import comments, rules
from lif_narrative.ingest.remarks import count

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_MOST_PAGES: Final = 2_000
_LEAST_LETTERS: Final = 20


def read(path: Path) -> Reading:
    """Read a PDF; `page3` is where a paragraph begins. Its marker ("4.", "•") is the part's `name`.

    Running heads stand once, as header and footer parts, and page numbers not at all. A cell of a
    ruled table is `page3t1r2c2`.

    Raises
    ------
    Unreadable
        The file is encrypted, damaged, too long, or has no text.
    """
    document = _open(path)
    try:
        if len(document) > _MOST_PAGES:
            raise Unreadable(f"The PDF has more than {_MOST_PAGES:,} pages. Split it and add the parts.")
        sheets = [_sheet(document, number) for number in range(len(document))]
    finally:
        document.close()
    _check_letters(sheets)
    found = tuple(units(sheets))
    title = next((unit.text for unit in found if isinstance(unit, Part) and unit.role == "title"), "")
    blank = sum(not sheet.runs for sheet in sheets)
    remark = count(blank, "page", "without text: a picture or a scan may be there")
    return Reading(found, "pdf", title, (remark,) if remark else ())


def _open(path: Path) -> PdfDocument:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(path)
        document.init_forms()
        return document
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", 0) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower()
    raise Unreadable(
        "The PDF is encrypted: a password is needed. Save or print a copy without one and add that."
        if locked
        else "The PDF is damaged or cut short. Open it in a PDF program, print or save it as a new PDF and "
        "add that."
    )


def _sheet(document: PdfDocument, number: int) -> Sheet:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        page = document[number]
        said = list(comments(page))
        if pdfium.FPDFPage_GetAnnotCount(page):
            # What people typed into a form lies above the page; this prints it on the page.
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            page = document[number]
        paths = rules(page)
        return Sheet(runs(page.get_textpage(), verticals(paths)), page.get_height(), paths, said)
    except pypdfium2.PdfiumError:  # one broken page is not the whole file
        return Sheet()


def _check_letters(sheets: Sequence[Sheet]) -> None:
    every = [run for sheet in sheets for run in sheet.runs]
    letters = sum(c.isalnum() for run in every for c in run.text)
    unknown = sum(run.unknown for run in every)
    if letters + unknown < _LEAST_LETTERS:
        raise Unreadable(
            "There is no text in the PDF: it may be a scan. Ask for the document it was made from, or have a "
            "scanner or PDF program recognise its text (OCR), check it, and add that copy."
        )
    if unknown > 0.3 * (letters + unknown):
        raise Unreadable(
            "The PDF does not say which letters its signs stand for. Ask for the document it was made from, "
            "or print it to a new PDF with text recognition (OCR), check it, and add that copy."
        )
