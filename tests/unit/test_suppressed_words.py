import re

import pytest

from lif_narrative.export.profiles import PROFILES

PARTNERSHIP, PUBLICATION = PROFILES["partnership"], PROFILES["publication"]
# ruff: noqa: E501
CASES = [
    ("One child said nobody asked.", "Some children said nobody asked."),
    ("In two of the six children's cases the plan was late.", "In a few of the six children's cases the plan was late."),
    ("In two of the three children's cases it was late.", "In some of the children's cases it was late."),
    ("22 of the 24 children were seen.", "Most of the 24 children were seen."),
    ("48 of the 50 accounts hold a strength; two hold a concern.", "Most of the 50 accounts hold a strength; some hold a concern."),
    ("Only one father was invited.", "Some fathers were invited."),
    ("One child needs more; one child's plan was late.", "Some children need more; some children's plans were late."),
    ("Half of the four families agreed.", "Some of the families agreed."),
    ("50% of the 8 children agreed.", "A few of the 8 children agreed."),
    ("Both children were seen.", "The children were seen."),
    ("All three children agreed.", "All of the children agreed."),
    ("Three parents told us, and one of them was angry.", "Some parents told us, and some of them were angry."),
    ("It was 7% (3 of 41) in March.", "It was a few of the 41 in March."),
    ("At least two young people described it.", "Some young people described it."),
    ("Of 12 accounts, seven hold a strength and five a concern.", "Of 12 accounts, some hold a strength and some a concern."),
    ("A couple of very young carers wrote.", "Some very young carers wrote."),
]  # fmt: skip
STAY = [
    "No one was asked.", "This one is better.", "Year 5 pupils wrote to us.", "Child 2 said so.",
    "A three-year-old child waited two weeks and 3 days.", "Section 47 cases rose.", "Both parents attended.",
    "None of the six accounts holds a concern.", "All six children were seen.", "Two methods lean this way.",
    "On 5 May the child moved for the third time.", "We heard 12 accounts.", "Phase 2 families were told.",
]  # fmt: skip


@pytest.mark.parametrize(("said", "shown"), CASES)
def test_small_counts_become_words_that_do_not_count(said, shown):
    assert PARTNERSHIP.words(said) == shown


@pytest.mark.parametrize("said", STAY)
def test_what_is_no_small_count_of_people_stays(said):
    assert PARTNERSHIP.words(said) == said


def test_internal_words_stay_as_they_are():
    assert all(PROFILES["internal"].words(said) == said for said, _ in CASES)


def test_publication_rounds_and_holds_back_up_to_seven():
    assert PUBLICATION.words("All six children were seen.") == "All of the children were seen."
    assert PUBLICATION.words("We heard 12 accounts.") == "We heard about 10 accounts."
    assert PUBLICATION.words("It was 29% (12 of 41).") == "It was about 10 of about 40."


@pytest.mark.parametrize("n", ["one", "two", "three", "four", "five", "1", "2", "3", "4", "5"])
@pytest.mark.parametrize("noun", ["young people", "families", "siblings", "accounts", "cases"])
@pytest.mark.parametrize(
    "frame", ["{} {} told us", "all {} {} agreed", "{} of the {} agreed", "for the {} {}"]
)
def test_no_small_count_is_left_in_any_frame(n, noun, frame):
    assert not re.search(rf"\b{n}\b", PARTNERSHIP.words(frame.format(n, noun)), re.IGNORECASE)
