"""Two ways to work a page, by mouse and by keyboard alone; both count what they do and how long they wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

FOCUSED = "e => e === document.activeElement"
TAKES_LETTERS = "() => ['INPUT', 'TEXTAREA'].includes(document.activeElement.tagName)"
STOPS = 500  # presses of Tab after which a thing counts as out of reach


class Hand:
    """What both have in common: finding what is shown, settling, and the count.

    `acts` counts clicks, or presses of keys that do something (Enter, an arrow, a letter that is a shortcut);
    `tabs` presses of Tab; `letters` what was typed into fields; `waited` the seconds until pages settled.
    """

    def __init__(self, here: Any) -> None:
        self.here, self.page = here, here.page
        self.acts = self.tabs = self.letters = 0
        self.waited = 0.0

    def find(self, role: str, name: Any, within: Any = None, nth: int = 0) -> Any:
        """What has this role and name and can be seen."""
        exact = isinstance(name, str)
        found = (
            (within or self.page).get_by_role(role, name=name, exact=exact).locator("visible=true").nth(nth)
        )
        found.wait_for(timeout=90_000)
        return found

    def settle(self) -> None:
        """Wait for the page, and count how long."""
        begun = time.monotonic()
        self.here.settle()
        self.waited += time.monotonic() - begun

    def wait_for(self, words: str, minutes: float = 6) -> None:
        """Wait until words are shown, and count how long."""
        begun = time.monotonic()
        self.page.get_by_text(words).locator("visible=true").first.wait_for(timeout=minutes * 60_000)
        self.waited += time.monotonic() - begun
        self.settle()

    def until(self, true: Callable[[], Any], for_s: float = 60) -> None:
        """Wait for what an act brings about in the project."""
        begun = time.monotonic()
        while not true():
            assert time.monotonic() < begun + for_s, "it did not happen in time"
            time.sleep(0.1)
        self.waited += time.monotonic() - begun
        self.settle()

    def go(self, screen: str) -> None:
        """Take the menu to a screen."""
        self.press("link", screen)

    def open(self, words: Any, within: Any = None) -> None:
        """Open an expander, if it is not open."""
        summary = (
            (within or self.page).locator("summary").filter(has_text=words).locator("visible=true").first
        )
        summary.wait_for(timeout=30_000)
        if summary.evaluate("s => !s.parentElement.open"):
            self.touch(summary)

    def press(self, role: str, name: Any, within: Any = None, nth: int = 0) -> None:
        """Press a button, link, tab or radio."""
        self.touch(self.find(role, name, within, nth))

    def touch(self, what: Any) -> None:
        raise NotImplementedError

    def write(self, label: Any, words: str, within: Any = None) -> None:
        raise NotImplementedError

    def choose(self, label: Any, option: Any, within: Any = None) -> None:
        raise NotImplementedError

    def files(self, paths: list[Path]) -> None:
        """Hand in files by the system's own window, whose clicks are counted as one."""
        with self.page.expect_file_chooser() as chooser:
            self.press("button", "Upload")
        chooser.value.set_files([str(path) for path in paths])
        self.acts += 1
        self.page.locator('[data-testid="stFileChip"]').first.wait_for(timeout=60_000)
        self.page.wait_for_load_state("networkidle")
        self.settle()

    def download(self, name: str) -> AbstractContextManager[Any]:
        """Press a button that gives a file."""
        waiting = self.page.expect_download(timeout=180_000)
        with waiting as got:
            self.press("button", name)
        return got.value


class Mouse(Hand):
    """Clicks, and typing into what was clicked."""

    def press(self, role: str, name: Any, within: Any = None, nth: int = 0) -> None:
        what = self.find(role, name, within, nth)
        self.touch(what.locator("xpath=ancestor::label") if role == "radio" else what)

    def touch(self, what: Any) -> None:
        what.click()
        self.acts += 1
        self.page.wait_for_timeout(200)
        self.settle()

    def write(self, label: Any, words: str, within: Any = None) -> None:
        field = self.find("textbox", label, within)
        field.click()
        field.press("Control+a")
        self.page.keyboard.type(words)
        self.acts += 1
        self.letters += len(words)
        field.blur()
        self.page.wait_for_timeout(200)
        self.settle()

    def choose(self, label: Any, option: Any, within: Any = None) -> None:
        self.touch(self.find("combobox", label, within))
        self.touch(self.page.get_by_role("option", name=option).locator("visible=true").first)


class Keys(Hand):
    """The keyboard alone: Tab to what is meant, Enter, Space or arrows to do it."""

    def reach(self, what: Any) -> None:
        """Press Tab until this has the focus."""
        what.wait_for(state="attached", timeout=30_000)
        for _ in range(STOPS):
            if what.evaluate(FOCUSED):
                return
            self.page.keyboard.press("Tab")
            self.tabs += 1
        raise AssertionError(f"the Tab key does not lead to {what}")

    def leave(self) -> None:
        """Leave a field, and those after it, so that letters are shortcuts again."""
        for _ in range(10):
            self.page.keyboard.press("Tab")
            self.tabs += 1
            if not self.page.evaluate(TAKES_LETTERS):
                return

    def key(self, name: str) -> None:
        """Press a key that does something."""
        self.page.keyboard.press(name)
        self.acts += 1
        self.page.wait_for_timeout(200)
        self.settle()

    def touch(self, what: Any) -> None:
        self.reach(what)
        self.key("Enter")

    def press(self, role: str, name: Any, within: Any = None, nth: int = 0) -> None:
        if role != "radio":
            self.touch(self.find(role, name, within, nth))
            return
        wanted = (within or self.page).get_by_role("radio", name=name, exact=True).nth(nth)
        group = wanted.locator("xpath=ancestor::*[@role='radiogroup']")
        chosen = group.locator("input:checked")
        self.reach(chosen if chosen.count() else group.locator("input").first)
        for _ in range(25):
            if wanted.is_checked():
                return
            self.key("ArrowRight")
        raise AssertionError(f"the arrow keys do not lead to {name}")

    def write(self, label: Any, words: str, within: Any = None) -> None:
        self.reach(self.find("textbox", label, within))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)
        self.letters += len(words)
        self.leave()
        self.page.wait_for_timeout(200)
        self.settle()

    def choose(self, label: Any, option: Any, within: Any = None) -> None:
        self.reach(self.find("combobox", label, within))
        self.page.keyboard.press("ArrowDown")
        offered = self.page.get_by_role("option").locator("visible=true")
        offered.first.wait_for(timeout=10_000)
        for arrow in 40 * ["ArrowDown"] + 80 * ["ArrowUp"]:  # the list has two ends
            lit = self.page.evaluate(
                """() => { const box = document.activeElement;
                const lit = document.getElementById(box.getAttribute('aria-activedescendant'));
                return lit ? lit.innerText : ''; }"""
            )
            if option.search(lit) if hasattr(option, "search") else option in lit:
                break
            self.key(arrow)
        else:
            raise AssertionError(f"the arrow keys do not lead to {option}")
        self.key("Enter")
