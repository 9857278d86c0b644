"""Words found in the material: by word in any order, by meaning with the nearest first."""

from __future__ import annotations

import pytest
from small_project import make

from lif_narrative.searching import by_meaning, by_word


@pytest.fixture
def project(tmp_path):
    return make(tmp_path)


def test_every_word_must_be_there_in_whatever_order_and_case(project):
    found = by_word(project.excerpts(), "PLAN alone")
    assert found["text"].tolist() == ["She was seen alone on every visit, and her words are in the plan."]


def test_what_means_the_same_comes_first_without_a_word_in_common(project):
    rows = by_meaning(project, project.excerpts(), "dad was never consulted")
    assert rows["text"].iloc[0] == "The father was not asked about anything."
    assert rows["likeness"].is_monotonic_decreasing
    assert (
        by_meaning(project, rows.iloc[::-1], "dad was never consulted")["id"].tolist() == rows["id"].tolist()
    )


def test_nothing_that_was_typed_is_written_beside_the_project(project):
    by_meaning(project, project.excerpts(), "a surname nobody wrote")
    before = {p: p.stat().st_size for p in (project.folder / "vectors").rglob("*") if p.is_file()}
    by_meaning(project, project.excerpts(), "another surname nobody wrote")
    assert {p: p.stat().st_size for p in (project.folder / "vectors").rglob("*") if p.is_file()} == before
