"""What a row of the results is, and which rows there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

HELD_OUT = "not read by the shipped weights"
CROSS = "cross-validated when the weights were made"
NO_WEIGHTS = "not taught for this"


@dataclass(frozen=True)
class Figure:
    """One measured number beside what was to be reached and what peers do on the same text."""

    what: str
    measured: float
    n: str  # the denominator, in words
    target: float | None = None
    peers: dict[str, float] = field(default_factory=dict)
    reading: str = HELD_OUT  # what the shipped weights know of this text
    lower: bool = False  # whether less is better
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        if self.target is None:
            return None
        return self.measured <= self.target if self.lower else self.measured >= self.target


@dataclass(frozen=True)
class Row:
    """A row of the table: its number, its title, and what measures it on the shared corpora."""

    number: str
    title: str
    measure: Callable[[Path], list[Figure]]


ROWS: dict[str, Row] = {}


def row(
    number: str, title: str
) -> Callable[[Callable[[Path], list[Figure]]], Callable[[Path], list[Figure]]]:
    """Register what measures a row."""

    def keep(measure: Callable[[Path], list[Figure]]) -> Callable[[Path], list[Figure]]:
        ROWS[number] = Row(number, title, measure)
        return measure

    return keep


def place(number: str) -> tuple[int, str]:
    """Where a row stands among the others."""
    return int(number.rstrip("abc")), number


def in_order(numbers: list[str]) -> list[str]:
    """Row numbers as people count them: 5, 5a, 6, … 10."""
    return sorted(numbers, key=place)
