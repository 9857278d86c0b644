"""Markup, formulas, very long words, right-to-left text and emoji in every field are shown as text."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent)]
SCREENS = (
    "", "material", "read?excerpt=ex-do-1-2", "read?excerpt=ex-do-1-0", "themes?theme=th-heard",
    "themes?theme=th-none", "issues?view=picture", "issues?view=one&issue=th-heard", "issues?view=gaps",
    "agreement", "indicators", "conversation", "story", "actions", "project", "plan",
)  # fmt: skip
BARS = 'img[src="x"], img[src*="203.0"], b.hit, a[href^="javascript"], .katex'
MADE = f"() => [...document.querySelectorAll('{BARS}')].map(found => found.outerHTML.slice(0, 200))"
READ = """() => [...document.querySelectorAll('strong, em, code, s')].map(e => e.textContent)
    .filter(words => ['strong', 'c'].includes(words.trim()))"""
SIDEWAYS = """() => { const main = document.querySelector('[data-testid="stMain"]');
    return main.scrollWidth - main.clientWidth; }"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The address of the app on the hostile project."""
    from conftest import serve
    from hostile_project import make

    project = make(tmp_path_factory.mktemp("hostile"))
    project.close()
    with contextmanager(serve)(project.folder) as address:
        yield address


@pytest.mark.parametrize("screen", SCREENS)
def test_what_people_wrote_is_shown_and_never_done(visit, hostile, screen):
    here = visit(hostile)
    asked: list[str] = []
    here.page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page = here.go(screen)
    closed = page.locator("details:not([open]) > summary").locator("visible=true")
    for _ in range(min(closed.count(), 12)):  # what opens may hold words too
        if closed.count():
            closed.first.click()
            here.settle()
    assert page.evaluate("window.hit") is None
    assert page.evaluate(MADE) == []
    assert page.evaluate(READ) == []
    assert (asked, here.abroad) == ([], [])
    assert "Something went wrong" not in page.content()
    assert page.evaluate(SIDEWAYS) <= 1


def test_the_words_are_there_to_be_read(visit, hostile):
    here = visit(hostile)
    for screen in ("themes?theme=th-heard", "issues?view=one&issue=th-heard", "story", "actions"):
        words = here.go(screen).locator('[data-testid="stMain"]').inner_text()
        assert "<img src=x onerror=" in words, screen
        assert ":smile:" in words and "$x^2$" in words, screen
