"""One sheet of a workbook, as words and numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

WIDE: Final = {
    "quote": 70, "question": 40, "definition": 50, "what": 70, "next step": 50, "reason": 60, "says": 90,
    "theme": 34, "indicator": 50, "note": 40, "action": 45, "how will we know?": 40, "you said": 60,
    "what difference did it make?": 50, "because": 40, "we did, or did not and why": 60,
}  # fmt: skip
LOOKED_AT: Final = 200  # rows that say how wide a column is


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a header row and rows of text and numbers."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...] = field(repr=False)

    @property
    def widths(self) -> list[int]:
        """How wide each column stands, in characters: what its heading asks for, or what is in it."""
        return [WIDE.get(name) or self._asked(place, name) for place, name in enumerate(self.columns)]

    def _asked(self, place: int, name: str) -> int:
        texts = (str(row[place]) for row in self.rows[:LOOKED_AT] if place < len(row))
        return max(9, min(24, max([len(name) + 3, *(len(text) + 2 for text in texts)])))

    def heights(self) -> Iterator[int]:
        """How many lines of text each row takes, its words wrapped in their columns."""
        widths = self.widths
        for row in self.rows:
            yield max((_lines(value, width) for value, width in zip(row, widths, strict=False)), default=1)


def _lines(value: Any, width: int) -> int:
    if not isinstance(value, str) or (len(value) < width and "\n" not in value):
        return 1
    return sum(max(1, math.ceil(len(part) * 1.15 / width)) for part in value.split("\n"))


def readable(columns: Sequence[str]) -> tuple[str, ...]:
    """Columns as people read them: n_cases is cases."""
    return tuple(name.replace("n_", "", 1).replace("_", " ") for name in columns)
