"""Which measure belongs to which theme: proposed, then what people say of it."""

from __future__ import annotations

import pytest

from lif_narrative.errors import NarrativeError
from lif_narrative.records import Event
from lif_narrative.triangulate import links


def told(*acts):
    return [Event(n, "", who, verb, "t i", "", after, why, "", "")
            for n, (who, verb, after, why) in enumerate(acts, 1)]  # fmt: skip


def test_the_last_word_on_a_link_holds():
    held = links.replay(told(("human:a", links.CONFIRMED, "", "so"), ("human:b", links.REFUSED, "", "no")))
    assert held["t", "i"] == links.Link("t", "i", stands=False, by="human:b", reason="no")


def test_a_withdrawn_word_leaves_the_proposal():
    held = links.replay(told(("human:a", links.REFUSED, "", ""), ("human:a", links.WITHDREW, "", "")))
    assert held == {} and links.themes_of("i", ["t"], held) == {"t": "proposed"}


def test_a_confirmed_link_ends_the_proposals_and_a_refused_one_is_not_proposed_again():
    yes = links.replay(told(("human:a", links.CONFIRMED, "", "")))
    no = links.replay(told(("human:a", links.REFUSED, "", "")))
    assert links.themes_of("i", ["u"], yes) == {"t": "confirmed"}
    assert links.themes_of("i", ["t"], no) == {} and links.themes_of("i", ["u"], no) == {"u": "proposed"}


def test_a_relation_that_a_person_sets_confirms_the_link():
    held = links.replay(told(("human:a", links.RELATED, "agrees", "both say it")))["t", "i"]
    assert (held.stands, held.relation, held.related_by, held.reason) == (
        True,
        "agrees",
        "human:a",
        "both say it",
    )


def test_events_of_other_kinds_are_passed_over():
    assert links.replay(told(("human:a", "coded", "", ""))) == {}


def test_an_unknown_relation_is_refused():
    with pytest.raises(NarrativeError, match="no relation"):
        links.check("contradicts")
