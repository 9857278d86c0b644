"""Whether a measure moved: the chart of individual values and moving ranges (XmR).

Natural process limits stand three sigma from the mean, sigma being the mean moving range over 1.128, so
that the limits are the mean plus and minus 2.66 mean moving ranges. Inside them a value says nothing.

References
----------
Shewhart (1931), Economic control of quality of manufactured product. Wheeler (2000), Understanding
variation: the key to managing chaos, 2nd edition. NHS England, Making data count (2019): the four rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

D2: Final = 1.128  # mean range of two values, in sigmas
D4: Final = 3.268  # upper limit of a range of two values, in mean ranges
LEAST: Final = 6  # values from which limits are drawn; "as few as five or six" (Wheeler)
FIRM: Final = 12  # with fewer, limits are drawn and called provisional
RUN: Final = 7  # values on one side of the mean, or rising or falling together (NHS; Wheeler takes 8)


@dataclass(frozen=True, slots=True)
class Limits:
    """The mean of a series, its mean moving range, and the natural process limits."""

    mean: float
    moving_range: float
    low: float
    high: float
    range_high: float


@dataclass(frozen=True, slots=True)
class Signal:
    """Values that are more than routine variation: which rule, where, and which way."""

    rule: str  # outside, shift, trend, two of three
    first: int
    last: int
    up: bool


@dataclass(frozen=True, slots=True)
class Movement:
    """What a series shows: its limits and signals, in words that claim no more than they may.

    `says` is "rising", "falling", "routine variation" or "too few values".
    """

    says: str
    limits: Limits | None = None
    signals: tuple[Signal, ...] = field(default=())
    provisional: bool = False


def limits(values: Sequence[float]) -> Limits:
    """Natural process limits of a series in the order of time, of at least two values."""
    mean = sum(values) / len(values)
    ranges = [abs(b - a) for a, b in zip(values, values[1:], strict=False)]
    moving = sum(ranges) / len(ranges) if ranges else 0.0
    reach = 3 * moving / D2
    return Limits(mean, moving, mean - reach, mean + reach, D4 * moving)


def signals(values: Sequence[float], drawn: Limits, run: int = RUN) -> list[Signal]:
    """Every signal of the four rules, in the order of time.

    outside: a value beyond a limit. shift: `run` or more values on one side of the mean. trend: `run` or
    more values that rise, or fall, one after the other. two of three: two of three values beyond two
    sigma on one side, the third on that side too.
    """
    found = [*_outside(values, drawn), *_shifts(values, drawn.mean, run), *_trends(values, run)]
    found += _two_of_three(values, drawn)
    return sorted(found, key=lambda s: (s.first, s.last, s.rule))


def movement(values: Sequence[float], run: int = RUN) -> Movement:
    """What a series shows; never a trend from two values, nor limits from fewer than six.

    The way of the latest signal is what is said, and only while it reaches the last three values: an old
    excursion says nothing of now.
    """
    if len(values) < LEAST:
        return Movement("too few values")
    drawn = limits(values)
    found = signals(values, drawn, run)
    late = [s for s in found if s.last >= len(values) - 3]
    says = ("rising" if late[-1].up else "falling") if late else "routine variation"
    return Movement(says, drawn, tuple(found), len(values) < FIRM)


def _outside(values: Sequence[float], drawn: Limits) -> Iterator[Signal]:
    for place, value in enumerate(values):
        if not drawn.low <= value <= drawn.high:
            yield Signal("outside", place, place, value > drawn.mean)


def _shifts(values: Sequence[float], mean: float, run: int) -> Iterator[Signal]:
    sides = [(value > mean) - (value < mean) for value in values]
    for first, last, side in _stretches(sides):
        if side and last - first + 1 >= run:
            yield Signal("shift", first, last, side > 0)


def _trends(values: Sequence[float], run: int) -> Iterator[Signal]:
    steps = [(b > a) - (b < a) for a, b in zip(values, values[1:], strict=False)]
    for first, last, step in _stretches(steps):
        if step and last - first + 2 >= run:
            yield Signal("trend", first, last + 1, step > 0)


def _two_of_three(values: Sequence[float], drawn: Limits) -> Iterator[Signal]:
    near = 2 * drawn.moving_range / D2
    for first in range(len(values) - 2):
        away = [value - drawn.mean for value in values[first : first + 3]]
        for sign in (1, -1):
            if all(sign * a > 0 for a in away) and sum(sign * a > near for a in away) >= 2:
                yield Signal("two of three", first, first + 2, sign > 0)


def _stretches(marks: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Stretches of equal marks: first, last, mark."""
    first = 0
    for place in range(1, len(marks) + 1):
        if place == len(marks) or marks[place] != marks[first]:
            yield first, place - 1, marks[first]
            first = place
