"""The Agreement and Conversation screens under Streamlit's own tester."""

from __future__ import annotations

import pytest

pytest.importorskip("streamlit", reason="the app's extra is not installed")
import small_meeting  # noqa: E402
from test_app import at, project, sound  # noqa: E402, F401
from test_doublecoding import coded_twice  # noqa: E402

from lif_narrative.plots_agreement import agreed  # noqa: E402


def labelled(widgets, start):
    return next(w for w in widgets if w.label.startswith(start))


def test_a_sample_is_drawn_with_the_size_in_words_and_leads_to_coding_it(project):  # noqa: F811
    app = sound(at("agreement"))
    assert any("coded by two people" in info.value for info in app.info)
    labelled(app.number_input, "How many").set_value(3)
    app = sound(labelled(app.button, "Draw them").click().run())
    assert project.samples()["n"].tolist() == [3]
    app = sound(at("agreement", view="code", sample=project.samples()["id"][0]))
    assert any("Which themes" in m.label for m in app.multiselect)


def test_one_coder_alone_is_refused_in_words(project):  # noqa: F811
    app = sound(at("agreement"))
    labelled(app.text_input, "Who codes").set_value("amina")
    app = labelled(app.button, "Draw them").click().run()
    assert any("two people" in e.value for e in app.error) and project.samples().empty


def test_an_excerpt_is_coded_blind_and_the_next_comes(project):  # noqa: F811
    sample = project.draw_sample(6, by=())
    app = sound(at("agreement", view="code", sample=sample.id))
    first = project.to_code_blind(sample.id)["id"][0]
    app.multiselect(key=f"blind.{first}").set_value(["th-heard"])
    app = sound(app.run())
    sound(labelled(app.button, "Save and go on").click().run())
    assert project.samples()["done"][0] == {"human:tester": 1}
    assert first not in set(project.to_code_blind(sample.id)["id"])


def test_differences_come_first_and_are_settled_with_a_reason(project):  # noqa: F811
    coded_twice(project)
    app = sound(at("agreement"))
    assert any("1 difference" in c.value.lower() or "One difference" in c.value for c in app.caption)
    form = "settle.form.ex-do-2-1.th-heard"
    app.radio(key=f"{form}.is").set_value("not")
    app.text_area(key=f"{form}.why").set_value("It is of lateness.")
    app.text_input(key=f"{form}.who").set_value("team manager, nurse")
    sound(labelled(app.button, "Settle it").click().run())
    made = project.settlements().iloc[0]
    assert (made["under"], made["reason"], made["roles"]) == (
        False,
        "It is of lateness.",
        ["team manager", "nurse"],
    )


def test_a_settlement_without_a_reason_is_refused_and_nothing_is_written(project):  # noqa: F811
    coded_twice(project)
    app = labelled(at("agreement").button, "Settle it").click().run()
    assert any("reason" in e.value for e in app.error) and project.settlements().empty


def test_the_figures_say_what_was_counted(project):  # noqa: F811
    coded_twice(project)
    app = sound(at("agreement", view="figures"))
    assert any("6 excerpts in 3 documents" in m.value for m in app.markdown)


def test_the_picture_says_in_words_what_it_draws(project):  # noqa: F811
    coded_twice(project)
    made = agreed(project.agreement())
    assert "six excerpts read by two people" in made.alt.lower()
    row = made.table.iloc[0]
    assert row["How it stands"] == "too few to say" and row["Excerpts read by two"] == 6
    assert "Excerpts with it" in made.table and made.chart.to_dict()["layer"]


@pytest.fixture
def meeting(tmp_path, monkeypatch):
    made = small_meeting.make(tmp_path)
    monkeypatch.setenv("LIF_PROJECT", str(made.folder))
    monkeypatch.setenv("LIF_ACTOR", "human:tester")
    yield made
    made.close()


def test_a_conversation_is_begun_written_down_and_ended(meeting):
    app = sound(at("conversation"))
    labelled(app.text_input, "What is it on").set_value("Being <i>heard</i>")
    labelled(app.text_input, "Who is there").set_value("team manager, parent")
    sound(labelled(app.button, "Begin").click().run())
    now = meeting.conversations().iloc[0]
    assert now["roles"] == ["team manager", "parent"]
    app = sound(at("conversation", conversation=now["id"]))
    app.radio[0].set_value("support")
    labelled(app.text_area, "In words").set_value("An hour <script>alert(1)</script> for each **worker**")
    app.selectbox[0].set_value("team manager")
    app = sound(labelled(app.button, "Keep it").click().run())
    note = meeting.notes(now["id"]).iloc[0]
    assert (note["kind"], note["role"]) == ("support", "team manager")
    assert any("\\<script\\>" in m.value for m in app.markdown)  # shown as text
    assert labelled(app.text_area, "In words").value == ""
    app = sound(labelled(app.button, "End the conversation").click().run())
    ended = meeting.conversations().iloc[0]
    assert ended["ended"] and ended["source_id"] in set(meeting.sources()["id"])
    assert any("Bring it into the analysis" in b.label for b in app.button)


def test_a_name_where_a_role_belongs_is_refused_and_stays_written(meeting):
    app = at("conversation")
    labelled(app.text_input, "What is it on").set_value("Being heard")
    labelled(app.text_input, "Who is there").set_value("Jane Smith")
    app = labelled(app.button, "Begin").click().run()
    assert any("by role" in e.value for e in app.error) and meeting.conversations().empty
    assert labelled(app.text_input, "What is it on").value == "Being heard"
