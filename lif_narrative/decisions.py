"""What people decided, replayed from the trail over every later run.

A decision is an event whose object names an excerpt and a theme; the latest of each person counts.
A decision about an excerpt that no longer exists is listed as a conflict, never dropped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from lif_narrative.records import Coding, Event

CODED, REJECTED, WITHDREW = "coded", "rejected", "withdrew"
MERGED, RESTORED = "merged theme", "restored theme"
UNDOES = "undoes "  # and the position of the act that is taken back
VERBS = (CODED, REJECTED, WITHDREW)
SETTLED = "settled"  # the word of those who talked a difference over: it goes before anybody's own


def thing(excerpt_id: str, theme_id: str) -> str:
    """The object of a decision's event."""
    return f"{excerpt_id} {theme_id}"


@dataclass(frozen=True)
class Decisions:
    """Codings by people: `codings` in force (score 1 yes, 0 no), `conflicts` whose excerpt is gone."""

    codings: tuple[Coding, ...]
    conflicts: tuple[Coding, ...]


def replay(events: Iterable[Event], excerpts: Collection[str], themes: Collection[str]) -> Decisions:
    """The codings in force after these events; what was coded with a merged theme counts for its heir."""
    ordered = sorted(events, key=lambda e: e.position)
    heirs = heirs_of(ordered)
    latest: dict[tuple[str, str, str], Event] = {}
    for event in ordered:
        if event.verb in VERBS:
            excerpt_id, _, theme_id = event.object.partition(" ")
            heir = heirs.get(theme_id, theme_id)
            if heir != theme_id and event.verb == REJECTED:
                continue  # not under the one theme says nothing of the other
            latest[(excerpt_id, heir, event.actor)] = event
    codings = [
        said_by(event, excerpt, theme)
        for (excerpt, theme, actor), event in sorted(latest.items())
        if event.verb != WITHDREW
    ]
    stands = [c for c in codings if c.excerpt_id in excerpts and c.theme_id in themes]
    gone = [c for c in codings if c not in stands]
    return Decisions(tuple(stands), tuple(gone))


def said_by(event: Event, excerpt_id: str, theme_id: str) -> Coding:
    """The coding that a decision makes; of a settled one `run` says when, so that the last counts."""
    score = 1.0 if event.verb == CODED else 0.0
    run = f"{SETTLED} {event.position:09d}" if event.after == SETTLED else ""
    return Coding(excerpt_id, theme_id, event.actor, score, run, blind=event.after == "blind")


def settled_in(codings: Iterable[Coding]) -> dict[tuple[str, str], str]:
    """The `run` of the last settlement of each excerpt and theme that has one."""
    last: dict[tuple[str, str], str] = {}
    for coding in codings:
        if coding.run.startswith(SETTLED):
            pair = (coding.excerpt_id, coding.theme_id)
            last[pair] = max(last.get(pair, ""), coding.run)
    return last


def scored(codings: Iterable[Coding]) -> dict[tuple[str, str], float]:
    """The (excerpt, theme) pairs that count, with the model's probability; 1 where a person said yes.

    What was settled goes before what each said, and what a person said before the model.
    """
    said: dict[tuple[str, str], dict[bool, float]] = {}
    told = list(codings)
    settled = settled_in(told)
    for coding in told:
        if settled.get((coding.excerpt_id, coding.theme_id), coding.run) != coding.run:
            continue
        by_person = coding.coder.startswith("human:")
        votes = said.setdefault((coding.excerpt_id, coding.theme_id), {})
        votes[by_person] = max(votes.get(by_person, 0.0), coding.score)
    return {
        pair: 1.0 if True in votes else votes[False]
        for pair, votes in sorted(said.items())
        if votes.get(True, 1.0) > 0
    }


def heirs_of(events: Iterable[Event]) -> dict[str, str]:
    """For each merged theme the one that holds its codings now; a restored theme holds its own again."""
    into: dict[str, str] = {}
    for event in events:
        if event.verb == MERGED:
            into[event.object] = event.after
        elif event.verb == RESTORED:
            into.pop(event.object, None)
    heirs = {}
    for theme_id in into:
        heir, seen = theme_id, set()
        while heir in into and heir not in seen:
            seen.add(heir)
            heir = into[heir]
        heirs[theme_id] = heir
    return heirs


def effective(codings: Iterable[Coding]) -> list[tuple[str, str]]:
    """The (excerpt, theme) pairs that count: a person's word before the model's, yes before no."""
    return list(scored(codings))
