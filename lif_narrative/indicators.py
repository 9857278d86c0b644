"""Performance data beside the words: indicators and their aggregate measures, from people's own tables.

Only aggregates come in. A table with a row a child is refused: its figures belong in a case system.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from lif_narrative.directions import direction_of
from lif_narrative.errors import NarrativeError
from lif_narrative.figures import (
    Figure,
    dated,
    figure,
    is_figure,
    number,
    period_in,
    period_key,
    text_of,
    without_period,
)
from lif_narrative.fingerprint import short_id
from lif_narrative.records import Indicator, Measure

__all__ = ["is_performance_table", "period_key", "read_measures"]

Rows = Sequence[Sequence[Any]]

HEADER_WITHIN: Final = 10  # titles and notes may stand above the headings
HEADINGS: Final = {
    "name": "name|measure|indicator|performance measure|performance indicator|kpi|metric|measure name"
    "|indicator name|description|what we measure",
    "period": "period|quarter|month|year|date|reporting period|time period|period ending|financial year",
    "area": "area|team|locality|district|authority|local authority|region|ward|service|geography|agency",
    "numerator": "numerator|num|top",
    "denominator": "denominator|denom|out of|base|cohort|total|bottom",
    "value": "value|result|actual|outturn|performance|figure|rate|percentage|per cent|percent|%|count|number",
    "unit": "unit|units|unit of measure|format",
    "target": "target|goal|standard|ambition",
    "direction": "direction|polarity|good is|good performance|better|which way is better|desired direction",
    "comparator": "comparator|benchmark|national|england|comparison|statistical neighbours|national average",
    "note": "note|notes|quality note|data quality|quality|comment|comments|commentary|caveat|caveats",
}
_ROLES = {heading: role for role, headings in HEADINGS.items() for heading in headings.split("|")}
_PERSONAL = re.compile(
    r"dob|d o b|(date of )?birth( date)?|nhs( (number|no|id))?|upn|unique pupil number|national insurance.*"
    r"|(child|pupil|person|client|patient|case|young person|service user|student|mosaic|lcs)( s)?"
    r"( (id|name|ref|reference|number|no|initials))?|forenames?|first name|surname|last name|family name"
    r"|full name|(home )?address|post ?code|initials|e ?mail( address)?|(tele)?phone( (number|no))?"
)
_PERSON = re.compile(
    r"(child|young person|yp|pupil|case|patient|family)\s*(\d+[a-z]?|[a-z]\d*)"
    r"|[a-z]\d{11,12}[a-z\d]?|\d{3}\s?\d{3}\s?\d{4}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings are and what each column holds."""

    row: int
    roles: dict[str, list[int]]  # a long table's columns
    periods: dict[str, dict[str, int]]  # a wide table's: period -> value, numerator or denominator -> column
    personal: tuple[str, ...]
    other: dict[str, int]  # headings of no known role, kept as notes
    unit: str  # from a heading such as "Value (%)"
    title_period: str


def is_performance_table(rows: Rows) -> bool:
    """Whether a table holds figures of measures, and not narrative.

    It has headings for a measure's name and its figures (long) or its periods (wide), and most of
    the cells under them are numbers. A table of figures with a row a child is one too:
    `read_measures` refuses it, and says why.
    """
    layout = _layout(rows)
    if layout is None:
        return False
    columns = _figure_columns(layout)
    cells = [text_of(row[c]) for row in rows[layout.row + 1 :] for c in columns if c < len(row)]
    filled = [cell for cell in cells if cell]
    return 2 * sum(map(is_figure, filled)) > len(filled)


