"""Twenty people at once, each in a browser window of their own, each acting every five seconds.

python tests/browser/crowd.py ADDRESS PROCESS-OF-THE-SERVER [PEOPLE [SECONDS]]
"""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import sys
import time
from pathlib import Path

from settling import BEGUN, IDLE, TOOK, cpu_s, told

EVERY_S = 5
MB = 1024 * 1024
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
TURN, OPEN = '[data-testid="stPagination"] button:not([disabled])', 'summary:has-text("of evidence")'
READS = ("read", ("j", "a", "u"))
# What each person does, again and again: most read; a key, or something to press
PEOPLE = [
    READS, ("story", (OPEN,)), READS, ("themes", ('button:has-text("Theme")',)),
    READS, ("material", (TURN,)), READS, ("issues?view=one", (TURN,)),
]  # fmt: skip
TROUBLE = '[data-testid="stException"], [data-testid="stAlertContentError"]'


async def act(page, what: str, dice: random.Random) -> float | None:
    """One act of a person, and the seconds until the page has settled; None when it asked nothing."""
    found = page.locator(what).locator("visible=true") if len(what) > 1 else None
    n = await found.count() if found else 0
    if found and not n:
        return None
    await page.evaluate(BEGUN)
    if found:
        await found.nth(dice.randrange(n)).click(timeout=20_000)
    else:
        await page.keyboard.press(what)
    return await page.evaluate(TOOK)


async def person(browser, address: str, n: int, until: list[float], took: list, faults: list[str]) -> None:
    """A person at a screen until it is time to go."""
    screen, acts = PEOPLE[n % len(PEOPLE)]
    acts = itertools.cycle(acts)
    dice = random.Random(n)
    page = await (await browser.new_context(viewport={"width": 1280, "height": 900})).new_page()
    page.on("pageerror", lambda error: faults.append(f"{screen}: {error}"))
    await page.goto(f"{address}/{screen}")
    await page.wait_for_function(IDLE, timeout=300_000)
    while not until:
        await asyncio.sleep(0.5)  # all begin together, when all have come
    await asyncio.sleep(EVERY_S * dice.random())
    while (begun := time.monotonic()) < until[0]:
        try:
            seconds = await act(page, next(acts), dice)
            if seconds is not None:
                took.append(seconds)
        except Exception as error:  # noqa: BLE001 - a fault of the run is what is counted
            faults.append(f"{screen}: {str(error).splitlines()[0]}")
        faults += [f"{screen}: {words}" for words in await page.locator(TROUBLE).all_inner_texts()]
        await asyncio.sleep(max(0.0, EVERY_S - (time.monotonic() - begun)))


def resident(process: int) -> int:
    """Bytes that a process and its children hold in memory."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    own = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE_BYTES
    return own + sum(resident(int(child)) for child in children)


async def main(address: str, process: int, people: int = 20, for_s: int = 180) -> None:
    from conftest import ARGUMENTS, CHROMIUM
    from playwright.async_api import async_playwright

    until: list[float] = []
    took: list[float] = []
    faults: list[str] = []
    async with async_playwright() as p:
        browser = await p.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        here = []
        for n in range(people):
            here.append(asyncio.create_task(person(browser, address, n, until, took, faults)))
            await asyncio.sleep(1)
        await asyncio.sleep(EVERY_S)
        until.append(time.monotonic() + for_s)
        most, before = 0, cpu_s(process)
        while time.monotonic() < until[0]:
            most = max(most, resident(process))
            await asyncio.sleep(1)
        used = cpu_s(process) - before
        await asyncio.gather(*here)
        await browser.close()
    print(told(f"{people} people", took), f" server {used / for_s:.2f} cores, {most / MB:.0f} MB at most")
    print(f"{len(faults)} faults", *sorted(set(faults)), sep="\n  ")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:])))
