"""Signing in to the app, the end of a sitting, and the reason that overturning a colleague asks for."""

from __future__ import annotations

import time

import pytest
import small_project
from argon2 import PasswordHasher
from test_app import at, sound

from lif_narrative.access import passwords
from lif_narrative.access import sittings as sittings_
from lif_narrative.pages import signing
from lif_narrative.project import Project

WORDS = "three plain words"


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch):
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)


@pytest.fixture
def project(tmp_path, monkeypatch):
    made = small_project.make(tmp_path)
    monkeypatch.setenv("LIF_PROJECT", str(made.folder))
    monkeypatch.setenv("LIF_ACTOR", "human:tester")
    yield made
    made.close()


def enter(app, name, password):
    app.text_input[0].set_value(name)
    app.text_input[1].set_value(password)
    return app.button[0].click().run()


def test_a_project_with_accounts_shows_nothing_before_somebody_signed_in(project, monkeypatch):
    project.add_user("anne", "administrator", WORDS)
    app = at("read")
    assert [title.value for title in app.title] == ["Sign in"]
    assert not any("visit" in text.value for text in [*app.markdown, *app.caption])
    app = enter(app, "anne", "other words here")
    assert any("do not open" in error.value for error in app.error)
    app = sound(enter(app, "anne", WORDS))
    assert any("anne" in caption.value for caption in app.caption)
    now = sittings_.time.monotonic()
    monkeypatch.setattr(sittings_.time, "monotonic", lambda: now + 3600)
    assert any("sitting has ended" in error.value for error in app.run().error)


def test_overturning_a_colleague_asks_why_and_takes_the_answer(project):
    other = Project.open(project.folder, actor="human:bo")
    other.code("ex-do-1-0", "th-heard")
    other.close()
    app = at("read", excerpt="ex-do-1-0")
    app = app.button(key="no.th-heard").click().run()
    assert any("bo put this under the theme" in error.value for error in app.error)
    app.text_input[-1].set_value("It is about the plan.")
    app = next(b for b in app.button if b.label == "Say so").click().run()
    sound(app)
    last = project.events().iloc[-1]
    assert (last["verb"], last["reason"]) == ("rejected", "It is about the plan.")


@pytest.mark.parametrize(
    ("told", "inside"),
    [
        ({"email": "Bo@council.example"}, True),
        ({"email": "other@council.example", "sub": "bo@council.example"}, True),
        ({"email": "bo@council.example", "email_verified": False}, False),
        ({"email": "bo@council.example", "iat": 0}, False),
        ({"email": "bo@council.example", "iat": None}, False),
        ({"email": "somebody@council.example"}, False),
        ({}, False),
    ],
    ids=["e-mail", "subject", "not verified", "weeks ago", "no time", "unknown", "nothing"],
)
def test_single_sign_on_opens_the_account_of_its_claim_while_its_word_is_fresh(
    project, monkeypatch, told, inside
):
    project.add_user("anne", "administrator", WORDS)
    project = Project.open(project.folder).sign_in("anne", WORDS)
    project.add_user("bo", "reviewer", claim="bo@council.example")
    user = {"is_logged_in": True, "iat": time.time() - 60, **told}
    monkeypatch.setattr(signing.st, "user", Vouched(user))
    app = at("home")
    assert any("bo" in caption.value for caption in app.caption) is inside
    assert ([title.value for title in app.title] == ["Sign in"]) is not inside
    assert bool(app.error) is not inside


class Vouched(dict):
    is_logged_in = True
