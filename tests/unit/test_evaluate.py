"""Measuring coding against a person's, with published intervals."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from lif_narrative.errors import NarrativeError
from lif_narrative.evaluate import evaluate
from lif_narrative.evaluate.calibration import curve
from lif_narrative.evaluate.page import write
from lif_narrative.evaluate.scores import confused, scored
from lif_narrative.triangulate.change import wilson


@pytest.fixture
def project():
    codings = pd.DataFrame(
        [
            ("e1", "t1", "model:coder.v1", 0.9),
            ("e2", "t1", "model:coder.v1", 0.8),
            ("e3", "t2", "human:a", 1.0),
        ],
        columns=["excerpt_id", "theme_id", "coder", "score"],
    )
    return SimpleNamespace(
        excerpts=lambda: pd.DataFrame({"id": ["e1", "e2", "e3", "e4"]}),
        codings=lambda: codings,
        themes=lambda: pd.DataFrame({"id": ["t1", "t2"], "name": ["One", "Two"]}),
    )


def test_only_what_the_person_read_is_counted(project, tmp_path):
    (tmp_path / "codes.csv").write_text("excerpt_id,theme_id\ne1,t1\ne3,t1\ne4,\n", encoding="utf-8")
    told = evaluate(project, tmp_path / "codes.csv").set_index("theme")
    assert told.attrs["denominator"] == 3
    row = told.loc["One"]
    assert (row["true"], row["placed"], row["both"], row["precision"], row["recall"]) == (2, 1, 1, 1.0, 0.5)


def test_wilsons_interval_is_the_published_one():
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263 and 15 of 148, method 3
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)


@pytest.mark.parametrize(
    ("text", "says"), [("a,b\n1,2\n", "no column excerpt_id"), ("excerpt_id,theme_id\nx,t1\n", "no excerpt")]
)
def test_a_file_that_does_not_fit_is_refused_in_words(project, tmp_path, text, says):
    (tmp_path / "codes.csv").write_text(text, encoding="utf-8")
    with pytest.raises(NarrativeError, match=says):
        evaluate(project, tmp_path / "codes.csv")


def test_what_two_people_differ_on_counts_neither_for_nor_against_the_model(project, tmp_path):
    text = "excerpt_id,theme_id,coder\ne1,t1,a\ne1,t1,b\ne2,t1,a\ne2,,b\ne3,t2,a\ne3,t2,b\ne4,,a\n"
    (tmp_path / "codes.csv").write_text(text, encoding="utf-8")
    told = evaluate(project, tmp_path / "codes.csv").set_index("theme")
    assert told.attrs["denominator"] == 3  # e4 was read by one alone
    one = told.loc["One"]
    assert (one["true"], one["placed"], one["both"], one["doubtful"]) == (1, 1, 1, 1)


def test_intervals_hold_their_figures_and_narrow_with_more_excerpts():
    few, many = (
        scored({(f"e{i}", "t") for i in range(n)}, {(f"e{i}", "t") for i in range(n // 4, n)}, (), {}).iloc[1]
        for n in (8, 80)
    )
    for row in (few, many):
        for name in ("precision", "recall", "f1"):
            assert row[f"{name}_low"] <= row[name] <= row[f"{name}_high"]
    assert many["f1_high"] - many["f1_low"] < few["f1_high"] - few["f1_low"]


def test_the_confusion_table_names_the_excerpts():
    told = confused(
        ["e1", "e2", "e3"], {("e1", "a"), ("e2", "a")}, {("e1", "b"), ("e3", "b")}, (), {"a": "A"}
    )
    rows = {(r["said_id"], r["placed_id"]): r["excerpt_ids"] for r in told.to_dict("records")}
    assert rows == {("a", "b"): ["e1"], ("a", ""): ["e2"], ("", "b"): ["e3"]}


def test_a_calibration_curve_says_what_was_expected_and_what_was_found():
    likely = pd.DataFrame({"excerpt_id": list("abcdefghij"), "theme_id": "t", "probability": [0.72] * 10})
    told = curve(likely, {(x, "t") for x in "abcdefg"})
    row = told.iloc[0]
    assert len(told) == 1 and row["n"] == 10 and row["observed"] == 0.7
    assert row["low"] < 0.7 < row["high"] and told.attrs["ece"] == pytest.approx(0.02)


def test_an_evaluation_becomes_a_page_without_case_text(tmp_path):
    import small_project

    made = small_project.make(tmp_path)
    made.code("ex-do-1-0", "th-heard")
    text = (
        "excerpt_id,theme_id,coder\nex-do-1-0,th-heard,a\nex-do-1-0,th-heard,b\nex-do-1-1,,a\nex-do-1-1,,b\n"
    )
    (tmp_path / "codes.csv").write_text(text, encoding="utf-8")
    told = made.evaluate(tmp_path / "codes.csv")
    assert told.denominator == 2 and told.taught == 1 and len(told.agreement) and len(told.calibration)
    page = write(told, tmp_path / "out").read_text(encoding="utf-8")
    assert "1 of them have taught the model" in page and (tmp_path / "out" / "calibration.svg").exists()
    assert "seen alone" not in page
    made.close()