def read_measures(rows: Rows, source_id: str) -> tuple[list[Indicator], list[Measure]]:
    """Read indicators and their aggregate measures from a table's rows.

    Long tables have a row for each measure and period; wide ones a row for each measure and a column
    for each period. A value with numerator and denominator is worked out from them: as a percentage
    where the unit is % (or none is given and the share is at most one), per so many where the unit says
    "per 10,000". A figure that is hidden ("<5", "*") is kept as none, with the words in its note.

    Parameters
    ----------
    rows : sequence of rows, each a sequence of cells
        Text or numbers; titles may stand above the headings.
    source_id : str
        The source the table came from.

    Returns
    -------
    indicators : list of Indicator
        Once each, in the order of the table. The same name is the same indicator in every source.
    measures : list of Measure
        By indicator, then area, then period.

    Raises
    ------
    NarrativeError
        The table has no headings we know, or is about people one by one.
    """
    layout = _layout(rows)
    if layout is None:
        raise NarrativeError(
            "No headings of a performance table were found in the first rows. Name the columns measure, "
            "period and value (or numerator and denominator), or give each period a column of its own."
        )
    _refuse_people(rows, layout)
    entries = list(_long(rows, layout) if not layout.periods else _wide(rows, layout))
    indicators = _indicators(entries)
    order = {indicator.id: place for place, indicator in enumerate(indicators)}
    measures = _measures(entries, source_id, {indicator.id: indicator for indicator in indicators})
    measures.sort(key=lambda m: (order[m.indicator_id], m.area, period_key(m.period)))
    return indicators, measures


@dataclass(frozen=True, slots=True)
class _Entry:
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
        return short_id("in", " ".join(re.findall(r"\w+|[%&+<>]", self.name.casefold())))


def _layout(rows: Rows) -> Layout | None:
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        headings = [text_of(cell) for cell in row]
        title = " ".join(text_of(cell) for above in rows[:place] for cell in above)
        layout = _headings(place, headings, period_in(title))
        figures = bool(layout.periods) or bool({"value", "numerator"} & layout.roles.keys())
        named = bool(layout.roles.get("name")) or bool(layout.personal)
        if figures and (named or len(layout.periods) > 1) and len([h for h in headings if h]) > 1:
            return layout if layout.roles.get("name") or layout.personal else _first_names(layout, headings)
    return None


def _headings(place: int, headings: list[str], title_period: str) -> Layout:
    personal = tuple(heading for heading in headings if _PERSONAL.fullmatch(_plain(heading)))
    layout, unit = Layout(place, {}, {}, personal, {}, "", title_period), ""
    for column, heading in enumerate(headings):
        period, rest = period_in(heading), without_period(heading)
        role = _ROLES.get(_plain(heading)) or _ROLES.get(_plain(re.sub(r"\(.*?\)", "", heading)))
        if period and (not rest or _ROLES.get(rest) in ("value", "numerator", "denominator")):
            layout.periods.setdefault(period, {})[_ROLES.get(rest, "value")] = column
        elif role or (period and rest in _ROLES):
            role = role or _ROLES[rest]
            layout.roles.setdefault(role, []).append(column)
            unit = "%" if role == "value" and re.search(r"%|per ?cent", heading.lower()) else unit
        elif heading:
            layout.other[heading] = column
    return replace(layout, unit=unit)


def _first_names(layout: Layout, headings: list[str]) -> Layout:
    """A wide table whose first column has no heading, or one of its own: it names the measures."""
    free = [c for c, h in enumerate(headings) if not h or h in layout.other]
    first = free[0] if free else 0
    other = {heading: column for heading, column in layout.other.items() if column != first}
    return replace(layout, roles={**layout.roles, "name": [first]}, other=other)


def _refuse_people(rows: Rows, layout: Layout) -> None:
    names = [_cell(row, layout.roles.get("name", [])) for row in rows[layout.row + 1 :]]
    named = [name for name in names if name]
    people = sum(_PERSON.fullmatch(name) is not None for name in named)
    if layout.personal or (named and 2 * people > len(named)):
        what = f"a column headed '{layout.personal[0]}'" if layout.personal else "a row for each child"
        raise NarrativeError(
            f"This table has {what}, so it is about people one by one. Only totals are read: "
            "count the rows by measure and period, leave out what identifies a child, and bring that."
        )


def _long(rows: Rows, layout: Layout) -> Iterator[_Entry]:
    roles, name = layout.roles, ""
    for row in rows[layout.row + 1 :]:
        name = _cell(row, roles.get("name", [])) or name  # a merged cell names the rows below it
        given = _cell(row, roles.get("value", [])[:1])
        read = figure(given)
        top, bottom = (number(_cell(row, roles.get(role, []))) for role in ("numerator", "denominator"))
        read = replace(
            read,
            numerator=read.numerator if top is None else top,
            denominator=read.denominator if bottom is None else bottom,
        )
        stated = _cell(row, roles.get("period", []))
        if name and (given or not read.empty or stated):
            yield _entry(row, layout, name, stated or layout.title_period, read, given)


