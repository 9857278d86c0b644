"""Sizes and dates that the writers share."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

EPOCH: Final = datetime.datetime(2000, 1, 1)  # where no run says a date: the same page gives the same file
TEXT, LARGE = 10.5, 18.0  # points of the text, and of large print


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide a line is, in centimetres, and how much larger than usual the print stands."""

    line_cm: float
    large: bool

    def sized(self, points: float) -> float:
        """A size of type: in large print nothing is smaller than 18 points."""
        return max(LARGE, points * LARGE / TEXT) if self.large else points


def date_of(made: str) -> datetime.datetime:
    """When the run was that made the evidence: what a file says of its own date."""
    try:
        return datetime.datetime.fromisoformat(made).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return EPOCH
