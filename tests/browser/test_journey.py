"""A reviewer's journey in a real browser, on the sample audit: by mouse, and by keyboard alone."""

from __future__ import annotations

import re
import time

import pytest

from lif_narrative.resources import shipped
from lif_narrative.verification import verify

SCREENS = [
    "",
    "material",
    "read?queue=undecided",
    "issues?view=picture",
    "issues?view=one",
    "issues?view=gaps",
    "story",
]
AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def mine(project):
    codings = project.codings()
    codings = codings[codings["coder"] == "human:reviewer"]
    return dict(
        zip(zip(codings["excerpt_id"], codings["theme_id"], strict=True), codings["score"], strict=True)
    )


def until(true, for_s: float = 15) -> None:
    """Wait for what an act brings about."""
    last = time.monotonic() + for_s
    while not true():
        assert time.monotonic() < last, "it did not happen in time"
        time.sleep(0.05)


def held(page, name: str) -> str:
    """What the address holds under a name."""
    found = re.search(rf"[?&]{name}=([^&]+)", page.evaluate("location.search"))
    return found.group(1) if found else ""


def test_a_file_that_is_dropped_is_taken_and_a_broken_one_set_aside_with_its_reason(visit, bare):
    here = visit(bare)
    page = here.go("material")
    sample = shipped("corpora/synthetic")
    good = next(sample.glob("*.md"))
    broken = next((sample / "received broken").glob("*.sketch7"))
    page.set_input_files('input[type="file"]', [str(good), str(broken)])
    page.locator('[data-testid="stFileChip"]').nth(1).wait_for()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Take them in").click()
    page.get_by_text("1 taken, 1 set aside").wait_for(timeout=60_000)
    assert good.name in page.content()
    assert broken.name in page.content()
    assert page.get_by_text("There is no reader for this kind of file").first.is_visible()
    page.get_by_role("button", name="Find the themes").click()
    page.get_by_role("main").get_by_role("link", name="Read").first.click(timeout=120_000)
    page.locator('.sentence[aria-current="true"]').wait_for()


def test_a_suggestion_is_accepted_rejected_and_undone_by_keyboard_alone(visit, app, analysed):
    here = visit(app)
    page = here.go("read?queue=undecided")
    before, excerpt = mine(analysed), held(page, "excerpt")
    here.press("a")
    until(lambda: len(mine(analysed)) == len(before) + 1)
    (pair,) = set(mine(analysed)) - set(before)
    assert pair[0] == excerpt
    here.press("u")
    until(lambda: mine(analysed) == before)
    here.press("x")
    until(lambda: mine(analysed).get(pair) == 0.0)
    here.press("u")
    until(lambda: mine(analysed) == before)
    here.press("j")
    until(lambda: held(page, "excerpt") != excerpt)
    here.press("k")
    until(lambda: held(page, "excerpt") == excerpt)


def test_a_sentence_is_chosen_by_mouse_and_by_arrow_keys(visit, app):
    here = visit(app)
    page = here.go("read")
    sentences = page.locator(".sentence")
    pressed = sentences.nth(1).get_attribute("data-id")
    sentences.nth(1).click()
    until(lambda: held(page, "excerpt") == pressed)
    here.settle()
    second = held(page, "excerpt")
    page.locator('.sentence[aria-current="true"]').focus()
    page.keyboard.press("ArrowDown")
    here.press("Enter")
    until(lambda: held(page, "excerpt") not in ("", second))


def test_where_a_person_was_is_there_again_after_a_reload_and_another_screen(visit, app):
    here = visit(app)
    page = here.go("read?queue=undecided")
    start = held(page, "excerpt")
    here.press("j")
    until(lambda: held(page, "excerpt") != start)
    place = held(page, "excerpt")
    page.reload()
    here.settle()
    assert held(page, "excerpt") == place
    page.get_by_role("link", name="Issues").click()
    here.settle()
    page.get_by_role("link", name="Read", exact=True).first.click()
    here.settle()
    assert held(page, "excerpt") == place


def test_the_picture_of_themes_by_methods_is_drawn_and_said(visit, app):
    page = visit(app).go("issues?view=picture")
    page.locator(
        '[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg'
    ).first.wait_for()
    assert page.get_by_text("Most accounts of strength").is_visible()
    page.get_by_text("The same as a table").click()
    assert "▲" in page.locator("table").first.inner_text()


def test_an_issue_leads_back_to_the_words_where_they_stand(visit, app):
    here = visit(app)
    page = here.go("issues?view=one")
    words = page.locator("blockquote bdi").first.inner_text()
    page.get_by_role("link", name="Read it where it stands").first.click()
    here.settle()
    chosen = page.locator('.sentence[aria-current="true"]').inner_text()
    assert words.split()[-3:] == chosen.split()[-3:]


def test_a_story_is_drafted_its_evidence_accepted_and_its_export_verifies(visit, app, analysed, tmp_path):
    here = visit(app)
    page = here.go("story")
    page.get_by_label("What does the story ask?").fill("Are young people heard when they leave care?")
    page.get_by_role("button", name="Draft a story").click()
    page.get_by_text("What works well, and what makes it work").wait_for(timeout=60_000)
    here.settle()
    page.locator('[class*="st-key-accept-"] button').first.wait_for(state="attached")
    here.settle()
    accept = page.locator('[class*="st-key-accept-"] button').locator("visible=true")
    if not accept.count():
        page.get_by_text(re.compile(r"to decide$")).first.click()
    accept.first.click()
    page.get_by_text("accepted by reviewer").first.wait_for()
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="Story as Word").click()
    place = tmp_path / "story.docx"
    waiting.value.save_as(place)
    told = verify(place, analysed)
    assert told.ok, told.problems
    assert len(told.claims)


@pytest.mark.parametrize("shade", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_has_a_fault_that_axe_finds_or_asks_another_machine(visit, app, screen, shade):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    here = visit(app, shade=shade)
    page = here.go(screen)
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": AA}}).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    assert here.abroad == []


@pytest.mark.parametrize("screen", SCREENS)
def test_on_a_phone_no_screen_moves_sideways(visit, app, screen):
    page = visit(app, width=390).go(screen)
    page.wait_for_timeout(500)
    main = "document.querySelector('[data-testid=\"stMain\"]')"
    assert page.evaluate(f"{main}.scrollWidth - {main}.clientWidth") <= 1
