"""One sheet of a workbook, as words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

WIDE: Final = {
    "quote": 70, "question": 40, "definition": 50, "what": 70, "next step": 50, "reason": 60, "says": 90,
    "theme": 34, "indicator": 50, "note": 40, "action": 60, "how will we know?": 40, "you said": 60,
    "what difference did it make?": 50, "because": 40, "we did, or did not and why": 60,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a header row and rows of text and numbers."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...] = field(repr=False)

    @property
    def widths(self) -> list[int]:
        """How wide each column stands, in characters."""
        return [WIDE.get(name, max(9, min(18, len(name) + 3))) for name in self.columns]


def readable(columns: Sequence[str]) -> tuple[str, ...]:
    """Columns as people read them: n_cases is cases."""
    return tuple(name.replace("n_", "", 1).replace("_", " ") for name in columns)
