"""The Themes screen under Streamlit's own tester: what a press does to the codebook."""

from __future__ import annotations

import pytest

pytest.importorskip("streamlit", reason="the app's extra is not installed")
from test_app import at, project, sound  # noqa: E402, F401

from lif_narrative.records import Theme  # noqa: E402


def held(project, shelf):  # noqa: F811
    return project.themes().query("status == @shelf").sort_values("name")


def opened(act, theme):
    """The screen of a theme, with what asks for an act open."""
    app = at("themes", theme=theme)
    app.session_state[f"themes.{act}.{theme}"] = True
    return sound(app.run())


def test_merging_is_told_first_and_then_done(project):  # noqa: F811
    first, second = held(project, "accepted")["id"].iloc[-2:]
    app = opened("merge", first)
    app.selectbox(key=f"themes.into.{first}").set_value(second).run()
    name = project.themes().set_index("id")["name"]
    assert any(f"'{name[first]}' is retired" in m.value.replace("\\", "") for m in app.markdown)
    sound(app.button(key=f"themes.merge.do.{first}").click().run())
    assert project.themes().set_index("id")["status"][first] == "retired"
    assert project.events().iloc[-1]["verb"] == "merged theme"


def test_a_theme_is_reworded_and_put_on_the_watch_list(project):  # noqa: F811
    theme = held(project, "accepted")["id"].iloc[-1]
    app = opened("edit", theme)
    next(i for i in app.text_input if i.label == "Name").set_value("In their words")
    next(c for c in app.checkbox if "watch-list" in c.label).check()
    sound(next(b for b in app.button if b.label == "Save").click().run())
    row = project.themes().set_index("id").loc[theme]
    assert (row["name"], row["watch"]) == ("In their words", True)


def test_a_proposal_is_accepted_in_better_words(project):  # noqa: F811
    with project.store.writing() as connection:
        project.store.add(connection, [Theme("th-x", "visit, tea", "Texts about visits.", status="proposed")])
    app = sound(at("themes", shelf="proposed", theme="th-x"))
    next(i for i in app.text_input if "own words" in i.label).set_value("Visits with tea")
    sound(next(b for b in app.button if b.label == "Accept").click().run())
    assert project.themes().set_index("id").loc["th-x", ["name", "status"]].tolist() == [
        "Visits with tea",
        "accepted",
    ]


def test_what_is_refused_is_told_in_words(project):  # noqa: F811
    themes = held(project, "accepted")
    first, second = themes["id"].iloc[:2]
    project.change_theme(second, parent=first)
    app = opened("retire", first)
    app.button(key=f"themes.retire.do.{first}").click().run()
    assert any("themes under it" in e.value for e in app.error)
    assert project.themes().set_index("id")["status"][first] == "accepted"
