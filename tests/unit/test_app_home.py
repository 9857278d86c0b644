"""Home, the plan and the Project screen under Streamlit's own tester: they draw, ask and act by role."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

streamlit = pytest.importorskip("streamlit", reason="the app's extra is not installed")
from argon2 import PasswordHasher  # noqa: E402
from small_project import NASTY, make  # noqa: E402
from test_app import at, project, sound  # noqa: E402, F401

from lif_narrative import backups, records, sample  # noqa: E402
from lif_narrative.access import passwords  # noqa: E402
from lif_narrative.pages import signing  # noqa: E402
from lif_narrative.pages.wheel import drawn, said  # noqa: E402
from lif_narrative.project import Project  # noqa: E402

ROOT = Path(__file__).parents[2]
WORDS = "three plain words"
VIEWS = ["people", "runs", "settings", "backup", "trail", "files"]


def words(app) -> str:
    """All that is written on a page."""
    parts = [*app.markdown, *app.caption, *app.subheader, *app.text, *app.info, *app.success]
    return " ".join([*(part.value for part in parts), *(e.proto.body for e in app.get("html"))])


def links(app) -> dict[str, str]:
    return {link.proto.label: link.proto.query_string for link in app.get("page_link")}


def press(app, label):
    return next(button for button in app.button if button.label == label).click().run()


@pytest.fixture
def roles(project, monkeypatch):  # noqa: F811
    """A way to see a page as somebody of a role."""
    monkeypatch.setattr(
        passwords, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )
    project.add_user("anne", "administrator", WORDS)
    chief = project.sign_in("anne", WORDS)
    for name, role in (("lee", "quality lead"), ("bo", "reviewer"), ("sam", "independent scrutineer")):
        chief.add_user(name, role, WORDS)

    def seen(name: str, screen: str = "", **address: str):
        from streamlit.testing.v1 import AppTest
        from streamlit.util import calc_hash

        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        if screen:
            app._page_hash = calc_hash(screen)
        for key, value in address.items():
            app.query_params[key] = value
        app.session_state[signing.WHO] = project.sign_in(name, WORDS)
        return sound(app.run())

    return seen


def test_home_says_what_waits_and_leads_there(project):  # noqa: F811
    app = sound(at())
    found = links(app)
    (undecided,) = [label for label in found if "hold a suggestion to decide" in label]
    assert undecided.startswith("**4**") or undecided.startswith("**5**")
    assert "queue=undecided" in found[undecided]
    assert any("that we do not know yet" in label for label in found)
    assert "Whom have we heard?" in words(app) and "not heard" in words(app)


def test_no_word_of_the_material_is_run_as_markup_on_home_or_the_plan(project):  # noqa: F811
    project.plan_audit(f"Is help in time? {NASTY}", period=NASTY, agencies=[f"Police {NASTY}"])
    project.agree(f"Do {NASTY}", owner_role="lead")
    for app in (sound(at()), sound(at("plan")), sound(at("project", keep="trail"))):
        told = words(app)
        assert "<script>" not in told.replace("\\<script\\>", "")
        assert (
            "**bold**" not in told and "[a](javascript" not in told and "$x$" not in told.replace("\\$", "")
        )
        assert all("<" not in label.replace("\\<", "") for label in links(app))


def test_the_wheel_is_drawn_in_light_and_dark_and_said_in_words(project):  # noqa: F811
    rows = project.wheel()
    for shade in ("light", "dark"):
        picture = drawn(rows, shade)
        assert picture.startswith("<svg") and picture.count("<path") == 9 and "javascript" not in picture
        assert picture.count("stroke-dasharray") == 7 - rows["stage"].nunique()
    assert "This audit is at: analyse and evaluate." in said(rows)


def test_a_new_project_is_led_through_its_first_steps(tmp_path, monkeypatch):
    monkeypatch.setenv("LIF_PROJECT", str(tmp_path / "empty"))
    app = sound(at())
    assert {"**Say what the audit asks**", "**Add the files**"} <= set(links(app))
    assert "Find the themes" in words(app)
    assert "Open the sample project" in [button.label for button in app.button]


def test_the_sample_opens_in_one_press_and_closes_again(tmp_path, monkeypatch):
    monkeypatch.setenv("LIF_PROJECT", str(tmp_path / "small-not"))
    ready = make(tmp_path / "ready")

    def begin(made: Project, kind: str) -> None:  # what takes a minute is tried elsewhere
        assert kind == "sample"
        with made.store.writing() as connection:
            for record in (records.Source, records.Document):
                made.store.add(connection, ready.store.read(record))
        streamlit.rerun()

    monkeypatch.setattr("lif_narrative.pages.opening.begin", begin)
    app = sound(press(sound(at()), "Open the sample project"))
    assert any("small-not-sample" in caption.value.replace("\\", "") for caption in app.caption)
    assert not sample.place_of(str(tmp_path / "small-not")).exists()  # what it holds is no shipped file
    sound(press(app, "Close the sample"))
    assert not Project.open(tmp_path / "small-not").sources().shape[0]


def test_an_audit_is_planned_on_its_page_and_shows_who_has_not_answered(project):  # noqa: F811
    app = sound(at("plan"))
    app.text_area(key="plan.new.question").set_value("Is help in time?")
    app.text_input(key="plan.new.period").set_value("2026")
    app.multiselect(key="plan.new.methods").set_value(["child feedback", "consultation"])
    app.text_area(key="plan.new.agencies").set_value("Housing\nPolice")
    app.text_area(key="plan.new.cases").set_value("M1\nM9")
    sound(press(app, "Keep the plan"))
    told = words(app)
    assert ":material/schedule: **Police** · not yet" in told and ":material/schedule: **M9**" in told
    assert ":material/check: Housing" in told
    assert any("3 of 6 invited have come in" in bar.proto.text for bar in app.get("progress"))
    home = sound(at())
    assert any("3 of 6 invited have come in, 3 not yet" in bar.proto.text for bar in home.get("progress"))


def test_what_is_half_written_is_still_there_after_another_screen_and_a_refusal(project):  # noqa: F811
    app = sound(at("plan"))
    app.text_area(key="plan.new.cases").set_value("Brenika Thormthwaite")
    app.text_area(key="plan.new.question").set_value("Is help in time?")
    press(app, "Keep the plan")
    assert "looks like a name" in app.error[0].value and "Brenika" not in app.error[0].value
    assert app.text_area(key="plan.new.question").value == "Is help in time?"
    assert project.plans().empty


def test_cases_are_drawn_by_chance_and_put_into_the_plan(project):  # noqa: F811
    app = sound(at("plan"))
    listed = "case\tteam\n" + "\n".join(f"N{n}\t{'east' if n % 2 else 'west'}" for n in range(10))
    sound(app.text_area(key="plan.new.lots.list").set_value(listed).run())
    app.number_input(key="plan.new.lots.n").set_value(4)
    sound(app.multiselect(key="plan.new.lots.by").set_value(["team"]).run())
    sound(press(app, "Draw 4 of 10"))
    drawn_ = app.text_area(key="plan.new.cases").value.split()
    assert len(drawn_) == 4
    app.text_area(key="plan.new.question").set_value("Is help in time?")
    sound(press(app, "Keep the plan"))
    plan = project.plans().iloc[0]
    assert list(plan["cases"]) == drawn_
    assert plan["sampling"] == {"seed": "0", "of": "10", "by": "team"}


def test_whoever_may_not_plan_is_told_who_may(roles):
    assert "A quality lead or administrator plans it" in words(roles("bo", "plan"))
    assert not any("Plan the audit" in label for label in links(roles("bo")))
    assert any("Plan the audit" in label for label in links(roles("lee")))


# -- Project


@pytest.mark.parametrize("view", VIEWS)
def test_each_part_of_the_project_screen_draws(project, view):  # noqa: F811
    app = sound(at("project", keep=view))
    assert app.radio(key="project.view").value == view


@pytest.mark.parametrize(
    ("name", "shown"),
    [("anne", VIEWS), ("lee", ["people", "runs", "settings", "trail", "files"]),
     ("bo", ["people", "runs", "settings", "files"]), ("sam", ["people", "runs", "settings", "trail"])],
)  # fmt: skip
def test_each_role_sees_what_it_may_and_is_told_of_the_rest(roles, name, shown):
    app = roles(name, "project", keep="backup")
    assert len(app.radio(key="project.view").options) == len(shown)
    assert (len(shown) == len(VIEWS)) != ("does not open" in words(app))
    labels = [button.label for button in app.button]
    assert ("Make a backup now" in labels) == (name == "anne")


def test_an_administrator_adds_somebody_and_the_password_is_shown_this_once(roles, project):  # noqa: F811
    app = roles("anne", "project", keep="people")
    app.text_input(key="people.add.name").set_value("cy")
    app.selectbox(key="people.add.role").set_value("researcher")
    sound(press(app, "Add them"))
    (password,) = [code.value for code in app.code]
    assert project.sign_in("cy", password).role == "researcher"
    assert password not in repr(app.session_state)
    sound(app.run())
    assert not app.code and password not in words(app)


def test_roles_are_changed_and_accounts_retired_by_those_who_may(roles, project):  # noqa: F811
    app = roles("anne", "project", keep="people")
    sound(app.radio(key="person.role.bo").set_value("quality lead").run())
    sound(app.button(key="person.set.bo").click().run())
    assert project.sign_in("bo", WORDS).role == "quality lead"
    sound(app.button(key="person.retire.bo").click().run())
    assert any("retired" in str(badge) for badge in app.main) or app.button(key="person.back.bo")
    app.button(key="person.retire.anne").click().run()
    assert "needs an administrator" in app.error[0].value
    mine = roles("lee", "project", keep="people")
    assert not [button for button in mine.button if str(button.key).startswith("person.")]
    assert "An administrator of this project adds people" in words(mine)


def test_a_backup_is_made_listed_and_checked_on_the_screen(project, monkeypatch):  # noqa: F811
    made = []

    def back_up(self, phrase=""):
        made.append(phrase)
        return backups.folder_of(self) / "2026-11-25-101500.lifbackup"

    monkeypatch.setattr(Project, "back_up_here", back_up)
    app = sound(at("project", keep="backup"))
    passphrases = [field for field in app.text_input if "assphrase" in field.label or "again" in field.label]
    passphrases[0].set_value("four plain words here")
    press(app, "Make a backup now")
    assert "not the same" in app.error[0].value and made == []
    for field in [f for f in app.text_input if "assphrase" in f.label or "again" in f.label]:
        field.set_value("four plain words here")
    sound(press(app, "Make a backup now"))
    assert made == ["four plain words here"] and "Made 2026" in words(app)
    assert "four plain words here" not in repr(app.session_state)


def test_a_setting_is_changed_by_those_who_may(roles, project):  # noqa: F811
    app = roles("anne", "project", keep="settings")
    app.number_input(key="settings.access.idle_minutes.value").set_value(20)
    sound(press(app, "Set it"))
    assert "idle_minutes = 20" in (project.folder / "lif.toml").read_text()
    assert not roles("bo", "project", keep="settings").number_input


def test_the_trail_is_filtered_by_what_was_done(project):  # noqa: F811
    project.code("ex-do-1-0", "th-heard")
    project.agree("Name one worker", owner_role="lead")
    app = sound(at("project", keep="trail"))
    assert "2 events" in words(app)
    sound(app.selectbox(key="choose.kind").set_value("themes").run())
    assert "1 event," in words(app) and "Name one worker" not in words(app)
    sound(press(app, "Check every link"))
    assert "follows from the one before" in words(app)


def test_every_file_that_can_be_chosen_can_be_made_or_says_why_not(project):  # noqa: F811
    app = sound(at("project", keep="files"))
    names = app.selectbox(key="files.name").options
    assert len(names) == 12
    sound(app.selectbox(key="files.name").set_value("codebook").run())
    sound(press(app, "Make the file"))
    assert [b for b in app.get("download_button") if b.proto.label == "Download: Codebook"]
    sound(app.selectbox(key="files.name").set_value("board").run())
    assert "No story is kept yet" in words(app)


def test_home_is_drawn_without_any_model_and_without_what_draws_charts(project):  # noqa: F811
    code = (
        "import sys; from streamlit.testing.v1 import AppTest; "
        f"app = AppTest.from_file({str(ROOT / 'app.py')!r}, default_timeout=60).run(); "
        "assert not app.exception and app.title[0].value == 'Where are we?'; "
        "print('loaded', [m for m in ('torch', 'onnxruntime', 'spacy', 'sklearn', 'altair', 'bertopic', "
        "'sentence_transformers') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert re.findall(r"^loaded .*", told.stdout, re.M) == ["loaded []"]
