"""Indicators and Measures of the figures of a table: values worked out, directions read, comparators kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lif_narrative.directions import direction_of
from lif_narrative.figures import number, period_key
from lif_narrative.fingerprint import short_id
from lif_narrative.indicators.entries import Entry
from lif_narrative.indicators.vocabulary import is_ours
from lif_narrative.records import Indicator, Measure


def indicators(entries: Sequence[Entry]) -> list[Indicator]:
    """Each indicator once, in the order of the table."""
    by_id: dict[str, list[Entry]] = {}
    for entry in entries:
        by_id.setdefault(entry.indicator_id, []).append(entry)
    return [_indicator(name, group) for name, group in by_id.items()]


def _indicator(name: str, group: list[Entry]) -> Indicator:
    ours = [entry for entry in group if is_ours(entry.area)] or group
    last = max(ours, key=lambda entry: period_key(entry.period))
    target = next((e.target for e in (last, *ours) if e.target), "")
    stated = next((e.direction for e in group if e.direction), "")
    unit = next((u for e in group if (u := worked_out(e)[1])), "")
    direction, basis = direction_of(last.name, stated, target, number(target), unit)
    comparator = next((e.comparator for e in (last, *ours) if e.comparator), "") or _others(group)
    return Indicator(
        id=name, name=group[0].name, asks=_asks(unit), unit=unit, direction=direction,
        direction_basis=basis, target=number(target), comparator=comparator,
    )  # fmt: skip


def _others(group: Sequence[Entry]) -> str:
    """The latest figure of each area to compare with."""
    latest: dict[str, Entry] = {}
    for entry in sorted(group, key=lambda e: period_key(e.period)):
        if not is_ours(entry.area) and worked_out(entry)[0] is not None:
            latest[entry.area] = entry
    return "; ".join(
        f"{area} {worked_out(entry)[0]:g} ({entry.period})" for area, entry in sorted(latest.items())
    )


def measures(entries: Sequence[Entry], source_id: str, known: dict[str, Indicator]) -> list[Measure]:
    """A measure for each figure; a second one for the same period and area is kept, and said."""
    made: list[Measure] = []
    times: dict[tuple[str, ...], int] = {}
    for entry in entries:
        value, unit, remark = worked_out(entry)
        which = (source_id, entry.indicator_id, entry.area, entry.period)
        times[which] = times.get(which, 0) + 1
        again = f"figure {times[which]} for this period and area" if times[which] > 1 else ""
        said = (str(entry.figure), str(times[which]))  # sheets of one file may differ on the same measure
        made.append(
            Measure(
                id=short_id("me", *which, *said), indicator_id=entry.indicator_id, source_id=source_id,
                period=entry.period, area=entry.area, numerator=entry.figure.numerator,
                denominator=entry.figure.denominator, value=value,
                unit=unit or known[entry.indicator_id].unit, target=number(entry.target),
                note="; ".join(note for note in (entry.note, remark, again) if note),
            )
        )  # fmt: skip
    return made


def worked_out(entry: Entry) -> tuple[float | None, str, str]:
    """The value, its unit, and a remark where the table's own value is another one."""
    top, bottom, given = entry.figure.numerator, entry.figure.denominator, entry.figure.value
    if top is None or bottom is None:
        return (given if given is not None else top), entry.unit, ""
    if bottom == 0:
        return given, entry.unit, "the denominator is 0"
    unit = entry.unit or ("%" if top <= bottom else "ratio")
    per = re.search(r"per ([\d,]+)", unit.lower())
    factor = 100.0 if unit == "%" else float(per[1].replace(",", "")) if per else 1.0
    value = round(factor * top / bottom, 6)
    differs = given is not None and abs(given - value) > max(0.5, abs(value) / 100)
    return value, unit, f"the table gives {given:g} as the value" if differs else ""


def _asks(unit: str) -> str:
    if unit == "%" or unit.startswith("per") or unit == "ratio":
        return "how often"
    return "how much" if unit and unit.lower() not in ("number", "count", "children", "n") else "how many"
