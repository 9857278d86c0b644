"""Triangulation: accounts are counted, never mentions, and the rules are those that are written down."""

from __future__ import annotations

import pandas as pd
import pytest
from small_audit import BEFORE, WORKED, codings, themes

import lif_narrative as lif
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Plan
from lif_narrative.triangulate import triangulate
from lif_narrative.triangulate.change import wilson
from lif_narrative.triangulate.convergence import Rules, lean, relation
from lif_narrative.triangulate.periods import span
from lif_narrative.triangulate.tellings import add, tellings


@pytest.fixture(scope="module")
def worked():
    """The worked audit, triangulated."""
    return triangulate(codings())


def issue(found, theme):
    return found.issues.set_index("theme_id").loc[theme]


def cell(found, theme, first, second):
    table = found.convergence
    row = table[(table["theme_id"] == theme) & (table["method_a"] == first) & (table["method_b"] == second)]
    return row["relation"].item()


@pytest.mark.parametrize(
    ("strengths", "concerns", "expected"),
    [(0, 0, ""), (2, 1, "strength"), (1, 2, "concern"), (3, 2, "undecided"), (1, 0, "strength"),
     (1, 1, "undecided")],
)  # fmt: skip
def test_a_method_leans_by_a_factor_of_two(strengths, concerns, expected):
    assert lean(strengths, concerns, Rules()) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("strength", "strength", "agreement"), ("strength", "concern", "dissonance"),
     ("undecided", "concern", "partial agreement"), ("", "concern", "silence"), ("", "", "silence")],
)  # fmt: skip
def test_two_leanings_stand_to_each_other_as_the_matrix_says(first, second, expected):
    assert relation(first, second) == relation(second, first) == expected


def test_the_worked_audit_gets_its_badges(worked):
    badges = dict(zip(worked.issues["theme_id"], worked.issues["badge"], strict=True))
    assert badges == {"heard": "contested", "kept": "converging", "late": "converging",
                      "rare": "single-source", "split": ""}  # fmt: skip


def test_the_worked_audit_gets_its_counts(worked):
    late = issue(worked, "late")
    assert (late["n_accounts"], late["n_sources"], late["n_cases"], late["n_methods"]) == (10, 7, 4, 3)
    assert (late["strengths"], late["concerns"], late["n_voices"]) == (1, 9, 3)


def test_mixed_counts_for_both_sides_and_neutral_for_none():
    found = triangulate(codings({"a": {"observation": "mn"}}, None))
    assert (
        issue(found, "a")["strengths"],
        issue(found, "a")["concerns"],
        issue(found, "a")["n_accounts"],
    ) == (1, 1, 2)


def test_one_account_that_leans_otherwise_does_not_undo_convergence(worked):
    assert issue(worked, "kept")["badge"] == "converging"  # one complaint speaks against


def test_the_matrix_has_each_pair_once_in_alphabetical_order(worked):
    table = worked.convergence
    assert (table["method_a"] < table["method_b"]).all()
    assert not table.duplicated(["theme_id", "method_a", "method_b"]).any()
    assert cell(worked, "heard", "child feedback", "single-agency audit") == "dissonance"
    assert cell(worked, "late", "child feedback", "single-agency audit") == "agreement"
    assert cell(worked, "heard", "child feedback", "observation") == "partial agreement"
    assert cell(worked, "rare", "child feedback", "single-agency audit") == "silence"


def test_a_method_that_never_asks_is_not_called_silent():
    found = triangulate(codings(), asked={"child feedback": ["late", "heard"]})
    table = found.convergence.set_index(["theme_id", "method_a", "method_b"])["why"]
    assert table["rare", "child feedback", "single-agency audit"] == "not asked"
    assert table["rare", "family feedback", "single-agency audit"] == "silent"


def test_voices_may_be_set_beside_each_other_instead_of_methods():
    table = triangulate(codings(), by="voice").convergence
    row = table[
        (table["theme_id"] == "heard") & (table["voice_a"] == "auditor") & (table["voice_b"] == "child")
    ]
    assert row["relation"].item() == "dissonance"


