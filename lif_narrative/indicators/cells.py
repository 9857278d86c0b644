"""What the cells of a row say of a figure: itself, its unit, its notes, and what others reach."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from lif_narrative.figures import Figure, figure, number, text_of
from lif_narrative.indicators.layout import Layout

HIDDEN: Final = {  # what statistics write where a figure is hidden or missing
    "c": "confidential", "x": "not available", "..": "not available", ":": "not available",
    ".": "not applicable", "z": "not applicable", "*": "hidden", "**": "hidden", "u": "unreliable",
    "low": "rounds to nothing",
}  # fmt: skip


def read(given: dict[str, str]) -> Figure:
    """The figure that these cells tell, by role."""
    told = figure(given.get("value", ""))
    top, bottom = number(given.get("numerator", "")), number(given.get("denominator", ""))
    numerator = told.numerator if top is None else top
    return replace(told, numerator=numerator, denominator=told.denominator if bottom is None else bottom)


def plainly(layout: Layout, role: str) -> list[int]:
    """The columns of a role that stand for the whole row, not for one period of it."""
    return [
        c.place
        for c in layout.columns
        if c.role == role and not (role == "target" and _owned(layout, c.place))
    ]


def _owned(layout: Layout, place: int) -> bool:
    return any(place in group.places.values() for group in layout.groups)


def notes(row: Sequence[Any], layout: Layout, told: Figure, given: str) -> Iterator[str]:
    """The row's notes, what stands in columns of no known role, and a hidden figure as it was written."""
    yield cell(row, layout.places("note"))
    for column in layout.columns:
        own = column.place in (layout.name, layout.area, layout.part)
        if not column.role and column.heading and not own and (text := cell(row, [column.place])):
            yield f"{column.heading}: {text}"
    if given and told.empty:
        why = HIDDEN.get(given.lower().strip("[]"), "")
        yield f"as written: {given}" + (f" ({why})" if why else "")


def comparator(row: Sequence[Any], layout: Layout) -> str:
    """What others reach, as written; each by its name where there are several."""
    told = [
        (c.area or c.heading, t)
        for c in layout.columns
        if c.role == "comparator" and (t := cell(row, [c.place]))
    ]
    return told[0][1] if len(told) == 1 else "; ".join(f"{who} {text}" for who, text in told)


def unit_said(layout: Layout, name: str) -> str:
    """The unit that a heading or the name says: "Value (%)", "rate per 10,000", "% of children"."""
    if per := re.search(r"per ([\d,]+)", name.lower()):
        return f"per {per[1]}"
    headed = any(c.unit for c in layout.columns if c.role == "value")
    said = re.search(r"(^|\W)%(\W|$)|\bper ?cent(age)?\b", name.lower()) is not None
    return "%" if headed or said else ""


def cell(row: Sequence[Any], places: Sequence[int]) -> str:
    """What stands in these columns of a row, as one text."""
    return " ".join(text for c in places if 0 <= c < len(row) and (text := text_of(row[c])))