def _wide(rows: Rows, layout: Layout) -> Iterator[_Entry]:
    for row in rows[layout.row + 1 :]:
        name = _cell(row, layout.roles.get("name", []))
        for period, columns in layout.periods.items():
            given = {role: _cell(row, [column]) for role, column in columns.items()}
            read = figure(given.get("value", ""))
            top, bottom = number(given.get("numerator", "")), number(given.get("denominator", ""))
            if top is not None:
                read = replace(read, numerator=top, denominator=bottom)
            written = given.get("value", "")
            if name and (not read.empty or written.lower() not in ("", "-", "–", "n/a", "na")):
                when = period if dated(period) else f"{period} {layout.title_period}".strip()
                yield _entry(row, layout, name, when, read, written)


def _entry(row: Sequence[Any], layout: Layout, name: str, period: str, read: Figure, given: str) -> _Entry:
    kept = ("area", "target", "direction", "comparator")
    words = {role: _cell(row, layout.roles.get(role, [])) for role in kept}
    unit = _cell(row, layout.roles.get("unit", [])) or read.unit or layout.unit
    notes = [_cell(row, layout.roles.get("note", []))]
    notes += [f"{heading}: {_cell(row, [c])}" for heading, c in layout.other.items() if _cell(row, [c])]
    notes += [f"as written: {given}"] if given and read.empty else []
    unit = "%" if re.fullmatch(r"%|per ?cent(age)?|percentage", unit.lower()) else unit
    return _Entry(name, period, read, unit=unit, note="; ".join(n for n in notes if n), **words)


def _indicators(entries: list[_Entry]) -> list[Indicator]:
    found: dict[str, Indicator] = {}
    by_id: dict[str, list[_Entry]] = {}
    for entry in entries:
        by_id.setdefault(entry.indicator_id, []).append(entry)
    for id, group in by_id.items():
        last = max(group, key=lambda entry: period_key(entry.period))
        target = next((e.target for e in (last, *group) if e.target), "")
        stated = next((e.direction for e in group if e.direction), "")
        unit = next((u for e in group if (u := _worked_out(e)[1])), "")
        direction, basis = direction_of(last.name, stated, target, number(target), unit)
        comparator = next((e.comparator for e in (last, *group) if e.comparator), "")
        found[id] = Indicator(
            id=id, name=group[0].name, asks=_asks(unit), unit=unit, direction=direction,
            direction_basis=basis, target=number(target), comparator=comparator,
        )  # fmt: skip
    return list(found.values())


def _measures(entries: list[_Entry], source_id: str, indicators: dict[str, Indicator]) -> list[Measure]:
    measures: list[Measure] = []
    times: dict[tuple[str, ...], int] = {}
    for entry in entries:
        value, unit, remark = _worked_out(entry)
        which = (source_id, entry.indicator_id, entry.area, entry.period)
        times[which] = times.get(which, 0) + 1
        again = f"figure {times[which]} for this period and area" if times[which] > 1 else ""
        said = (str(entry.figure), str(times[which]))  # sheets of one file may differ on the same measure
        measures.append(
            Measure(
                id=short_id("me", *which, *said),
                indicator_id=entry.indicator_id,
                source_id=source_id,
                period=entry.period,
                area=entry.area,
                numerator=entry.figure.numerator,
                denominator=entry.figure.denominator,
                value=value,
                unit=unit or indicators[entry.indicator_id].unit,
                target=number(entry.target),
                note="; ".join(note for note in (entry.note, remark, again) if note),
            )  # fmt: skip
        )
    return measures


def _worked_out(entry: _Entry) -> tuple[float | None, str, str]:
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


def _cell(row: Sequence[Any], columns: Sequence[int]) -> str:
    return " ".join(text for c in columns if c < len(row) and (text := text_of(row[c])))


def _figure_columns(layout: Layout) -> list[int]:
    wide = [column for columns in layout.periods.values() for column in columns.values()]
    return wide or [*layout.roles.get("value", []), *layout.roles.get("numerator", [])]


def _plain(heading: str) -> str:
    return " ".join(re.findall(r"[a-z]+|%", heading.lower()))
