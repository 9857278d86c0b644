"""The Actions and Indicators screens under Streamlit's own tester."""

from __future__ import annotations

import pytest

pytest.importorskip("streamlit", reason="the app's extra is not installed")
from test_app import at, project, sound  # noqa: E402, F401

from lif_narrative.indicators.xmr import movement  # noqa: E402
from lif_narrative.plots_runs import run_chart  # noqa: E402


def test_something_new_is_agreed_and_stands_in_the_register(project):  # noqa: F811
    app = sound(at("actions"))
    next(t for t in app.text_area if t.label.startswith("What will be done")).set_value(
        "Plans are read aloud"
    )
    next(t for t in app.text_input if t.label.startswith("Who answers")).set_value("team manager")
    app = sound(next(b for b in app.button if b.label == "Put it in the register").click().run())
    row = project.actions().set_index("action").loc["Plans are read aloud"]
    assert (row["owner_role"], row["status"]) == ("team manager", "open")
    assert any("Plans are read aloud" in m.value for m in app.markdown)


def test_an_action_closed_with_nothing_to_show_is_listed_as_such(project):  # noqa: F811
    name = project.agree("Write to each family", owner_role="quality lead", due="2020-01-01")
    app = sound(at("actions", register="overdue"))
    next(b for b in app.button if b.label == "Close it").click().run()
    assert project.actions().set_index("id").loc[name, "status"] == "done"
    told = sound(at("actions", register="unproved"))
    assert any("Write to each family" in m.value for m in told.markdown)


def test_an_owner_who_is_a_person_is_refused_in_words(project):  # noqa: F811
    app = sound(at("actions"))
    next(t for t in app.text_area if t.label.startswith("What will be done")).set_value("Ring back")
    next(t for t in app.text_input if t.label.startswith("Who answers")).set_value("Jane Smith")
    app = next(b for b in app.button if b.label == "Put it in the register").click().run()
    assert any("role" in e.value for e in app.error)
    assert project.actions().query("action == 'Ring back'").empty
    assert next(t for t in app.text_area if t.label.startswith("What will be done")).value == "Ring back"


def test_a_run_chart_says_in_words_and_numbers_what_it_draws():
    values = [50, 52, 49, 51, 50, 48, 51, 90]
    more = {"denominator": 100, "unit": "%", "target": 60}
    rows = [{"period": f"2026-0{n}", "value": v, "numerator": v, **more} for n, v in enumerate(values, 1)]
    made = run_chart("Seen alone", rows, movement(values))
    assert made.alt == "Seen alone: 50% in 2026-01, 90% in 2026-08, rising."
    assert made.table["Signal"].tolist()[-1] == "signal" and made.table["Denominator"].tolist()[0] == "100"
    marks = [layer["mark"]["type"] for layer in made.chart.to_dict()["layer"]]
    assert marks.count("rule") == 4  # mean, two limits, target


def test_two_points_are_never_joined_or_called_a_trend():
    rows = [{"period": p, "value": v, "unit": "", "target": None} for p, v in (("2025", 10), ("2026", 20))]
    made = run_chart("Referrals", rows, movement([10, 20]))
    assert "too few values" in made.alt
    assert [layer["mark"]["type"] for layer in made.chart.to_dict()["layer"]] == ["point"]
