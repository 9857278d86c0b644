"""Round the cycle: drawing cases, what was invited, actions and what changed."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from small_audit import codings

from lif_narrative.cycle.answered import planned
from lif_narrative.cycle.loop import set_against
from lif_narrative.cycle.planning import read_plan
from lif_narrative.cycle.sampling import allocate, sample
from lif_narrative.cycle.since import since
from lif_narrative.cycle.stages import stages
from lif_narrative.errors import NarrativeError
from lif_narrative.records import STAGES, Action, Block, Plan, Story
from lif_narrative.triangulate import Rules, triangulate
from lif_narrative.triangulate.invited import answers

CASES = pd.DataFrame(
    {"case": [f"C{n:02d}" for n in range(20)], "team": ["east"] * 12 + ["west"] * 6 + ["north"] * 2}
)

# -- drawing


def test_a_draw_keeps_the_shares_of_the_strata_and_leaves_none_out():
    drawn = sample(CASES, 10, "team", seed=3)
    assert drawn["stratum"].value_counts().to_dict() == {"east": 6, "west": 3, "north": 1}
    assert drawn.groupby("stratum")["of"].first().to_dict() == {"east": 12, "west": 6, "north": 2}


def test_the_same_seed_draws_the_same_cases_whatever_the_order_of_the_list():
    again = sample(CASES.sample(frac=1, random_state=9), 7, "team", seed=3)
    assert again["case"].tolist() == sample(CASES, 7, "team", seed=3)["case"].tolist()
    assert again["case"].tolist() != sample(CASES, 7, "team", seed=4)["case"].tolist()


@pytest.mark.parametrize("n", range(1, 21))
def test_a_draw_is_as_large_as_it_was_asked_to_be(n):
    assert len(sample(CASES, n, "team", seed=1)) == n
    assert sum(allocate({"a": 1, "b": 1, "c": 18}, n).values()) == n


@pytest.mark.parametrize(
    ("cases", "n", "by", "said"),
    [(CASES, 21, "team", "cannot be drawn"), (CASES, 3, "ward", "no column ward"),
     (pd.concat([CASES, CASES]), 3, "team", "stands twice")],
)  # fmt: skip
def test_a_draw_that_cannot_be_made_is_refused(cases, n, by, said):
    with pytest.raises(NarrativeError, match=said):
        sample(cases, n, by)


# -- planning


def written(tmp_path, text):
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plan_is_read_and_its_cases_are_drawn(tmp_path):
    CASES.to_csv(tmp_path / "cases.csv", index=False)
    plan = read_plan(written(tmp_path, """
