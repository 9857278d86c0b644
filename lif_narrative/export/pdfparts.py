"""What PDFium tells of a page: its stretches of text, whether they are read, and what its pictures say."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, Final

SPELLED: Final = re.compile(r"\[U\+([0-9A-F]{4,6})\]")
INSIDE: Final = re.compile(r"(?<=\w)-(?=\s*\w)")
TO_LEFT: Final = frozenset({"R", "AL"})
DEEPEST: Final = 40  # of a structure tree


def squeeze(text: str) -> str:
    """A text as it can be compared: no spaces, no emoji, one spelling a letter, right-to-left sorted."""
    plain = SPELLED.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), text)
    plain = INSIDE.sub("", unicodedata.normalize("NFKC", plain))
    letters = [c for c in plain if not c.isspace() and _comparable(c)]
    out: list[str] = []
    run: list[str] = []  # letters from right to left, and the signs around them
    for letter in [*letters, "a"]:
        turned = unicodedata.bidirectional(letter) in TO_LEFT
        if turned or not letter.isalnum():
            run.append(letter)
            continue
        out += sorted(run) if any(unicodedata.bidirectional(c) in TO_LEFT for c in run) else run
        out.append(letter)
        run = []
    return "".join(out[:-1])


def _comparable(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind not in ("Cf", "Cs", "Cc", "Cn", "Co", "Mn") and ord(letter) < 0xFFFD


def drawn_on(page: Any) -> Iterator[tuple[str, bool]]:
    """Each stretch of text with whether it stands apart from what is read: a footer, a repeated heading."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=6):
        size = pdfium.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
        if size <= 2:
            continue
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFTextObj_GetText(
            item.raw, text.raw, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size
        )
        yield buffer.raw[: size - 2].decode("utf-16-le", "replace"), _apart(item.raw)


def _apart(item: Any) -> bool:
    import pypdfium2.raw as pdfium

    name, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
    for n in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, n)
        pdfium.FPDFPageObjMark_GetName(mark, ctypes.cast(name, ctypes.POINTER(pdfium.FPDF_WCHAR)), 64, length)
        if name.raw[: max(length.value - 2, 0)].decode("utf-16-le", "replace") == "Artifact":
            return True
    return False


def spoken(page: Any) -> Iterator[str]:
    """The alternative text of each picture on a page."""
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        for n in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _alts(pdfium.FPDF_StructTree_GetChildAtIndex(tree, n), 0)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _alts(element: Any, depth: int) -> Iterator[str]:
    import pypdfium2.raw as pdfium

    if not element or depth > DEEPEST:
        return
    if told := _string(lambda buffer, size: pdfium.FPDF_StructElement_GetAltText(element, buffer, size)):
        yield told
    for n in range(pdfium.FPDF_StructElement_CountChildren(element)):
        yield from _alts(pdfium.FPDF_StructElement_GetChildAtIndex(element, n), depth + 1)


def _string(ask: Callable[[Any, int], int]) -> str:
    """A string of which PDFium first says how long it is."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
