"""Runs of letters: what stands where on a PDF page."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.ingest.pdf_marks import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

HYPHEN: Final = "\u00ad"  # our sign for a hyphen that ends a line
_END_HYPHENS: Final = {0x02, 0xFFFE, 0xAD}  # pdfium's own sign of old and of now, and a soft hyphen
_BOLD: Final = re.compile(r"bold|black|heavy|semibold|demi", re.I)
_BOLD_WEIGHT: Final = 600
_GAP_EM: Final = 1.0  # a wider gap starts a new run: a column, a cell, or a wide space
_RAISED: Final = frozenset("0123456789*†‡")
_NOT_LETTERS: Final = {0, 0x0D, 0x0A}


@dataclass(slots=True)
class Run:
    """Letters on one base line without a wide gap; lengths in points, from the lower left corner."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    first: float  # width of the first word
    unknown: int = 0  # letters that the file does not translate


@dataclass(slots=True)
class _Pen:
    """The run being written."""

    letters: list[str] = field(default_factory=list)
    x0: float = 0.0
    x1: float = 0.0
    base: float = 0.0
    size: float = 0.0
    first: float = 0.0
    bold: int = 0
    plain: int = 0
    unknown: int = 0

    def lift(self) -> Iterator[Run]:
        """The run written so far, if it says anything."""
        text = "".join(self.letters).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if text.strip():
            first, bold = self.first or self.x1 - self.x0, self.bold > self.plain
            yield Run(text.rstrip(), self.x0, self.x1, self.base, self.size, bold, first, self.unknown)
        self.letters = []
        self.first = 0.0
        self.bold = self.plain = self.unknown = 0


def runs(textpage: PdfTextPage, walls: Sequence[Box] = ()) -> list[Run]:
    """The runs of a page, in the order in which the file writes them; none runs through a wall."""
    import pypdfium2.raw as pdfium

    page = textpage.raw  # the bare handle: each letter asks for it several times
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    found: list[Run] = []
    pen = _Pen()
    word_starts, size, bold, low, unmapped = True, 0.0, False, 0.0, False
    for index in range(pdfium.FPDFText_CountChars(page)):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if code in _NOT_LETTERS or code == 0x20:
            word_starts = True
            if code == 0x20 and pen.letters and pen.letters[-1] != " ":
                pen.letters.append(" ")
                pen.first = pen.first or pen.x1 - pen.x0
            continue
        if not pdfium.FPDFText_GetLooseCharBox(page, index, box):
            continue
        sign = chr(code) in _RAISED
        if word_starts or sign or box.left < pen.x1 - size or abs(box.bottom - low) > 0.3 * size:
            size, bold = _font(page, index, box.top - box.bottom)
            pdfium.FPDFText_GetCharOrigin(page, index, x, y)
            unmapped = pdfium.FPDFText_HasUnicodeMapError(page, index) == 1
        if sign and pen.letters and _is_raised(pen, size, y.value):
            continue  # the sign of a footnote, glued to the word before
        if pen.letters and not _goes_on(pen, box, y.value, size, walls):
            found += pen.lift()
        if not pen.letters:
            pen.x0, pen.base, pen.size = box.left, y.value, size
        word_starts, low = False, box.bottom
        pen.letters.append(HYPHEN if code in _END_HYPHENS else chr(code))
        pen.x1 = box.right
        pen.unknown += unmapped or code == 0xFFFD or 0xE000 <= code <= 0xF8FF
        pen.bold += bold
        pen.plain += not bold
        if size > pen.size * 1.15:  # a small first letter, such as a raised figure, does not set the size
            pen.size, pen.base = size, y.value
    return [*found, *pen.lift()]


def _is_raised(pen: _Pen, size: float, base: float) -> bool:
    """Small and above the line, after a letter or a stop (10⁵ is not a footnote)."""
    return size < 0.8 * pen.size and base > pen.base + 0.15 * pen.size and not pen.letters[-1].isdigit()


def _goes_on(pen: _Pen, box: Any, base: float, size: float, walls: Sequence[Box]) -> bool:
    """A letter belongs to the run if it stands beside it, raised or lowered by less than half its size."""
    if abs(box.right - pen.x1) < 0.01:  # one sign for several letters (ff, ffi)
        return True
    if box.left - pen.x1 > _GAP_EM * max(pen.size, size) or box.left < pen.x1 - 0.7 * pen.size:
        return False
    if box.left - pen.x1 > 2 and any(
        pen.x1 - 1 <= wall[0] <= box.left + 1 and wall[1] <= base + size / 3 <= wall[3] for wall in walls
    ):
        return False
    return bool(abs(base - pen.base) <= 0.5 * max(pen.size, size))


def _font(page: Any, index: int, height: float) -> tuple[float, bool]:
    """Size in points as it looks, whatever the file's units, and boldness."""
    import pypdfium2.raw as pdfium

    matrix, flags, name = pdfium.FS_MATRIX(), ctypes.c_int(), ctypes.create_string_buffer(128)
    size = pdfium.FPDFText_GetFontSize(page, index)
    if pdfium.FPDFText_GetMatrix(page, index, matrix):
        size *= hypot(matrix.c, matrix.d)
    pdfium.FPDFText_GetFontInfo(page, index, name, 128, flags)
    weight = pdfium.FPDFText_GetFontWeight(page, index)
    bold = bool(_BOLD.search(name.value.decode("utf-8", "replace"))) or weight >= _BOLD_WEIGHT
    return (size if 0 < size < 500 else max(height, 1.0)), bold


def usual_size(runs: Iterable[Run]) -> float:
    """The size in points that most letters are set in."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size, 1)] += len(run.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0
