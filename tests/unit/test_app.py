"""The screens under Streamlit's own tester, on a small real project: they draw, ask, and write decisions."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path

import pytest
from small_project import make

pytest.importorskip("streamlit", reason="the app's extra is not installed")
from streamlit.testing.v1 import AppTest  # noqa: E402
from streamlit.util import calc_hash  # noqa: E402

from lif_narrative.errors import NarrativeError  # noqa: E402
from lif_narrative.events import now  # noqa: E402
from lif_narrative.labour import kept  # noqa: E402
from lif_narrative.project import Project  # noqa: E402
from lif_narrative.records import Labour  # noqa: E402

ROOT = Path(__file__).parents[2]
SCREENS = ["", "material", "read", "themes", "issues", "indicators", "story", "actions"]


@pytest.fixture
def project(tmp_path, monkeypatch):
    made = make(tmp_path)
    monkeypatch.setenv("LIF_PROJECT", str(made.folder))
    monkeypatch.setenv("LIF_ACTOR", "human:tester")
    return made


def at(screen: str = "", **address: str) -> AppTest:
    """The app as a person finds it at an address."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    if screen:
        app._page_hash = calc_hash(screen)  # AppTest knows pages that are files alone
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def sound(app: AppTest) -> AppTest:
    assert not app.exception
    assert [error.value for error in app.error] == []
    return app


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_of_a_project_draws(project, screen):
    app = sound(at(screen))
    assert app.title
    assert any("small" in caption.value and "tester" in caption.value for caption in app.caption)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_of_an_empty_project_leads_to_its_first_step(tmp_path, monkeypatch, screen):
    monkeypatch.setenv("LIF_PROJECT", str(tmp_path / "empty"))
    app = sound(at(screen))
    links = [link.proto.label for link in app.get("page_link")]
    buttons = [button.label for button in app.button]
    assert "Open the sample project" in buttons or "Go to Material" in links


@pytest.mark.parametrize("view", ["picture", "one", "gaps"])
def test_each_view_of_the_issues_draws(project, view):
    app = sound(at("issues", view=view))
    words = " ".join(m.value for m in app.markdown)
    assert {"picture": bool(app.get("vega_lite_chart")), "one": "What works well" in words,
            "gaps": "No child was heard for case M1" in words}[view]  # fmt: skip


def test_a_project_that_is_a_file_is_told_in_words(tmp_path, monkeypatch):
    place = tmp_path / "a file"
    place.write_text("")
    monkeypatch.setenv("LIF_PROJECT", str(place))
    app = at()
    assert "is a file" in app.error[0].value
    assert not app.exception


def test_our_own_fault_shows_a_reference_and_logs_no_text(project, monkeypatch, caplog):
    def broken(self):
        raise ValueError("the child said a secret")

    monkeypatch.setattr(Project, "documents", broken)
    app = at("material")
    shown = app.error[0].value
    reference = re.search(r"\*\*([0-9a-f]{6})\*\*", shown).group(1)
    assert not app.exception
    assert reference in caplog.text
    assert "secret" not in caplog.text + shown


def test_work_that_fails_is_never_shown_as_done_and_is_told_to_all_until_put_away(project):
    labour = project.begin("ingest", folder="/nowhere")
    until = time.monotonic() + 30
    while project.labours().iloc[0]["state"] in ("working", "stopping"):
        assert time.monotonic() < until
        time.sleep(0.1)
    app = at("material")
    assert not app.exception
    assert "Add them again" in app.error[0].value
    assert "/nowhere" not in app.error[0].value
    sound(app.button(key="work.away.do").click().run())
    assert project.labours()["id"].tolist() == [labour]


def test_work_under_way_is_seen_by_all_and_stopped_by_a_press(project):
    row = Labour("la-1", "run", "human:anne", {}, now(), doing="Reading", done=2, total=5, told=now())
    kept.added(project.store, row)
    app = sound(at("themes"))
    assert "begun by anne" in app.get("progress")[0].proto.text
    assert "Reading: 2 of 5" in app.get("progress")[0].proto.text
    sound(app.button(key="work.stop.la-1").click().run())
    assert project.labours()["state"].tolist() == ["stopping"]
    kept.end(project.store, "la-1", kept.STOPPED)
    app = sound(app.run())
    assert "What was finished is kept" in app.info[0].value
    assert "What was finished is kept" not in "".join(
        i.value for i in at("themes").info
    )  # seen by who saw it


