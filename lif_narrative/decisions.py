"""What people decided, replayed from the trail over every later run.

A decision is an event whose object names an excerpt and a theme; the latest of each person counts.
A decision about an excerpt that no longer exists is listed as a conflict, never dropped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from lif_narrative.records import Coding, Event

CODED, REJECTED, WITHDREW = "coded", "rejected", "withdrew"
VERBS = (CODED, REJECTED, WITHDREW)


def thing(excerpt_id: str, theme_id: str) -> str:
    """The object of a decision's event."""
    return f"{excerpt_id} {theme_id}"


@dataclass(frozen=True)
class Decisions:
    """Codings by people: `codings` in force (score 1 yes, 0 no), `conflicts` whose excerpt is gone."""

    codings: tuple[Coding, ...]
    conflicts: tuple[Coding, ...]


def replay(events: Iterable[Event], excerpts: Collection[str], themes: Collection[str]) -> Decisions:
    """The codings in force after these events."""
    latest: dict[tuple[str, str, str], Event] = {}
    for event in sorted(events, key=lambda e: e.position):
        if event.verb in VERBS:
            excerpt_id, _, theme_id = event.object.partition(" ")
            latest[(excerpt_id, theme_id, event.actor)] = event
    codings = [
        Coding(excerpt, theme, actor, 1.0 if event.verb == CODED else 0.0, blind=event.after == "blind")
        for (excerpt, theme, actor), event in sorted(latest.items())
        if event.verb != WITHDREW
    ]
    stands = [c for c in codings if c.excerpt_id in excerpts and c.theme_id in themes]
    gone = [c for c in codings if c not in stands]
    return Decisions(tuple(stands), tuple(gone))


def scored(codings: Iterable[Coding]) -> dict[tuple[str, str], float]:
    """The (excerpt, theme) pairs that count, with the model's probability; 1 where a person said yes."""
    said: dict[tuple[str, str], dict[bool, float]] = {}
    for coding in codings:
        by_person = coding.coder.startswith("human:")
        votes = said.setdefault((coding.excerpt_id, coding.theme_id), {})
        votes[by_person] = max(votes.get(by_person, 0.0), coding.score)
    return {
        pair: 1.0 if True in votes else votes[False]
        for pair, votes in sorted(said.items())
        if votes.get(True, 1.0) > 0
    }


def effective(codings: Iterable[Coding]) -> list[tuple[str, str]]:
    """The (excerpt, theme) pairs that count: a person's word before the model's, yes before no."""
    return list(scored(codings))
