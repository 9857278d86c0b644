"""Reading in a real browser: keys, help, passages, memos, blind reading, and being where one was."""

from __future__ import annotations

import pytest
from test_journey import AA, held, until

from lif_narrative.project import Project


@pytest.fixture(scope="module")
def reading(analysed):
    """The project as the person in the browser sees it."""
    return Project.open(analysed.folder, actor="human:reviewer")


def mine(project):
    rows = project.codings()
    rows = rows[rows["coder"] == project.actor]
    return {(r.excerpt_id, r.theme_id): r.score for r in rows.itertuples()}


def test_a_question_mark_opens_the_help_of_the_keys(visit, app):
    here = visit(app)
    page = here.go("read?queue=undecided")
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_text("undo your last act").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")


def test_a_number_accepts_its_theme_and_again_takes_it_back(visit, app, reading):
    here = visit(app)
    page = here.go("read?queue=undecided")
    before, excerpt = mine(reading), held(page, "excerpt")
    here.press("1")
    until(lambda: len(mine(reading)) == len(before) + 1)
    (pair,) = set(mine(reading)) - set(before)
    assert pair[0] == excerpt
    page.get_by_text("accepted by you").first.wait_for()
    here.settle()
    here.press("1")
    until(lambda: mine(reading) == before)
    here.press("u")
    until(lambda: mine(reading).get(pair) == 1.0)
    here.press("u")
    until(lambda: mine(reading) == before)


def test_t_finds_a_theme_by_part_of_its_name(visit, app, reading):
    here = visit(app)
    page = here.go("read?queue=unthemed")
    before = mine(reading)
    page.keyboard.press("t")
    page.keyboard.type("a")
    page.keyboard.press("Enter")
    until(lambda: len(mine(reading)) == len(before) + 1)
    here.settle()
    page.locator("h1").click()
    here.press("u")
    until(lambda: mine(reading) == before)


def test_a_memo_that_was_typed_survives_leaving_and_a_reload_and_is_not_in_the_address(visit, app, reading):
    here = visit(app)
    page = here.go("read?queue=all")
    excerpt = held(page, "excerpt")
    page.keyboard.press("m")
    page.keyboard.type("Ask her worker about Tuesday")
    page.get_by_role("link", name="Issues").click()
    here.settle()
    until(lambda: reading.jotted(f"memo {excerpt}") == "Ask her worker about Tuesday")
    assert "Tuesday" not in page.url
    page = here.go(f"read?queue=all&excerpt={excerpt}")
    field = page.locator(".st-key-memo-panel textarea")
    assert field.input_value() == "Ask her worker about Tuesday"
    page.get_by_role("button", name="Keep the memo").click()
    until(lambda: len(reading.notes(excerpt, "memo")) == 1)
    until(lambda: reading.jotted(f"memo {excerpt}") == "")
    here.settle()
    assert field.input_value() == ""


def test_blind_reading_hides_what_the_model_and_others_said(visit, app):
    here = visit(app)
    page = here.go("read?queue=all&blind=yes")
    page.locator(".sentence").first.wait_for()
    assert page.locator(".chip, .symbol, .voice, .scope").count() == 0
    assert page.get_by_role("button", name="Accept A").count() == 0
    assert "suggested" not in page.locator('[data-testid="stMain"]').inner_text()


def test_a_passage_is_drawn_by_mouse_marked_by_a_number_shown_and_taken_back(visit, app, reading):
    here = visit(app)
    page = here.go("read?queue=undecided")
    here.press("1")  # a theme that was used last, for the number
    here.settle()
    before = len(reading.spans())
    words = page.locator('.sentence[aria-current="true"] [data-at]').last
    box = words.bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + min(box["width"] - 2, 60), box["y"] + 8, steps=4)
    page.mouse.up()
    until(lambda: held(page, "passage"))
    here.settle()
    start, end = map(int, held(page, "passage").split("-"))
    drawn = page.locator(".drawn").all_inner_texts()
    here.press("1")
    until(lambda: len(reading.spans()) == before + 1)
    made = reading.spans().iloc[-1]
    spans = reading.spans()
    made = spans[(spans["start"] == start) & (spans["end"] == end)].iloc[0]
    text = reading.documents().set_index("id").at[made["document_id"], "text"]
    assert text[start:end] == "".join(drawn)
    page.locator(".marked").first.wait_for()
    here.settle()
    here.press("u")
    until(lambda: len(reading.spans()) == before)


def test_a_passage_is_chosen_and_marked_by_keyboard_alone(visit, app, reading):
    here = visit(app)
    page = here.go("read?queue=undecided")
    before = len(reading.spans())
    page.keyboard.press("h")
    page.keyboard.press("ArrowLeft")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    until(lambda: held(page, "passage"))
    here.settle()
    start, end = map(int, held(page, "passage").split("-"))
    assert end - start >= 4
    page.keyboard.press("t")
    page.keyboard.type("a")
    page.keyboard.press("Enter")
    until(lambda: len(reading.spans()) == before + 1)
    here.settle()
    page.locator("h1").click()
    here.press("u")
    until(lambda: len(reading.spans()) == before)


@pytest.mark.parametrize("shade", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("state", ["queue=all", "queue=all&blind=yes", "queue=uncertain&passage=0-12"])
def test_no_state_of_reading_has_a_fault_that_axe_finds(visit, app, state, width, shade):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = visit(app, width=width, shade=shade).go(f"read?{state}")
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": AA}}).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