def test_change_sets_audits_beside_audits(worked):
    states = dict(zip(worked.change["theme_id"], worked.change["state"], strict=True))
    assert states == {"heard": "improving", "kept": "improving", "late": "continuing",
    "rare": "no change detectable",
                      "split": "no change detectable"}  # fmt: skip


def test_what_is_raised_now_and_was_not_before_is_new():
    found = triangulate(codings({"a": {"single-agency audit": "ccc"}, "b": {"single-agency audit": "cc"}}))
    assert issue(found, "a")["state"] == "new"
    assert issue(found, "b")["state"] == "no change detectable"


def test_a_strength_that_turned_is_worsening():
    before = {"a": {"thematic audit": "sss"}}
    assert issue(triangulate(codings({"a": {"dip sample": "ccc"}}, before)), "a")["state"] == "worsening"
    assert issue(triangulate(codings({"a": {"dip sample": "ccss"}}, before)), "a")["state"] == "worsening"


def test_nothing_is_resolved_while_a_method_still_leans_to_concern():
    before = {"a": {"thematic audit": "ccc"}}
    now = {"a": {"dip sample": "sss", "child feedback": "cc"}}
    assert issue(triangulate(codings(now, before)), "a")["state"] == "improving"


def test_a_concern_that_every_method_now_tells_as_a_strength_is_resolved():
    before = {"a": {"thematic audit": "ccc"}}
    now = {"a": {"dip sample": "sssm", "child feedback": "ss"}}
    assert issue(triangulate(codings(now, before)), "a")["state"] == "resolved"


def test_without_an_earlier_audit_no_state_is_told():
    found = triangulate(codings(WORKED, None))
    assert set(found.issues["state"]) == {""}
    assert found.change.empty


def test_the_earlier_audit_is_never_counted_now(worked):
    assert worked.counts.equals(triangulate(codings(WORKED, None)).counts)


def test_the_earlier_audit_may_be_given_apart(worked):
    told, before = codings(WORKED, None), codings(BEFORE, None)
    assert triangulate(told, earlier=before).issues.equals(worked.issues)


def test_letters_dated_between_two_audits_belong_to_now():
    told = codings()
    told.loc[told["method"] == "complaint", "period"] = "2031-05"
    assert issue(triangulate(told), "kept")["n_methods"] == 4


@pytest.mark.parametrize(
    ("period", "months"),
    [("2025", (1, 12)), ("autumn 2025", (9, 11)), ("2025-autumn", (9, 11)), ("2025 Q4", (10, 12)),
     ("2025-10", (10, 10)),
     ("2025-10-14", (10, 10)), ("October 2025", (10, 10)), ("2025/26", (4, 15)), ("2025-26", (4, 15))],
)  # fmt: skip
def test_a_period_is_read_however_it_is_written(period, months):
    assert span(period) == tuple(2025 * 12 + month for month in months)


def test_a_period_without_a_year_says_nothing():
    assert span("last autumn") is None


def test_shards_add_up_to_the_whole():
    told = codings()
    parts = [tellings(told[told["account"].str[-1] == last]) for last in sorted(set(told["account"].str[-1]))]
    assert add(parts).equals(tellings(told))
    assert add([tellings(told[::2]), tellings(told[1::2])]).equals(tellings(told))


def test_a_pasted_paragraph_counts_once_and_is_named():
    told = codings()
    pasted = told[told["method"] == "single-agency audit"].iloc[[0]].assign(
        excerpt_id="ex-zz", account="zz", source="so-zz", method="observation",
        text=lambda t: "It is noted, " + t["text"])  # fmt: skip
    found = triangulate(pd.concat([told, pasted]))
    assert found.copies["excerpt_id"].tolist() == ["ex-zz"]
    assert found.issues.equals(triangulate(told).issues)


def test_few_words_that_two_people_share_are_not_a_copy():
    told = codings({"a": {"child feedback": "cc"}}, None).assign(text="nobody ever listens to me")
    assert issue(triangulate(told), "a")["n_accounts"] == 2


