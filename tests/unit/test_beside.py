"""Indicators beside themes: a number is set against its target and against what the words say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from small_audit import codings, themes

from lif_narrative.records import Indicator, Measure
from lif_narrative.triangulate import triangulate
from lif_narrative.triangulate.beside import beside, relation
from lif_narrative.triangulate.linking import propose
from lif_narrative.triangulate.numbers import verdict


def indicator(name="Seen in time", direction="higher is better", target=90.0):
    return Indicator("in-1", name, unit="%", direction=direction, target=target)


def series(*values, target=None):
    return [
        Measure(f"m{n}", "in-1", "s", f"2031 Q{n + 1}", value=v, target=target) for n, v in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("direction", "values", "target", "said"),
    [("higher is better", [91.7], 92.0, "strength"), ("higher is better", [91.2], 92.0, "concern"),
     ("lower is better", [19.0], 20.0, "strength"), ("lower is better", [32.0], 20.0, "concern"),
     ("unknown", [50.0], 20.0, ""), ("higher is better", [], 20.0, ""),
     ("higher is better", [91.7], 91.8, "concern"),
     ("higher is better", [1, 2, 3, 4], None, "strength"),
     ("higher is better", [4, 3, 2, 1], None, "concern"),
     ("lower is better", [4, 3, 2, 1], None, "strength"), ("higher is better", [1, 9], None, ""),
     ("higher is better", [1, 3, 2, 4], None, "")],
)  # fmt: skip
def test_a_measure_says_what_its_target_says_and_never_a_trend_from_two_points(
    direction, values, target, said
):
    assert verdict(indicator(direction=direction, target=target), series(*values)) == said


@pytest.mark.parametrize(
    ("numbers", "words", "said"),
    [("strength", "strength", "agrees"), ("strength", "concern", "disagrees"),
     ("concern", "concern", "agrees"),
     ("", "concern", "not comparable"), ("strength", "undecided", "silent")],
)  # fmt: skip
def test_numbers_and_words_agree_disagree_or_are_silent(numbers, words, said):
    assert relation(numbers, words)[0] == said


def test_where_accounts_differ_a_measure_is_set_beside_those_who_live_it():
    found = triangulate(codings())  # heard: auditors find a strength, children a concern
    links = pd.DataFrame([{"theme_id": "heard", "indicator": "Seen in time"}])
    told = beside(found, themes(), [indicator()], series(95.0), None, links=links)
    row = told[told["theme_id"] == "heard"].iloc[0]
    assert (row["indicator"], row["relation"]) == ("Seen in time", "disagrees")


def test_a_theme_without_a_measure_is_silent():
    told = beside(triangulate(codings()), themes(), [], [], None)
    assert set(told["relation"]) == {"silent"} and set(told["indicator"]) == {""}
    assert set(told["theme_id"]) == set(themes()["id"])


def letters(texts):
    """Vectors of letters: texts of the same words are near."""
    rows = np.array([[text.lower().count(chr(97 + n)) for n in range(26)] for text in texts], dtype=float)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def test_a_link_is_proposed_to_the_nearest_theme():
    known = pd.DataFrame([
        {"id": "a", "name": "Dental health", "definition": "teeth, dentist"},
        {"id": "b", "name": "Fathers", "definition": "fathers met and invited"},
    ])  # fmt: skip
    found = propose(known, [indicator("Fathers invited to the meeting"), indicator("Dentist seen")], letters)
    assert found == {"Fathers invited to the meeting": ("b",), "Dentist seen": ("a",)}


def test_what_is_near_to_no_theme_is_linked_to_none():
    known = pd.DataFrame([{"id": "a", "name": "zzz", "definition": ""}])
    assert propose(known, [indicator("Dentist")], letters) == {}
    assert propose(known[:0], [indicator()], letters) == {}
