"""Claims whose wording is stronger than their evidence are flagged, fair ones are not; see tests/golden/."""

from __future__ import annotations

from pathlib import Path

import pytest

from lif_narrative.story.outrunning import outruns

GOLDEN = Path(__file__).parents[1] / "golden"
MOST_FALSE = 2


def cases(name):
    for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, claim, evidence = (part.strip() for part in line.split("|"))
            yield kind == "S", claim, [words.strip() for words in evidence.split(";")]


@pytest.mark.parametrize("which", ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"])
def test_every_claim_stronger_than_its_evidence_is_flagged_and_at_most_two_fair_ones(which):
    told = [
        (stronger, claim, bool(outruns(claim, evidence)))
        for stronger, claim, evidence in cases(f"claims_{which}.txt")
    ]
    assert sum(stronger for stronger, *_ in told) == 60 == sum(not stronger for stronger, *_ in told)
    assert [claim for stronger, claim, flagged in told if stronger and not flagged] == []
    assert len([claim for stronger, claim, flagged in told if flagged and not stronger]) <= MOST_FALSE


def test_a_reason_is_in_words_and_quotes_nothing():
    reason = outruns("Every tutor rang back.", ["Some tutors rang back."])
    assert reason == "The claim speaks of all or none; its evidence reaches no further than some."


def test_independent_voices_together_reach_further_than_one():
    claim = "Residents told us that they have no privacy."
    assert outruns(claim, ["I have no privacy."])
    assert not outruns(claim, [f"I have no privacy in room {n}." for n in (11, 12, 14)])
    assert outruns(claim, [f"I have no privacy in room {n}." for n in (11, 12, 14)], independent=1)


def test_what_counting_has_shown_counts_as_evidence():
    claim, words = "Most boys were driven home.", ["He was driven home."]
    assert outruns(claim, words) and not outruns(claim, words, floor=0.8)


@pytest.mark.parametrize("claim", ["", "Help.", "123", "…", "Ach, gut.", "👧🏽 was heard."])
def test_any_words_can_be_read(claim):
    assert isinstance(outruns(claim, [claim]), str) and isinstance(outruns(claim, []), str)
