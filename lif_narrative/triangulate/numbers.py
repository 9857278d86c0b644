"""What a performance measure says by itself: its target met or missed, or more than routine variation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from lif_narrative.figures import period_key
from lif_narrative.indicators import xmr
from lif_narrative.indicators.vocabulary import is_ours
from lif_narrative.records import Indicator, Measure

MIN_POINTS: Final = 4  # a trend needs at least this many values; never two
LOWER: Final = "lower is better"
HIGHER: Final = "higher is better"


def own(measures: Iterable[Measure]) -> list[Measure]:
    """One's own series in the order of time: not England's, a region's or the neighbours'.

    Where several areas are one's own, the one with most values, and of equals the first by name.
    """
    ours: dict[str, list[Measure]] = {}
    for measure in measures:
        if is_ours(measure.area):
            ours.setdefault(measure.area, []).append(measure)
    if not ours:
        return []
    area = min(ours, key=lambda name: (-len(ours[name]), name))
    return sorted(ours[area], key=lambda m: period_key(m.period))


def verdict(indicator: Indicator, series: Sequence[Measure]) -> str:
    """What an indicator's latest value says: strength (its target is met), concern, or "" (cannot be told).

    Without a target the direction of travel says it: where six or more values are known, by a signal that
    is more than routine variation (`indicators.xmr`); of four or five, where each moved the same way. Two
    or three values say nothing. A value is set against its target as both are printed: 91.7 meets 92.
    """
    valued = [m for m in series if m.value is not None]
    if not valued or indicator.direction not in (HIGHER, LOWER):
        return ""
    sign = -1 if indicator.direction == LOWER else 1
    target = valued[-1].target if valued[-1].target is not None else indicator.target
    if target is not None:
        met = sign * (round(float(valued[-1].value or 0), _places(target)) - target) >= 0
        return "strength" if met else "concern"
    values = [float(m.value or 0) for m in valued]
    if len(values) >= xmr.LEAST:
        says = {"rising": sign, "falling": -sign}.get(xmr.movement(values).says, 0)
        return {1: "strength", -1: "concern"}.get(says, "")
    steps = [sign * (b - a) for a, b in zip(values, values[1:], strict=False)]
    if len(values) < MIN_POINTS:
        return ""
    return "strength" if min(steps) > 0 else "concern" if max(steps) < 0 else ""


def _places(target: float) -> int:
    text = f"{target:g}"
    return len(text.partition(".")[2])
