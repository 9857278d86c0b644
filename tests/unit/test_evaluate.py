"""Measuring coding against a person's, with published intervals."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from lif_narrative.errors import NarrativeError
from lif_narrative.evaluate import evaluate
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
