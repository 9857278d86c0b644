"""The shared practice audit, from its true codings: every badge, relation, state and indicator right."""

from __future__ import annotations

import pandas as pd
import pytest
from gap_matching import missed

from lif_narrative.indicators import read_measures
from lif_narrative.story.material import heard
from lif_narrative.triangulate import triangulate
from lif_narrative.triangulate.beside import beside

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def truth(shared):
    return shared / "packs" / "neglect" / "truth"


@pytest.fixture(scope="module")
def said(truth):
    rows = pd.read_csv(truth / "excerpts.csv", keep_default_na=False)
    return rows.rename(columns={"id": "excerpt_id", "file": "source", "speaker": "voice", "sentence": "text"})


@pytest.fixture(scope="module")
def found(said):
    told = said.assign(theme_id=said["themes"].str.split("|")).explode("theme_id")
    return triangulate(told, heard=heard(said))


def test_every_relation_is_right(found, truth):
    wanted = pd.read_csv(truth / "issues.csv", keep_default_na=False)
    cells = found.convergence[["theme_id", "method_a", "method_b", "relation"]].itertuples(index=False)
    told = {(theme, frozenset((a, b))): relation for theme, a, b, relation in cells}
    pairs = wanted[wanted["expected"] != ""]
    keys = zip(pairs["theme"], pairs["method_a"], pairs["method_b"], strict=True)
    got = [told[t, frozenset((a, b))] for t, a, b in keys]
    assert got == pairs["expected"].tolist() and len(got) > 40


def test_every_badge_and_count_is_right(found, truth):
    wanted = pd.read_csv(truth / "issues.csv", keep_default_na=False)
    wanted = wanted[wanted["badge"] != ""].set_index("theme")
    got = found.issues.set_index("theme_id").loc[wanted.index]
    for name in ("badge", "n_cases", "n_sources", "n_accounts"):
        assert got[name].astype(str).tolist() == wanted[name].astype(str).tolist(), name


def test_every_state_is_right(found, truth):
    wanted = pd.read_csv(truth / "change.csv").set_index("theme")
    assert (
        found.issues.set_index("theme_id").loc[wanted.index, "state"].tolist() == wanted["expected"].tolist()
    )


def test_every_indicator_that_is_linked_stands_as_it_should(found, shared, truth):
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(shared / "packs" / "neglect" / "audit" / "performance.xlsx"))
    indicators, measures = read_measures(book.get_sheet_by_index(0).to_python(), "so-1")
    wanted = pd.read_csv(truth / "indicators.csv", keep_default_na=False)
    links = wanted[wanted["indicator"] != ""].rename(columns={"theme": "theme_id"})
    told = beside(found, pd.DataFrame(), indicators, measures, None, links=links)
    got = wanted.merge(told, left_on=["theme", "indicator"], right_on=["theme_id", "indicator"], how="left")
    assert got["relation"].tolist() == wanted["expected"].tolist()


def test_the_voices_nobody_heard_are_named(found, truth):
    wanted = pd.read_csv(truth / "gaps.csv", keep_default_na=False)
    cases = wanted.loc[(wanted["kind"] == "voice") & wanted["where"].str.fullmatch(r"[A-Z]\d+"), "where"]
    told = found.gaps.loc[found.gaps["what"].str.contains(" for case "), "what"]
    assert sorted(text.split(" for case ")[1].split(":")[0] for text in told) == sorted(cases)


def test_what_an_expert_finds_missing_is_found_but_what_dates_and_ages_would_show(found, truth):
    """The true codings hold neither: with them, months and ages are gaps too (tests/slow)."""
    wanted = pd.read_csv(truth / "gaps.csv", keep_default_na=False)["what"].tolist()
    assert len(missed(wanted, found.gaps["what"].tolist())) <= 2


def test_every_gap_has_a_next_step_and_most_a_method(found):
    assert (found.gaps["next_step"] != "").all() and found.gaps["id"].is_unique
    assert (found.gaps["next_method"] != "").all()


def test_sentences_of_the_audit_are_no_copies_of_each_other(found):
    assert found.copies.empty