def test_who_was_not_heard_is_a_gap():
    told = codings(WORKED, None)
    told.loc[told["method"] == "child feedback", "case"] = "K1"
    gaps = triangulate(told).gaps
    unheard = gaps[gaps["what"].str.startswith("No child was heard for case")]["what"]
    assert [text.split(":")[0][-2:] for text in unheard] == ["K2", "K3", "K4"]
    assert (gaps["next_step"] != "").all()


def test_what_was_invited_and_did_not_come_is_a_gap():
    plan = Plan("p", "q", methods=("observation", "dip sample"), cases=("K9",), agencies=("Ferry Trust",))
    gaps = triangulate(codings(), plan=plan).gaps["what"].str.cat(sep=" ")
    assert "Ferry Trust was invited" in gaps and "dip sample" in gaps and "K9" in gaps


def test_a_watched_theme_is_looked_for_in_each_agency_s_returns():
    told = codings(WORKED, None)
    told.loc[told["method"] == "single-agency audit", "agency"] = "housing"
    hits = told.loc[told["method"] == "child feedback", "excerpt_id"].head(1)
    watched = pd.DataFrame(
        [("w1", "Siblings", hits.item()), ("w2", "Fathers", "")], columns=["theme_id", "theme", "excerpt_id"]
    )
    gaps = triangulate(told, watched=watched).gaps
    found = gaps[gaps["kind"] == "watched theme"].set_index("theme_id")["what"]
    assert "housing returns" in found["w1"] and "children" not in found["w1"]
    assert "in all" in found["w2"]


def test_themes_are_shown_by_name():
    assert issue(triangulate(codings(), themes=themes()), "late")["theme"] == "Help is late"


def test_a_missing_column_is_named():
    with pytest.raises(NarrativeError, match="no column polarity"):
        triangulate(codings().drop(columns="polarity"))


def test_an_unknown_polarity_is_refused():
    with pytest.raises(NarrativeError, match="strength, concern, mixed or neutral"):
        triangulate(codings().assign(polarity="fine"))


def test_triangulation_by_something_else_is_refused():
    with pytest.raises(NarrativeError, match="by method, voice or agency"):
        triangulate(codings(), by="worker")


def test_no_codings_give_empty_tables():
    found = triangulate(codings()[:0])
    assert found.issues.empty and found.convergence.empty and found.counts.empty


def test_the_step_is_called_by_its_module_s_name(worked):
    assert lif.triangulate(codings()).issues.equals(worked.issues)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_of_newcombe_1998(hits, total, low, high):
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    assert wilson(hits, total) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


def test_a_model_s_stray_codings_do_not_count_and_a_person_s_do():
    told = codings({"a": {"observation": "cc"}}, None).assign(score=0.85)
    stray = told.assign(theme_id="b", score=0.4)
    person = told.head(1).assign(theme_id="c", score=1.0)
    found = triangulate(pd.concat([told, stray, person])).issues.set_index("theme_id")
    assert found["n_accounts"].to_dict() == {"a": 1, "c": 1}
    every = triangulate(pd.concat([told, stray, person]), rules=Rules(margin=1)).issues
    assert every["n_accounts"].tolist() == [2, 2, 1]


def test_within_an_account_the_surest_say_counts():
    told = codings({"a": {"observation": "cs"}}, None).assign(account="one", source="one")
    found = triangulate(told.assign(score=[0.9, 0.5])).issues.iloc[0]
    assert (found["strengths"], found["concerns"]) == (0, 1)


def test_methods_whose_codings_are_doubtful_make_no_badge():
    spec = {"a": {"observation": "cc", "child feedback": "cc", "supervision": "cc"}}
    doubtful = codings(spec, None).assign(score=0.5)
    assert issue(triangulate(doubtful), "a")["badge"] == ""
    assert issue(triangulate(doubtful.assign(score=0.8)), "a")["badge"] == "converging"
    assert issue(triangulate(doubtful, rules=Rules(surety=0)), "a")["badge"] == "converging"
