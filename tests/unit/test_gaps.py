"""What else do we need to know: services nobody heard, too few to say, findings that one source carries."""

from __future__ import annotations

import pandas as pd
import pytest
from small_audit import WORKED, codings

from lif_narrative.triangulate import triangulate
from lif_narrative.triangulate.convergence import Rules
from lif_narrative.triangulate.falling import without_one
from lif_narrative.triangulate.gaps import apart
from lif_narrative.triangulate.saturation import curve, too_few
from lif_narrative.triangulate.services import unheard_services
from lif_narrative.triangulate.tellings import tellings, whole


def spoken(*agencies, text=""):
    told = codings(WORKED, None)
    told["agency"] = [agencies[n % len(agencies)] for n in range(len(told))]
    told.loc[told.index[0], "text"] = text
    return whole(told)


def test_services_spoken_of_and_not_heard_are_told_from_those_nobody_spoke_of():
    gaps = list(
        unheard_services(spoken("police", "housing", "primary school", text="The GP had rung twice."))
    )
    assert [gap.what.split(":")[0] for gap in gaps] == [
        "No general practice (GP) was heard, though others speak of them.",
        "Neither heard nor mentioned anywhere",
    ]
    assert "general practice (GP)" in gaps[0].what and "adult mental health" in gaps[1].what
    assert "police" not in gaps[0].what + gaps[1].what and "housing" not in gaps[0].what + gaps[1].what


def test_an_audit_of_one_agency_is_not_asked_for_the_others():
    assert list(unheard_services(spoken("police", ""))) == []


def test_the_curve_of_new_themes_is_hurlbert_s_mean_over_every_order():
    """Three sources: A holds x and y, B holds x, C holds x. In 1 of 3 orders A comes last and adds y."""
    told = pd.DataFrame({"theme_id": list("xyxx"), "source": list("AABC")})
    assert curve(told)["themes"].tolist() == pytest.approx([4 / 3, 5 / 3, 2])
    assert curve(told)["new"].iloc[-1] == pytest.approx(1 / 3)


def test_too_few_sources_are_a_gap_and_many_that_say_the_same_are_not():
    new = pd.DataFrame({"theme_id": list("abc"), "source": list("ABC")})
    same = pd.DataFrame({"theme_id": list("aaaa"), "source": list("ABCD")})
    assert [gap.kind for gap in too_few(new)] == ["saturation"]
    assert list(too_few(same)) == []
    assert list(too_few(new[:0])) == []


def test_a_finding_that_falls_without_one_source_names_it():
    """Six accounts of children came in one file: without it nobody contradicts the auditors."""
    fallen = without_one(tellings(codings(WORKED, None)), Rules())
    heard = fallen[fallen["theme_id"] == "heard"]
    assert heard["source"].tolist() == ["so-autumn 2031 child feedback"]
    assert (heard["badge"].item(), heard["badge_without"].item()) == ("contested", "")


def test_numbers_that_do_not_say_what_words_say_are_a_gap():
    issues = triangulate(codings()).issues
    beside = pd.DataFrame(
        [("late", "Seen in time", "disagrees"), ("kept", "", "silent"), ("rare", "", "silent"),
         ("heard", "Asked", "agrees")],
        columns=["theme_id", "indicator", "relation"],
    )  # fmt: skip
    gaps = apart(beside, issues)
    assert gaps["theme_id"].tolist() == ["kept", "late"]
    assert set(gaps["kind"]) == {"numbers and words"}


def test_months_without_a_record_are_named():
    told = codings({"a": {"supervision": "ccccc"}}, None)
    told["date"] = ["2031-03-02", "2031-04-01", "2031-07-09", "2031-08-01", "2031-08-20"]
    gaps = triangulate(told, heard=told).gaps
    months = gaps[gaps["what"].str.startswith("No supervision record")]
    assert months["what"].item() == "No supervision record from May 2031 or June 2031."


def test_a_method_that_saw_one_agency_alone_is_a_gap():
    told = codings({"a": {"single-agency audit": "ccc", "observation": "cc"}}, None)
    told["agency"] = ["housing", "police", "health", "housing", "housing"]
    gaps = triangulate(told).gaps["what"]
    assert gaps.str.startswith("No observation of practice outside housing").sum() == 1


def test_an_agency_that_answered_for_most_children_is_asked_for_the_rest():
    told = codings({"a": {"single-agency audit": "cccc"}, "b": {"single-agency audit": "cccc"}}, None)
    told["agency"] = ["health"] * 4 + ["police"] * 4
    told = told[~((told["agency"] == "police") & (told["case"] == "K4"))]
    gaps = triangulate(told.assign(account=told["agency"] + told["account"])).gaps["what"]
    assert "No return from police for case K4." in gaps.tolist()
