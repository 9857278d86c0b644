"""What is on a PDF page beside its letters: drawn lines, and comments."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Box = tuple[float, float, float, float]  # left, bottom, right, top


def rules(page: PdfPage) -> list[tuple[float, float, float, float]]:
    """Drawn paths as left, bottom, right, top: borders of tables are among them."""
    import pypdfium2.raw as pdfium

    paths = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)
    return [tuple(path.get_bounds()) for path in paths]


def comments(page: PdfPage) -> Iterator[tuple[str, str]]:
    """Author and words of each comment that somebody put on the page."""
    import pypdfium2.raw as pdfium

    kinds = {
        pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_STRIKEOUT,
    }  # fmt: skip
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation and pdfium.FPDFAnnot_GetSubtype(annotation) in kinds:
            words = _string(annotation, b"Contents")
            if words.strip():
                yield _string(annotation, b"T"), words.replace("\r\n", "\n").replace("\r", "\n")
        pdfium.FPDFPage_CloseAnnot(annotation)


def _string(annotation: Any, key: bytes) -> str:
    import pypdfium2.raw as pdfium

    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    letters = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_GetStringValue(annotation, key, letters, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
