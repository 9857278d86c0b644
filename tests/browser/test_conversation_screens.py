"""Coding twice, settling and talking it over in a real browser: by mouse, and by keyboard alone."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "unit")]
AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NASTY = "<img src=x onerror=alert(1)> **not bold** $x$ =SUM(A1) \u202eתורה 👧🏽 " + "long" * 40
# The name of what has the focus, as its label or its own words
FOCUSED = """() => { const e = document.activeElement; const group = e.closest('[role="radiogroup"]');
    const label = e.labels && e.labels.length ? e.labels[0].innerText : e.getAttribute('aria-label');
    const own = label || (e.innerText.length < 60 ? e.innerText : '');
    return (group ? group.getAttribute('aria-label') + ': ' : '') + (own || ''); }"""


@pytest.fixture
def meeting(tmp_path):
    """A project on which two people differ once, and the address of the app on it as one of them."""
    import small_meeting
    from conftest import serve

    from lif_narrative.project import Project

    project = small_meeting.make(tmp_path)
    sample = project.draw_sample(4, by=(), coders=["human:reviewer", "human:second"])
    second = Project.open(project.folder, actor="human:second")
    for excerpt in second.to_code_blind(sample.id)["id"]:
        second.code_blind(sample.id, excerpt, [])
    second.close()
    with contextmanager(serve)(project.folder) as address:
        yield project, address, sample
    project.close()


def until(true, for_s: float = 30) -> None:
    last = time.monotonic() + for_s
    while not true():
        assert time.monotonic() < last, "it did not happen in time"
        time.sleep(0.05)


def tab_to(here, name: str, most: int = 120) -> None:
    """Walk by the Tab key until the thing of this name has the focus."""
    for _ in range(most):
        here.page.keyboard.press("Tab")
        if name in here.page.evaluate(FOCUSED):
            return
    raise AssertionError(f"the Tab key does not lead to {name!r}")


def faults(page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": AA}}).response["violations"]
    return [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found]


def test_by_mouse_a_difference_is_found_talked_over_settled_and_kept_as_a_source(visit, meeting):
    project, address, sample = meeting
    here = visit(address)
    page = here.go(f"agreement?view=code&sample={sample.id}")
    for n in range(4):  # the first under a theme, the others under none
        if n == 0:
            page.get_by_label("Which themes is it under?").click()
            page.get_by_role("option", name="Children are heard").click()
            page.keyboard.press("Escape")
            page.get_by_role("button", name="Save and go on").click()
        else:
            page.get_by_role("button", name="None of them: go on").click()
        until(lambda n=n: project.samples()["done"][0].get("human:reviewer", 0) == n + 1)
        here.settle()
    page.get_by_role("main").get_by_role("link", name="Where people differ").click()
    page.get_by_text("One difference, 1 to settle").wait_for()
    page.get_by_role("link", name="Talk them over").click()
    page.get_by_label("What is it on?").wait_for()
    page.get_by_label("What is it on?").fill("Where we differ")
    page.get_by_label("Taken one at a time").click()
    page.get_by_role("option", name="Difference on Children are heard").click()
    page.keyboard.press("Escape")
    page.get_by_label("Who is there?").fill("team manager, health visitor")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("heading", name="Is this under Children are heard?").wait_for()
    said(page, "Challenge made", NASTY)
    until(lambda: len(project.notes(kind="challenge")) == 1)
    here.settle()
    assert page.get_by_text("**not bold**").first.is_visible()  # shown as text
    assert not page.locator('img[src="x"]').count()
    page.locator("summary", has_text="Settle it").click()
    page.get_by_role("textbox", name="Because").fill("She was asked.")
    page.get_by_role("button", name="Settle it").click()
    page.get_by_text("Settled: under it, because She was asked.").wait_for()
    made = project.settlements().iloc[0]
    assert made["under"] and made["roles"] == ["team manager", "health visitor"] and made["conversation_id"]
    page.locator("summary", has_text="End it and keep its record").click()
    page.get_by_role("button", name="End the conversation").click()
    page.get_by_role("button", name="Bring it into the analysis").wait_for(timeout=60_000)
    ended = project.conversations().iloc[0]
    assert project.documents().set_index("source_id").loc[ended["source_id"], "method"] == "conversation"
    assert here.abroad == []


def said(page, kind: str, words: str) -> None:
    page.get_by_role("radiogroup", name="This is").get_by_text(kind, exact=True).click()
    page.get_by_label("In words").fill(words)
    page.get_by_role("button", name="Keep it", exact=True).first.click()


def test_by_keyboard_alone_words_are_kept_topics_turned_and_the_conversation_ended(visit, meeting):
    project, address, _ = meeting
    talk = project.hold_conversation("By keys", ["th-heard", "th-father"], ["nurse"], 5)
    here = visit(address)
    page = here.go(f"conversation?conversation={talk.id}")
    here.press("j")
    page.get_by_role("heading", name="Fathers <b>are</b> seen").wait_for()
    here.press("k")
    page.get_by_role("heading", name="Children are heard").wait_for()
    tab_to(here, "Said")
    page.keyboard.press("ArrowRight")  # support offered
    tab_to(here, "In words")
    page.keyboard.type("An hour for each worker")
    tab_to(here, "Keep it")
    page.keyboard.press("Enter")
    until(lambda: len(project.notes(talk.id)) == 1)
    assert project.notes(talk.id)[["kind", "text"]].values.tolist() == [
        ["support", "An hour for each worker"]
    ]
    here.settle()
    tab_to(here, "End it and keep its record")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="End the conversation").wait_for()
    tab_to(here, "End the conversation")
    page.keyboard.press("Enter")
    until(lambda: bool(project.conversations()["ended"][0]))
    page.get_by_role("button", name="Bring it into the analysis").wait_for(timeout=60_000)


def test_what_was_kept_is_there_after_a_reload(visit, meeting):
    project, address, _ = meeting
    talk = project.hold_conversation("Reload", ["th-heard"])
    here = visit(address)
    page = here.go(f"conversation?conversation={talk.id}&topic=th-heard")
    said(page, "Decided", "Plans are read aloud")
    until(lambda: len(project.notes(talk.id)) == 1)
    page.reload()
    page.get_by_text("Plans are read aloud").wait_for()
    assert page.get_by_role("heading", name="Children are heard").is_visible()


@pytest.mark.parametrize("shade", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_fault_on_either_screen_in_any_state(visit, meeting, shade, width):
    project, address, sample = meeting
    talk = project.hold_conversation("Axe", ["th-heard"], ["nurse"], 5)
    project.say_in(talk.id, "support", NASTY, topic="th-heard", role="nurse")
    ended = project.hold_conversation("Ended")
    project.say_in(ended.id, "decision", "Plans are read aloud.")
    project.end_conversation(ended.id)
    here = visit(address, width=width, shade=shade)
    for where in ("agreement", f"agreement?view=code&sample={sample.id}", "agreement?view=figures",
                  "agreement?view=sample", "conversation", f"conversation?conversation={talk.id}",
                  f"conversation?conversation={ended.id}"):  # fmt: skip
        page = here.go(where)
        assert faults(page) == [], where
        wide = "m => m.scrollWidth - m.clientWidth"
        assert page.locator('[data-testid="stMain"]').evaluate(wide) <= 0, where
