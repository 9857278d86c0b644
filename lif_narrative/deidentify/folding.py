"""One spelling for all that differ by capitals, accents, quotes or dashes alone."""

from __future__ import annotations

import unicodedata
from typing import Final

_LETTERS: Final = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-",
})  # fmt: skip


def fold(text: str) -> str:
    """Lower case without accents, quotes and dashes straight: Siobhán and SIOBHAN are one."""
    plain = text.lower().translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain
