"""People's decisions, replayed over every later run."""

from __future__ import annotations

import dataclasses

import pytest
import small_project

from lif_narrative.decisions import CODED, REJECTED, WITHDREW, replay, thing
from lif_narrative.errors import ReasonNeeded
from lif_narrative.project import Project
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


def test_overturning_a_colleague_asks_for_a_reason_and_a_blind_coder_is_not_told(tmp_path):
    anne = small_project.make(tmp_path)
    anne.code("ex-do-1-0", "th-father")
    bo = Project.open(anne.folder, actor="human:bo")
    bo.reject("ex-do-1-0", "th-father", "It is about the child.")
    assert bo.events()["reason"].tolist()[-1] == "It is about the child."
    bo.withdraw("ex-do-1-0", "th-father")
    with pytest.raises(ReasonNeeded, match="tester put this under the theme"):
        bo.reject("ex-do-1-0", "th-father")
    bo.code("ex-do-1-0", "th-father")  # to agree needs none
    with pytest.raises(ReasonNeeded):
        anne.reject("ex-do-1-0", "th-father")
    anne.reject("ex-do-1-1", "th-father")
    bo.code("ex-do-1-1", "th-father", blind=True)
    anne.close()
    bo.close()
