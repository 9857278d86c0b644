"""Every picture says the same thing three ways: drawn, in a sentence, and as a table."""

from __future__ import annotations

import json

import pandas as pd
import pytest

pytest.importorskip("altair", reason="the app's extra is not installed")
from lif_narrative.plots import themes_by, who_was_heard  # noqa: E402

ISSUES = pd.DataFrame(
    {"theme_id": ["b", "a"], "theme": ["Beta", "Alpha"], "strengths": [3, 1], "concerns": [0, 4]}
)
COUNTS = pd.DataFrame(
    {"theme_id": ["a", "a", "b"], "method": ["complaint", "observation", "observation"],
     "strengths": [0, 1, 3], "concerns": [4, 0, 0]}
)  # fmt: skip
HEARD = pd.DataFrame(
    {"voice": ["child", "partner"], "method": ["focus group", "focus group"], "accounts": [2, 1]}
)


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_a_picture_points_at_no_address_and_every_mark_has_words(shade):
    for made in (themes_by(COUNTS, ISSUES, "method", shade), who_was_heard(HEARD, shade)):
        spec = made.chart.to_dict()
        assert '"url":' not in json.dumps(spec)
        assert all(row["said"] for rows in spec["datasets"].values() for row in rows)


def test_counts_are_written_with_a_symbol_so_that_colour_is_never_alone():
    made = themes_by(COUNTS, ISSUES)
    assert made.table.set_index("Theme").loc["Alpha"].to_dict() == {"complaint": "▼ 4", "observation": "▲ 1"}
    assert list(made.table["Theme"]) == ["Beta", "Alpha"]


def test_the_sentence_names_the_strongest_of_both_sides():
    assert "strength: Beta, three accounts" in themes_by(COUNTS, ISSUES).alt
    assert "concern: Alpha, four accounts" in themes_by(COUNTS, ISSUES).alt


def test_who_was_not_heard_is_said_and_drawn_as_a_gap():
    made = who_was_heard(HEARD)
    assert "We did not hear parents and carers" in made.alt
    table = made.table.set_index("Voice")["focus group"]
    assert (table["Children"], table["Managers"]) == ("2", "–")


def test_nothing_coded_draws_nothing_and_says_so():
    made = themes_by(COUNTS[:0], ISSUES[:0])
    assert made.alt == "No theme holds a strength or a concern yet."
    assert who_was_heard(HEARD[:0]).alt == "Nobody was heard yet."
    assert made.chart.to_dict()


def test_drawing_and_counting_live_in_one_process():
    from lif_narrative.triangulate import triangulate

    codings = pd.DataFrame({
        "excerpt_id": ["x", "y"], "theme_id": "a", "polarity": ["strength", "concern"], "case": "N1",
        "source": ["s", "t"], "account": ["s1", "t1"], "method": ["complaint", "observation"],
        "voice": "child",
    })  # fmt: skip
    assert themes_by(triangulate(codings).counts, ISSUES).table["observation"].tolist() == ["", "▼ 1"]
