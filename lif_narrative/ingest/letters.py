"""From bytes to letters: which encoding a text file was saved in."""

from __future__ import annotations

import codecs
import re
from typing import Final

# The longer mark first: the one of UTF-32 begins with the one of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Windows-1252 is what British offices save by default; these signs show that it was something else:
# a capital with an accent inside a word, a ligature before a figure, a control character.
_NOT_1252: Final = re.compile(r"[a-z][À-ÖØ-Þ][a-z]|œ\d|[\x80-\x9f]")
_OTHERS: Final = ["mac_roman", "cp850", "cp1250", "cp1252"]


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the encoding it was in; never fails, and loses no byte.

    A byte order mark decides; then UTF-8, which other encodings do not imitate by chance; then
    Windows-1252, unless its letters make no sense and charset-normalizer knows better.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _tolerant(data, encoding)
    if encoding := _unmarked_utf16(data):
        return _tolerant(data, encoding)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _eight_bit(data)


def _tolerant(data: bytes, encoding: str) -> tuple[str, str]:
    return data.decode(encoding, errors="replace"), encoding


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a mark: in Western text every second byte is zero."""
    sample = data[:4000]
    half = len(sample) // 2
    if half < 2:
        return ""
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _eight_bit(data: bytes) -> tuple[str, str]:
    # Five bytes mean nothing in Windows-1252; Latin-1 gives them a (control) character each.
    text = "".join(_letter(byte) for byte in data) if _undefined(data) else data.decode("cp1252")
    if not _NOT_1252.search(text):
        return text, "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_OTHERS).best()
    return (str(best), best.encoding) if best is not None else (text, "cp1252")


def _undefined(data: bytes) -> bool:
    return any(byte in data for byte in b"\x81\x8d\x8f\x90\x9d")


def _letter(byte: int) -> str:
    one = bytes([byte])
    try:
        return one.decode("cp1252")
    except UnicodeDecodeError:
        return one.decode("latin-1")
