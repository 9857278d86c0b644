"""A document cut into pieces for the screen: every word once, in order, and nothing but its words."""

from __future__ import annotations

import pandas as pd
import pytest

pytest.importorskip("streamlit", reason="the app's extra is not installed")
from lif_narrative.pages.sheet import paragraphs  # noqa: E402


def rows(*spans: tuple[str, int, int]) -> pd.DataFrame:
    blank = {"polarity": "concern", "speaker": "child", "scope_words": ""}
    return pd.DataFrame([{"id": i, "start": s, "end": e, **blank} for i, s, e in spans])


def words(made: list[dict]) -> str:
    return "".join(part["text"] for p in made for piece in p["pieces"] for part in piece["parts"])


def test_every_word_of_the_document_is_shown_once_even_outside_paragraphs():
    text = "before 👧🏽 e\u0301 first second after"
    document = {"text": text, "paragraphs": [{"start": 12, "end": 24}]}
    made = paragraphs(document, rows(("a", 12, 17), ("b", 18, 24)), {}, {"a"})
    assert words(made) == text
    assert [piece.get("id") for p in made for piece in p["pieces"]] == [None, "a", None, "b", None]


def test_scope_words_are_told_apart_inside_their_sentence():
    text = "A small minority of children were asked."
    frame = rows(("a", 0, len(text))).assign(scope_words="small minority of")
    made = paragraphs({"text": text, "paragraphs": []}, frame, {}, set())
    assert [(part["text"], part["scope"]) for part in made[0]["pieces"][0]["parts"]] == [
        ("A ", False),
        ("small minority of", True),
        (" children were asked.", False),
    ]


def test_a_question_is_written_once_above_the_paragraphs_that_answer_it():
    document = {
        "text": "one\ntwo",
        "paragraphs": [{"start": 0, "end": 3, "question": "Q?"}, {"start": 4, "end": 7, "question": "Q?"}],
    }
    assert [p["question"] for p in paragraphs(document, rows(), {}, set())] == ["Q?", ""]


def test_a_theme_that_a_person_decided_is_drawn_so_whatever_a_model_said_beside_it():
    chips = {"a": [("Heard", "suggested")], "b": [("Heard", "decided"), ("Seen", "suggested")]}
    made = paragraphs({"text": "one two", "paragraphs": []}, rows(("a", 0, 3), ("b", 4, 7)), chips, set())
    assert made[0]["chips"] == [{"name": "Heard", "state": "decided"}, {"name": "Seen", "state": "suggested"}]


def test_every_part_knows_where_it_begins_and_which_marks_lie_on_it():
    text = "before 👧🏽 e\u0301 first second after"
    document = {"text": text, "paragraphs": [{"start": 12, "end": 24}]}
    marks = [{"start": 3, "end": 14}, {"start": 12, "end": 24}, {"start": 14, "end": 15}]
    made = paragraphs(document, rows(("a", 12, 17), ("b", 18, 24)), {}, {"a"}, marks)
    parts = [part for p in made for piece in p["pieces"] for part in piece["parts"]]
    assert "".join(part["text"] for part in parts) == text
    for part in parts:
        end = part["at"] + len(part["text"])
        assert text[part["at"] : end] == part["text"]
        lies = [n for n, m in enumerate(marks) if m["start"] < end and part["at"] < m["end"]]
        assert part["marks"] == lies