question: Is help in time?
stage: monitor, audit, gather information
period: autumn 2031
methods: [single-agency audit, child feedback]
voices: [child, parent_carer]
agencies: [Ferry Police, Health visiting]
sample: {from: cases.csv, n: 4, by: team, seed: 11}
"""))  # fmt: skip
    assert plan.methods == ("single-agency audit", "child feedback") and len(plan.cases) == 4
    assert plan.sampling == {"seed": "11", "of": "20", "by": "team"}
    assert plan.cases == tuple(sample(CASES, 4, "team", seed=11)["case"])


@pytest.mark.parametrize(
    ("text", "said"),
    [("stage: set standards", "no question"), ("question: q\nmethods: [tarot]", "none of the methods"),
     ("question: q\nstage: someday", "no stage of the cycle"), ("question: q\nbudget: 3", "no part"),
     ("question: [", "cannot be read"), ("question: q\nsample: {from: gone.csv, n: 2}", "list to sample")],
)  # fmt: skip
def test_a_plan_that_says_something_else_is_refused(tmp_path, text, said):
    with pytest.raises(NarrativeError, match=said):
        read_plan(written(tmp_path, text))


def test_returns_tick_off_what_was_invited():
    told = codings(earlier=None)
    told["agency"] = ["police" if "audit" in m else "" for m in told["method"]]
    told["team"] = ""
    plan = Plan("p", "q", methods=("single-agency audit", "dip sample"), agencies=("Ferry Police", "GP"),
                voices=("child",), cases=("K1", "K9"))  # fmt: skip
    table = planned(plan, told).set_index("name")
    assert table.loc["dip sample", "missing"] and not table.loc["single-agency audit", "missing"]
    assert table.loc["GP", "missing"] and table.loc["Ferry Police", "arrived"]
    assert table.loc["K9", "missing"] and table.loc["child", "accounts"] > 0
    assert not table.loc["child feedback", "invited"]


@pytest.mark.parametrize(
    ("invited", "present", "same"),
    [("Northshire Police", "police", True), ("Health visiting", "health", False),
     ("CSC", "children's social care", True), ("Health", "health visiting", True),
     ("Midwifery", "health", False), ("Housing", "police", False),
     ("Probation Service", "probation", True), ("CAMHS", "health", False), ("", "police", False)],
)  # fmt: skip
def test_an_invitation_is_answered_by_who_it_was_sent_to(invited, present, same):
    assert answers(invited, present) is same


def test_an_invited_case_of_which_nothing_came_and_children_too_young_for_a_form_are_gaps():
    told = codings(earlier=None).assign(age="")
    told.loc[told["method"] == "child feedback", "age"] = "9 years"
    gaps = triangulate(told, heard=told, plan=Plan("p", "q", cases=("K9",))).gaps
    assert "Case K9 was sampled and nothing of it came." in gaps["what"].tolist()
    young = gaps[gaps["what"].str.startswith("No child under 9 filled in")]
    assert young["next_method"].item() == "observation"


# -- the loop


def actions():
    return [
        Action(
            "a1", "action", "Ring first", theme_id="late", due="2031-01", how_known="we ask who came late"
        ),
        Action("a2", "action", "Read more", theme_id="kept", status="done"),
        Action("a3", "action", "Read on", theme_id="kept", status="done", evidence=("ex-1",)),
        Action("a4", "question", "Why?", status="did not", because="the team closed"),
    ]


def ones(texts):
    return np.ones((len(texts), 1))


def test_new_evidence_is_set_against_each_action():
    found = triangulate(codings())
    coded = codings(earlier=None).assign(score=0.9)
    beside = pd.DataFrame([("late", "Seen in time", "agrees")], columns=["theme_id", "indicator", "relation"])
    table = set_against(actions(), coded, found.change, beside, ones, date(2031, 6, 1)).set_index("action_id")
    first = table.loc["a1"]
    assert (first["state"], first["indicators"]) == ("continuing", ["Seen in time"])
    assert first["then"] == "0 strengths and 3 concerns in 3 accounts"
    assert len(first["challenges"]) == 3 and len(first["supports"]) == 1 and len(first["speaks_to"]) == 3
    assert first["standing"] == "open, past its date: new evidence to read"
    assert table.loc["a2", "standing"] == "closed without evidence"
    assert table.loc["a3", "standing"] == "done, with evidence"
    assert table.loc["a4", "standing"] == "not done, with a reason"


def test_an_action_whose_date_has_not_come_is_open():
    late = [Action("a", "action", "x", due="2031-06-02"), Action("b", "action", "x", due="2031")]
    beside = pd.DataFrame(columns=["theme_id", "indicator", "relation"])
    table = set_against(late, codings()[:0], triangulate(codings()).change, beside, ones, date(2031, 6, 1))
    assert table["standing"].tolist() == ["open: nothing new heard"] * 2


def test_the_next_story_opens_with_what_changed():
    found = triangulate(codings())
    claims = (Block("b1", "claim", "works", "x", "kept"), Block("b2", "claim", "worries", "x", "late"))
    story = Story("s", "t", "q", "", 1, (*claims, Block("b3", "action", "actions", "x", "late")))
    told = since(found.change, found.issues, actions(), story, {"b1": "strength", "b2": "strength"})
    assert told.themes == {"improving": ("heard", "kept"), "continuing": ("late",)}
    assert told.claims == {"b1": "stands", "b2": "turned"}
    assert (told.done, told.open, told.did_not) == (("a2", "a3"), ("a1",), ("a4",))
    assert told.lines[0] == "Heard; kept: better than it was."
    assert "four actions and questions agreed before, done: two, open: one, not done: one" in told.lines[-2]


def test_a_state_that_a_person_confirmed_goes_first():
    found = triangulate(codings())
    changes = found.change.assign(confirmed=["worsening", "", "", "", ""])
    assert since(changes, found.issues).themes["worsening"] == (found.change["theme_id"][0],)


@pytest.mark.parametrize(
    ("plan", "waiting", "heard", "analysed", "place"),
    [(None, 0, 3, False, 3), (Plan("p", "q", stage=STAGES[5]), 4, 0, False, 6),
     (Plan("p", "q"), 4, 0, False, 3), (Plan("p", "q"), 2, 9, True, 3), (Plan("p", "q"), 0, 9, True, 4)],
)  # fmt: skip
def test_an_audit_stands_where_its_material_does(plan, waiting, heard, analysed, place):
    assert stages(plan, waiting, heard, analysed, [], (), [])["place"].tolist() == [place]


def test_stories_and_actions_have_stages_of_their_own():
    stories = [Story("s1", "t", "q", "", 1), Story("s2", "t", "q", "", 1)]
    table = stages(None, 0, 0, False, stories, {"s2"}, actions())
    assert table["place"].tolist() == [5, 7, 7, 7, 7, 4]


def test_the_plan_in_the_documentation_is_one(tmp_path):
    page = (Path(__file__).resolve().parents[2] / "docs" / "triangulation.md").read_text(encoding="utf-8")
    cases = pd.DataFrame(
        {"case": [f"C{n}" for n in range(12)], "age band": ["0-4", "5-11"] * 6, "team": "east"}
    )
    cases.to_csv(tmp_path / "cases.csv", index=False)
    plan = read_plan(written(tmp_path, page.split("```yaml\n")[1].split("```")[0]))
    assert len(plan.cases) == 8 and plan.agencies == ("children's social care", "police", "health visiting")


def test_the_settings_in_the_documentation_are_the_defaults():
    page = (Path(__file__).resolve().parents[2] / "docs" / "triangulation.md").read_text(encoding="utf-8")
    told = tomllib.loads(page.split("```toml\n")[1].split("```")[0])["triangulate"]
    assert Rules(**told) == Rules() and set(told) == {field.name for field in fields(Rules)}
