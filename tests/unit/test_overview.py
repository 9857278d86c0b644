"""What a project holds at a glance: orders that never waver, and what was decided since."""

from __future__ import annotations

import pandas as pd
import pytest
from small_project import make

from lif_narrative import overview
from lif_narrative.telling import material

ISSUES = pd.DataFrame(
    {
        "theme": ["b", "a", "c"],
        "strengths": [1, 1, 5],
        "concerns": [0, 3, 0],
        "n_cases": [2, 1, 1],
        "n_accounts": 1,
    }
)


@pytest.mark.parametrize(
    ("by", "order"), [("strengths", "cab"), ("concerns", "abc"), ("cases", "bac"), ("name", "abc")]
)
def test_issues_stand_in_the_order_that_was_asked_and_equals_by_name(by, order):
    assert "".join(overview.ordered(ISSUES, by)["theme"]) == order
    assert "".join(overview.ordered(ISSUES[::-1], by)["theme"]) == order


def test_the_newest_year_is_read_first_and_what_names_no_child_last():
    rows = pd.DataFrame({
        "id": list("abcd"), "case": ["", "N1", "N2", "N1"], "method": "m", "agency": "", "date": "",
        "period": ["2026", "2025", "2026", "autumn 2026"],
    })  # fmt: skip
    assert "".join(overview.in_reading_order(rows)["id"]) == "dcab"


def test_only_decisions_after_the_last_analysis_are_counted():
    events = pd.DataFrame(
        [(1, "coded", "x"), (2, "ran", "triangulate"), (3, "saved", "x"), (4, "rejected", "x")],
        columns=["position", "verb", "object"],
    )
    assert overview.decided_since(events) == 1
    assert overview.decided_since(events[:1]) == 1


def test_counts_evidence_and_voices_of_a_project_are_in_accounts(tmp_path):
    found = material(make(tmp_path))
    counts = overview.counts(found).set_index(["theme_id", "method"])
    assert counts.loc[("th-heard", "family feedback"), ["strengths", "concerns"]].tolist() == [1, 1]
    assert overview.evidence(found, "th-heard", "strength")["excerpt_id"].tolist()[-1] == "ex-do-2-1"
    heard = overview.heard(found)
    assert heard.set_index("voice").loc["child", "accounts"] == 1
