"""How long an act takes until its page has settled, in Chromium, on the real server.

python tests/browser/settling.py ADDRESS ACTS PROCESS-OF-THE-SERVER [SCREEN ...]
"""

from __future__ import annotations

import os
import random
import statistics
import sys

# Streamlit draws in the browser's own time: settled is when nothing is running and nothing is stale
IDLE = """() => { const app = document.querySelector('[data-testid="stApp"]');
    return document.querySelector('h1') && !document.querySelector('[data-stale="true"]')
        && app.dataset.testScriptState === 'notRunning'; }"""
# The clock is the browser's own, from the press: what the driver needs to find a button is not counted. What
# a press asks is sent at once; a page asks by itself, too, every few seconds, which is not the act's
BEGUN = """() => { window.__begun = window.__asked = false; window.__pressed = 0;
    const app = document.querySelector('[data-testid="stApp"]');
    if (!window.__listens) {
        window.__listens = true;
        const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (data) { window.__asked = true; return send.call(this, data); };
        const press = () => { window.__pressed = performance.now();
            window.__begun = window.__asked = false; };
        for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, press, true);
    }
    window.__watch && window.__watch.disconnect();
    window.__watch = new MutationObserver(() => {
        if (app.dataset.testScriptState !== 'notRunning') window.__begun = true; });
    window.__watch.observe(app, {attributes: true, attributeFilter: ['data-test-script-state']}); }"""
# Seconds from the press until the page has settled and is painted; none if nothing was asked of the server
TOOK = (
    f"async () => {{ const idle = {IDLE};"
    + """ const frame = () => new Promise(requestAnimationFrame);
    const passed = () => performance.now() - window.__pressed;
    while (!window.__asked) { if (passed() > 400) return null; await frame(); }
    while (!window.__begun && passed() < 60000) await frame();
    while (!idle()) await frame();
    await frame();
    return passed() / 1000; }"""
)


def pages(page, dice):
    """Turn to another page of a list; False where there is none."""
    found = page.locator('[data-testid="stPagination"] button:not([disabled]):not([aria-current])')
    found = found.locator("visible=true")
    if not found.count():
        return False
    found.nth(dice.randrange(found.count())).click()
    return True


def radio(page, dice):
    found = page.locator('[data-testid="stRadio"] label:not(:has(input:checked))').locator("visible=true")
    if not found.count():
        return False
    found.nth(dice.randrange(found.count())).click()
    return True


def select(name):
    """Choose another in a select box, found by its label."""

    def act(page, dice):
        box = page.get_by_role("combobox", name=name).first
        if not box.count():
            return False
        options = page.locator('[role="option"]:not([aria-selected="true"])')
        box.click()
        for _ in range(3):  # a page that was just drawn may take the first press as its focus alone
            page.wait_for_timeout(100)
            if options.count():
                break
            box.click()
        if not options.count():
            return False
        options.nth(dice.randrange(min(options.count(), 8))).click()
        return True

    return act


def press(name):
    """Press a button found by name, if it can be pressed."""

    def act(page, dice):
        found = page.get_by_role("button", name=name).locator("visible=true")
        ready = [i for i in range(min(found.count(), 30)) if found.nth(i).is_enabled()]
        if not ready:
            return False
        found.nth(dice.choice(ready)).click()
        return True

    return act


def opened(page, dice):
    """Open what a block rests on; False where all of it is open."""
    found = page.locator("details:not([open]) > summary", has_text=r"of evidence").locator("visible=true")
    if not found.count():
        return False
    found.nth(dice.randrange(found.count())).click()
    return True


def key(name):
    def act(page, dice):
        page.keyboard.press(name)
        return True

    return act


ACTS = {
    "material": ("material", [pages]),
    "themes": ("themes", [press("Theme number"), press("Theme number"), select("Show")]),
    "issues": ("issues?view=picture", [select("Themes by"), select("In which order")]),
    "issue": ("issues?view=one", [pages, pages, select("Which issue")]),
    "read": ("read", [key("j"), key("a"), key("j"), key("x"), key("u")]),
    "story": ("story", [opened, press("Accept"), press("Work on it"), radio, radio, press("Undo")]),
    "indicators": ("indicators", [select("Which indicator")]),
    "actions": ("actions", [select("Show")]),
}


def measured(page, address: str, screen: str, n: int, seed: int = 0) -> list[float]:
    """Seconds from each of `n` acts to a settled page."""
    dice, took = random.Random(seed), []
    where, acts = ACTS[screen]
    page.goto(f"{address}/{where}")
    page.wait_for_function(IDLE, timeout=120_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    turn = 0
    while len(took) < n and turn < 4 * n:
        act = acts[turn % len(acts)]
        turn += 1
        page.evaluate(BEGUN)
        if not act(page, dice):
            continue
        if (seconds := page.evaluate(TOOK)) is not None:
            took.append(seconds)
    return took


def cpu_s(process: int) -> float:
    """Seconds of CPU that a process has used: what an act costs on a machine that does other work too."""
    fields = open(f"/proc/{process}/stat").read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(screen: str, took: list[float]) -> str:
    ordered = sorted(took)
    p95 = ordered[int(0.95 * (len(ordered) - 1))] if ordered else float("nan")
    middle = statistics.median(ordered) if ordered else float("nan")
    worst = max(ordered, default=float("nan"))
    return f"{screen:12} n={len(took):3} median {middle:.3f} s  p95 {p95:.3f} s  worst {worst:.3f} s"


def main(address: str, n: int, process: int, screens: list[str]) -> None:
    from conftest import ARGUMENTS, CHROMIUM
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        made = p.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        for name in screens or ACTS:
            context = made.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            measured(page, address, name, 1)
            before = cpu_s(process)
            took = measured(page, address, name, n)
            each = (cpu_s(process) - before) / max(len(took), 1)
            print(f"{told(name, took)}  server {each:.3f} s of CPU an act", flush=True)
            context.close()
        made.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
