"""How a PDF's text is set: its markers, sizes, distances and edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lif_narrative.ingest.pdf_lines import Line

BULLET: Final = re.compile(r"^(?:[•◦▪■◼▫□●○‣⁃∙·➢➤❖\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf06e]|o(?=\s+[A-Z]))\s*")
DASH: Final = re.compile(r"^[-–—]\s+")
NUMBER: Final = re.compile(
    r"^(?:\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)|\d{1,3}[.)]|[a-zA-Z]\)|[a-z]\.|[ivx]{1,5}[.)]"
    r"|\d{1,2}(?:\.\d{1,3})+\.?)\s+(?=\S)"
)
MOST_LEADING: Final = 2.6  # sizes from line to line: a double-spaced page has 2.3
_SAME_SIZE: Final = 0.08  # sizes nearer than this share are one size


def marked(text: str) -> bool:
    """A bullet, dash or number stands before the text."""
    return bool(BULLET.match(text) or DASH.match(text) or NUMBER.match(text))


def lowercase(text: str) -> bool:
    """The text goes on with something: its first letter is small."""
    letter = re.search(r"[^\W_]", text)
    return bool(letter and letter[0].islower())


@dataclass(frozen=True, slots=True)
class Setting:
    """How a file is set: its usual distance between lines, in sizes, and its columns' right edges."""

    leading: float
    right: dict[int, float]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Setting:
        """Measured on all lines of a file."""
        right = {}
        for column in {line.column for line in lines}:
            ends = sorted(line.x1 for line in lines if line.column == column and len(line.text.split()) > 4)
            right[column] = ends[int(0.97 * (len(ends) - 1))] if ends else 0.0
        gaps: Counter[float] = Counter()
        for a, b in zip(lines, lines[1:], strict=False):
            near = 0 < a.base - b.base <= MOST_LEADING * b.size
            if a.page == b.page and a.column == b.column and near and same_size(a, b):
                # Long lines are mostly inside paragraphs, where the gap is the usual one.
                weight = 3 if a.x1 > 0.9 * right.get(a.column, 0.0) else 1
                gaps[round((a.base - b.base) / b.size / 0.05) * 0.05] += weight
        return cls(gaps.most_common(1)[0][0] if gaps else 1.2, right)


def same_size(a: Line, b: Line) -> bool:
    """Both lines are set in one size."""
    return abs(a.size - b.size) <= _SAME_SIZE * max(a.size, b.size)
