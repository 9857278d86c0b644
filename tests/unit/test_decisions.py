"""People's decisions, replayed over every later run."""

from __future__ import annotations

import dataclasses

from lif_narrative.decisions import CODED, REJECTED, WITHDREW, replay, thing
from lif_narrative.records import Event


def trail(*told):
    return [
        Event(n, "", actor, verb, thing(excerpt, theme), "", "", "", "", "")
        for n, (actor, verb, excerpt, theme) in enumerate(told, 1)
    ]


def test_the_latest_word_of_each_person_counts():
    events = trail(
        ("human:a", CODED, "e1", "t1"), ("human:a", REJECTED, "e1", "t1"), ("human:b", CODED, "e1", "t1")
    )
    codings = replay(events, {"e1"}, {"t1"}).codings
    assert {(c.coder, c.score) for c in codings} == {("human:a", 0.0), ("human:b", 1.0)}


def test_withdrawing_leaves_no_word():
    assert (
        replay(
            trail(("human:a", CODED, "e1", "t1"), ("human:a", WITHDREW, "e1", "t1")), {"e1"}, {"t1"}
        ).codings
        == ()
    )


def test_a_decision_on_a_vanished_excerpt_is_a_conflict_and_not_lost():
    found = replay(trail(("human:a", CODED, "e1", "t1"), ("human:a", CODED, "e2", "t1")), {"e2"}, {"t1"})
    assert [c.excerpt_id for c in found.conflicts] == ["e1"] and [c.excerpt_id for c in found.codings] == [
        "e2"
    ]


def test_replay_does_not_depend_on_the_order_events_are_read_in():
    events = trail(("human:a", CODED, "e1", "t1"), ("human:a", REJECTED, "e1", "t1"))
    assert replay(events, {"e1"}, {"t1"}) == replay(list(reversed(events)), {"e1"}, {"t1"})
    assert dataclasses.is_dataclass(events[0])
