"""Looking for what is easily unseen: words with any ending, and a codebook's watched themes beside them."""

from __future__ import annotations

import pandas as pd
import pytest
from small_audit import WORKED, codings, themes

from lif_narrative.triangulate import triangulate
from lif_narrative.triangulate.convergence import Rules
from lif_narrative.triangulate.watching import joined, looked_by_words, pattern, same_subject, watch_list


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [("father*", "Her father's flat", True), ("father*", "Fathers were met", True),
     ("dad", "Dads came", False),
     ("step-father*", "her stepfather left", True), ("step-father*", "a step father", True),
     ("mum's partner", "Mum’s partner was in", True), ("drink", "drinking water", False),
     ("drug", "a drugstore", False), ("own childhood", "her own  childhood", True)],
)  # fmt: skip
def test_a_word_matches_whole_with_any_ending_where_it_says_so(word, text, found):
    assert (pattern((word,)).search(text) is not None) is found


def test_every_subject_has_words_and_none_is_a_pattern_of_its_own():
    assert len(watch_list()) == 8
    assert all(
        words and all(word == word.strip() and word for word in words) for words in watch_list().values()
    )


def test_what_was_found_nowhere_is_said_with_how_it_was_looked_for():
    said = pd.DataFrame({"excerpt_id": ["e1", "e2"], "text": ["His dad came.", "Nobody rang."]})
    found = looked_by_words(said).set_index("theme")
    assert found.loc["Fathers and male carers", "excerpt_id"] == "e1"
    assert found.loc["Siblings", "excerpt_id"] == "" and "sibling…" in found.loc["Siblings", "how"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Fathers", "Fathers and male carers", True),
     ("Parental mental health", "Parental substance misuse", False),
     ("History", "History and chronology", True), ("Brothers and sisters", "Siblings", False),
     ("domestic abuse", "Domestic abuse", True), ("", "Siblings", False)],
)  # fmt: skip
def test_two_names_of_one_subject_are_told_from_two_subjects(one, other, same):
    assert same_subject(one, other) is same


def test_a_codebook_s_theme_and_the_list_s_subject_are_looked_for_together():
    coded = pd.DataFrame(
        [("t1", "Fathers", "", "by its codes")], columns=["theme_id", "theme", "excerpt_id", "how"]
    )
    said = pd.DataFrame({"excerpt_id": ["e1"], "text": ["His dad came."]})
    both = joined(coded, looked_by_words(said))
    fathers = both[both["theme"] == "Fathers"]
    assert fathers["excerpt_id"].tolist() == ["e1"] and fathers["theme_id"].tolist() == ["t1"]
    assert "Fathers and male carers" not in set(both["theme"])


def test_a_silence_in_one_agency_s_returns_and_in_what_families_said_is_one_gap():
    told = codings(WORKED, None)
    audits = told["method"] == "single-agency audit"
    told.loc[audits, "agency"] = ["police" if n % 2 else "health" for n in range(audits.sum())]
    health = told["agency"] == "health"
    told.loc[health, "text"] = "Her father was there and nobody had asked him what he thought of it."
    gaps = triangulate(told, themes=themes()).gaps.set_index("kind")
    rows = gaps.loc[["watched theme"]]
    fathers = rows[rows["what"].str.startswith("Fathers")].iloc[0]
    assert "any of the 4 police returns" in fathers["what"] and "health returns" not in fathers["what"]
    assert "what children, parents and carers told us" in fathers["what"]
    assert fathers["next_step"] == "Ask police and families: is it absent, or unasked?"


def test_the_watch_list_may_be_put_away():
    gaps = triangulate(codings(WORKED, None), rules=Rules(watch=False)).gaps
    assert "watched theme" not in set(gaps["kind"])
