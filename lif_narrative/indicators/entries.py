"""The figures of a performance table one by one, each with the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from lif_narrative.figures import Figure, dated
from lif_narrative.fingerprint import short_id
from lif_narrative.indicators.cells import cell, comparator, notes, plainly, read, unit_said
from lif_narrative.indicators.columns import Rows
from lif_narrative.indicators.layout import Layout

NOTHING: Final = frozenset({"", "-", "–", "n/a", "na"})  # a figure that was never there


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of a table, with the words around it."""

    name: str
    period: str
    figure: Figure
    area: str = ""
    unit: str = ""
    target: str = ""
    direction: str = ""
    comparator: str = ""
    note: str = ""

    @property
    def indicator_id(self) -> str:
        """From the name: the same name is the same indicator in every source."""
        return short_id("in", " ".join(re.findall(r"\w+|[%&+<>]", self.name.casefold())))


def entries(rows: Rows, layout: Layout) -> Iterator[Entry]:
    """Every figure of a table, hidden ones too."""
    named = section = ""
    parts: dict[str, Sequence[Any]] = {}
    for place, row in enumerate(rows[layout.body :], layout.body + 1):
        own = cell(row, [layout.name])
        if own and not _figures(row, layout):
            section = own
            if layout.part < 0:
                continue
        named = own or named  # a merged cell names the rows below it
        if layout.part >= 0:
            parts = {**({} if own else parts), _part(cell(row, [layout.part])): row}
            if place < len(rows) and _goes_on(rows[place], layout):
                continue
        yield from _of_row(row, layout, named or layout.title or section, parts)


def _figures(row: Sequence[Any], layout: Layout) -> bool:
    return any(cell(row, list(group.places.values())) for group in layout.groups)


def _goes_on(after: Sequence[Any], layout: Layout) -> bool:
    """Whether the next row tells another part of the same figure."""
    return bool(cell(after, [layout.part])) and not cell(after, [layout.name])


def _part(text: str) -> str:
    low = text.lower()
    return (
        "numerator"
        if low.startswith(("num", "count"))
        else "denominator"
        if low.startswith("den")
        else "value"
    )


def _of_row(
    row: Sequence[Any], layout: Layout, name: str, parts: dict[str, Sequence[Any]]
) -> Iterator[Entry]:
    stated, area = cell(row, layout.places("period")), cell(row, [layout.area])
    for group in layout.groups:
        given = {role: cell(row, [place]) for role, place in group.places.items()}
        if parts:
            place = group.places.get("value", -1)
            given = {**given, **{role: cell(other, [place]) for role, other in parts.items()}}
        written, told = given.get("value", ""), read(given)
        period = stated or group.period
        period = (
            period if dated(period) or not layout.title_period else f"{period} {layout.title_period}".strip()
        )
        long = len(layout.groups) == 1 and not group.period
        kept = (
            written or not told.empty or stated if long else not told.empty or written.lower() not in NOTHING
        )
        if kept and (own := group.name or name):
            made = _entry(row, layout, own, period, told, written)
            yield replace(made, area=area or group.area, target=given.get("target", "") or made.target)


def _entry(row: Sequence[Any], layout: Layout, name: str, period: str, told: Figure, given: str) -> Entry:
    words = {role: cell(row, plainly(layout, role)) for role in ("target", "direction")}
    unit = cell(row, layout.places("unit")) or told.unit or unit_said(layout, name)
    unit = "%" if re.fullmatch(r"%|per ?cent(age)?|percentage", unit.lower()) else unit
    note = "; ".join(part for part in notes(row, layout, told, given) if part)
    return Entry(name, period, told, unit=unit, comparator=comparator(row, layout), note=note, **words)