def mine(project: Project) -> dict[tuple[str, str], float]:
    codings = project.codings()
    codings = codings[codings["coder"] == "human:tester"]
    return dict(
        zip(zip(codings["excerpt_id"], codings["theme_id"], strict=True), codings["score"], strict=True)
    )


def test_accept_reject_and_undo_write_what_the_person_said(project):
    app = sound(at("read", excerpt="ex-do-1-0"))
    sound(app.button(key="decide.accept").click().run())
    assert mine(project) == {("ex-do-1-0", "th-heard"): 1.0}
    sound(app.button(key="no.th-heard").click().run())
    assert mine(project) == {("ex-do-1-0", "th-heard"): 0.0}
    sound(app.button(key="decide.undo.button").click().run())
    assert mine(project) == {("ex-do-1-0", "th-heard"): 1.0}
    sound(app.button(key="decide.undo.button").click().run())
    assert mine(project) == {}


def test_a_theme_that_nobody_suggested_can_be_added(project):
    app = sound(at("read", excerpt="ex-do-1-1"))
    sound(app.selectbox(key="decide.add.ex-do-1-1").select("th-none").run())
    assert mine(project) == {("ex-do-1-1", "th-none"): 1.0}


def test_next_walks_the_queue_over_documents_and_the_address_holds_ids_alone(project):
    app = sound(at("read", queue="undecided", excerpt="ex-do-1-1"))
    sound(app.button(key="decide.next").click().run())
    held = [v if isinstance(v, str) else v[0] for v in app.query_params.values()]
    assert "ex-do-2-0" in held
    assert all(re.fullmatch(r"[a-z0-9-]+", value) for value in held)


def test_a_decision_that_cannot_be_written_is_told_and_not_remembered(project, monkeypatch):
    app = sound(at("read", excerpt="ex-do-1-0"))

    def refused(self, *_, **__):
        raise NarrativeError("The disk is full.")

    monkeypatch.setattr(Project, "code", refused)
    app.button(key="decide.accept").click().run()
    assert "The disk is full" in app.error[0].value
    assert not project.can_take_back()


def test_markup_in_the_material_never_becomes_markup(project):
    for app in (at("read", excerpt="ex-do-1-2"), at("issues", view="gaps")):
        html = " ".join(element.proto.body for element in app.get("html"))
        words = " ".join(m.value for m in app.markdown)
        assert "<script>" not in html
        assert "<script>" not in words.replace("\\<script\\>", "")
        assert "**bold**" not in words


def test_what_the_app_ships_keeps_everything_on_this_machine():
    told = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert told["browser"]["gatherUsageStats"] is False
    assert told["client"] == {"showErrorDetails": "none", "showErrorLinks": False, "toolbarMode": "minimal"}
    server = told["server"]
    assert server["address"] == "127.0.0.1"
    assert server["enableCORS"] and server["enableXsrfProtection"]
    assert not server["enableStaticServing"] and not server["enableAgentApi"]
    assert server["maxUploadSize"] == 50
    assert set(server["allowedHosts"]) == {"127.0.0.1", "localhost"}


def test_streamlit_knows_every_option_that_is_set():
    from streamlit import config

    told = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    known = set(config.get_config_options())

    def names(table, start):
        for name, value in table.items():
            yield from names(value, f"{start}.{name}") if isinstance(value, dict) else [f"{start}.{name}"]

    assert [n for section, table in told.items() for n in names(table, section) if n not in known] == []


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def faded(ink: str, page: str, share: float = 0.6) -> str:
    """The colour of Streamlit's captions: the text's, faded into the page."""
    mixed = [share * int(ink[i : i + 2], 16) + (1 - share) * int(page[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(part):02x}" for part in mixed)


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_text_on_every_tint_is_readable(shade):
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"][shade]

    def ratio(first: str, second: str) -> float:
        low, high = sorted((luminance(theme[first]), luminance(theme[second])))
        return (high + 0.05) / (low + 0.05)

    tints = ["blue", "orange", "violet", "gray"]
    pairs = [(f"{t}TextColor", f"{t}BackgroundColor") for t in tints]
    pairs += [("textColor", f"{t}BackgroundColor") for t in tints]
    pairs += [("textColor", "secondaryBackgroundColor"), ("linkColor", "backgroundColor")]
    theme["caption"] = faded(theme["textColor"], theme["backgroundColor"])
    pairs += [("caption", "backgroundColor")]
    assert [(pair, round(ratio(*pair), 2)) for pair in pairs if ratio(*pair) < 4.5] == []
