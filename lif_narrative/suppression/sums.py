"""The sums that bind counts printed together: what a careful reader would write down and solve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lif_narrative.suppression.tables import TOTAL, CountTable, Key, Unknown


@dataclass(frozen=True, slots=True)
class Sum:
    """How a total stands to the sum of its parts: "=", "<=" or ">="."""

    total: Unknown
    parts: tuple[Unknown, ...]
    relation: str = "="


def sums(tables: Sequence[CountTable]) -> list[Sum]:
    """Every sum and bound of the tables, each once, in a stable order."""
    found = {one for table in tables for one in _within(table)} | set(_grown(tables))
    return sorted(found, key=lambda one: (one.total, one.parts, one.relation))


def _within(table: CountTable) -> Iterator[Sum]:
    parts: dict[tuple[int, Key], list[Key]] = {}
    for place in table.cells:
        for along, name in enumerate(place):
            if name != TOTAL:
                parts.setdefault((along, _total(place, along)), []).append(place)
    for (_, place), under in parts.items():
        if place not in table.cells:
            continue
        total = table.unknown(place)
        each = tuple(sorted(table.unknown(part) for part in under))
        if table.adds or total[2] <= sum(part[2] for part in each):
            yield Sum(total, each, "=" if table.adds else "<=")
        if not table.adds:
            yield from (Sum(total, (part,), ">=") for part in each)


def _total(place: Key, along: int) -> Key:
    return (*place[:along], TOTAL, *place[along + 1 :])


def _grown(tables: Sequence[CountTable]) -> Iterator[Sum]:
    """Between two dates of a table that only grew, each count is at most what it is later."""
    ordered = sorted(tables, key=lambda table: (table.name, table.unit, table.dimensions, table.date))
    for before, after in zip(ordered, ordered[1:], strict=False):
        same = (before.name, before.unit, before.dimensions) == (after.name, after.unit, after.dimensions)
        both = sorted(set(before.cells) & set(after.cells)) if same and before.date != after.date else []
        if all(before.cells[place] <= after.cells[place] for place in both):
            for place in both:
                if before.cells[place] != after.cells[place]:
                    yield Sum(after.unknown(place), (before.unknown(place),), ">=")


def components(unknowns: Sequence[Unknown], bound: Sequence[Sum]) -> list[list[Unknown]]:
    """Unknowns that no sum ties together are apart: each group can be settled alone."""
    leader = {one: one for one in unknowns}

    def find(one: Unknown) -> Unknown:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for each in bound:
        for part in each.parts:
            first, second = sorted((find(each.total), find(part)))
            leader[second] = first
    groups: dict[Unknown, list[Unknown]] = {}
    for one in sorted(unknowns):
        groups.setdefault(find(one), []).append(one)
    return list(groups.values())
