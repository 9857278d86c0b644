"""The age at which a text reads with ease."""

from __future__ import annotations

import pytest

from lif_narrative.readability import long_sentences, reading_age, syllables


@pytest.mark.parametrize(
    ("word", "beats"),
    [("cat", 1), ("helped", 1), ("wanted", 2), ("comes", 1), ("table", 2), ("people", 2), ("children", 2),
     ("family", 3), ("safeguarding", 4), ("decision", 3), ("idea", 2), ("worker's", 2), ("a", 1)],
)  # fmt: skip
def test_beats_of_words_are_near_those_of_a_reader(word, beats):
    assert abs(syllables(word) - beats) <= (word in ("people", "safeguarding", "idea"))


def test_the_formula_is_that_of_kincaid_and_others():
    # 13 words in one sentence of 13 beats: 0.39 * 13 + 11.8 - 15.59, and five years before school
    text = "The dog sat on the mat and the cat sat on the bed."
    assert reading_age(text) == pytest.approx(max(5, 0.39 * 13 + 11.8 * 13 / 13 - 15.59 + 5))


def test_long_words_and_long_sentences_make_a_text_older():
    plain = "You told us you wait too long. We will call you back in two days."
    grand = "The partnership has undertaken a comprehensive evaluation of the effectiveness of intervention."
    assert reading_age(plain) < 9 < 15 < reading_age(grand)


def test_points_on_lines_are_sentences_of_their_own():
    assert reading_age("We will call\nWe will come\nWe will ask") < reading_age(
        "We will call we will come we will ask you"
    )


def test_no_words_read_at_the_youngest_age():
    assert reading_age("") == reading_age("12 · 30%") == 5


def test_sentences_that_are_too_long_are_counted():
    assert long_sentences(f"{'word ' * 25}. Short one.") == 1
