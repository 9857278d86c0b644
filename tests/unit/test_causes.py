"""Where a wrong finding comes from: the coder's themes, its polarity, or the rule."""

from __future__ import annotations

from small_audit import codings

from lif_narrative.triangulate.causes import causes, findings

SPEC = {"late": {"single-agency audit": "ccc", "child feedback": "ccc", "family feedback": "cc"}}
BADGE = ("badge", "late", "", "")
RELATION = ("relation", "late", "child feedback", "single-agency audit")


def cause(coded, true, key, **more):
    table = causes(coded, true, **more)
    kind, theme, one, other = key
    row = table.query("what == @kind and theme_id == @theme and method_a == @one and method_b == @other")
    return row["cause"].item()


def test_what_is_right_has_no_cause():
    true = codings(SPEC, None)
    assert set(causes(true, true)["cause"]) == {""}
    assert findings(true)[BADGE] == "converging"


def test_a_wrong_polarity_is_told_from_a_wrong_theme():
    true = codings(SPEC, None)
    children = true["method"] == "child feedback"
    judged = true.assign(polarity=true["polarity"].where(~children, "strength"))
    placed = true.assign(theme_id=true["theme_id"].where(~children, "other"))
    assert cause(judged, true, RELATION) == "polarity"
    assert cause(placed, true, RELATION) == "themes"
    assert cause(placed, true, BADGE) == "themes"


def test_two_errors_on_one_finding_are_told_together():
    true = codings(SPEC, None)
    children = true["method"] == "child feedback"
    families = true["method"] == "family feedback"
    both = true.assign(
        theme_id=true["theme_id"].where(~families, "other"),
        polarity=true["polarity"].where(~children, "strength"),
    )
    assert cause(both, true, BADGE) == "together"


def test_where_the_truth_does_not_give_what_an_expert_says_it_is_the_rule():
    true = codings(SPEC, None)
    children = true["method"] == "child feedback"
    judged = true.assign(polarity=true["polarity"].where(~children, "strength"))
    assert cause(judged, true, BADGE, expert={BADGE: "single-source"}) == "rule"
