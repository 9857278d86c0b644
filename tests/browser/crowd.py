"""Twenty people at once, each acting every five seconds: how soon the server answers, and at what cost.

Each speaks to the server as a browser does, and draws nothing: twenty browsers on the server's own machine
would be measured in its place.

python tests/browser/crowd.py HOST:PORT PROCESS-OF-THE-SERVER [PEOPLE [SECONDS]]
"""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import sys
import time
from pathlib import Path

from settling import cpu_s, told
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

EVERY_S, LONGEST_S = 5, 60
MB = 1024 * 1024
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
READS = ("read", ("Next", "Accept", "Undo"))
PEOPLE = [READS, ("story", ("Work on it", "Close")), READS, ("themes", ("Theme number",)), READS,
          ("story", ("Undo", "Redo")), READS, ("themes", ("Theme number",))]  # fmt: skip


class Person:
    """One sitting: a screen, the buttons on it, and what the person presses there in turn."""

    def __init__(self, line, screen: str, presses: tuple[str, ...], seed: int) -> None:
        self.line, self.screen, self.dice = line, screen, random.Random(seed)
        self.presses = itertools.cycle(presses)
        self.known: dict[str, ForwardMsg] = {}
        self.buttons: dict[str, tuple[str, str]] = {}  # by id: its label, and the fragment it is in
        self.drawn, self.fresh = (
            set(),
            {},
        )  # in this run: which fragments ("" for the page), and which buttons
        self.watches: dict[str, float] = {}  # what is drawn again by itself, and how often
        self.page, self.finished, self.faults = "", asyncio.Event(), []

    async def listen(self) -> None:
        """Take what the server sends, for as long as it does."""
        async for data in self.line:
            message = ForwardMsg.FromString(data)
            if message.WhichOneof("type") == "ref_hash":
                message = self.known.get(message.ref_hash, message)
            elif message.hash:
                self.known[message.hash] = message
            self.take(message)

    def take(self, message: ForwardMsg) -> None:
        """Take one message."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page = message.new_session.page_script_hash
            self.drawn, self.fresh = set(), {}
        elif kind == "auto_rerun":
            self.watches[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "script_finished":
            whole = "" in self.drawn
            kept = {
                i: (label, where) for i, (label, where) in self.buttons.items() if where not in self.drawn
            }
            self.buttons = self.fresh if whole else kept | self.fresh
            self.finished.set()
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            self.drawn.add(message.delta.fragment_id)
            if element.WhichOneof("type") == "button" and not element.button.disabled:
                self.fresh[element.button.id] = (element.button.label, message.delta.fragment_id)
            if element.WhichOneof("type") == "exception":
                self.faults.append(f"{self.screen}: {element.exception.type}")

    async def ask(self, fragment: str = "", press: str = "", by_itself: bool = False) -> None:
        """Have the page, or a fragment of it, drawn."""
        message = BackMsg()
        state = message.rerun_script
        state.page_script_hash, state.page_name, state.fragment_id = self.page, self.screen, fragment
        state.is_auto_rerun = by_itself
        state.cached_message_hashes.extend(self.known)
        if press:
            state.widget_states.widgets.add(id=press, trigger_value=True)
        await self.line.send(message.SerializeToString())

    async def watch(self) -> None:
        """What the page asks by itself, every few seconds."""
        while True:
            await asyncio.sleep(min(self.watches.values(), default=3.0))
            for fragment in list(self.watches):
                await self.ask(fragment, by_itself=True)

    async def act(self) -> float | None:
        """Press the next thing, and wait for the answer; None where there is nothing of that name."""
        name = next(self.presses)
        found = [(i, where) for i, (label, where) in self.buttons.items() if name in label]
        if not found:
            return None
        self.finished.clear()
        begun = time.monotonic()
        pressed, where = self.dice.choice(found)
        await self.ask(where, pressed)
        await asyncio.wait_for(self.finished.wait(), LONGEST_S)
        return time.monotonic() - begun


async def sitting(address: str, n: int, begin: asyncio.Event, for_s: int, took: list, faults: list) -> None:
    """One person's sitting, from the first page to the end."""
    screen, presses = PEOPLE[n % len(PEOPLE)]
    headers = {"Origin": f"http://{address}"}
    async with connect(f"ws://{address}/_stcore/stream", subprotocols=["streamlit"], max_size=None,
                       additional_headers=headers) as line:  # fmt: skip
        person = Person(line, screen, presses, n)
        tasks = [asyncio.create_task(person.listen())]
        await person.ask()
        await asyncio.wait_for(person.finished.wait(), 300)
        tasks.append(asyncio.create_task(person.watch()))
        await begin.wait()
        await asyncio.sleep(EVERY_S * person.dice.random())
        until = time.monotonic() + for_s
        while (now := time.monotonic()) < until:
            try:
                took.append(await person.act())
            except Exception as error:  # noqa: BLE001 - what goes wrong is counted
                faults.append(f"{screen}: {type(error).__name__}")
            await asyncio.sleep(max(0.0, EVERY_S - (time.monotonic() - now)))
        faults += person.faults
        for task in tasks:
            task.cancel()


def resident(process: int) -> int:
    """Bytes that a process and its children hold in memory."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    own = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE_BYTES
    return own + sum(resident(int(child)) for child in children)


async def main(address: str, process: int, people: int = 20, for_s: int = 180) -> None:
    """Have them all come, then act; and say how it went."""
    begin, took, faults = asyncio.Event(), [], []
    here = []
    for n in range(people):
        here.append(asyncio.create_task(sitting(address, n, begin, for_s, took, faults)))
        await asyncio.sleep(1)
    await asyncio.sleep(EVERY_S)
    begin.set()
    most, before, begun = 0, cpu_s(process), time.monotonic()
    while not all(task.done() for task in here):
        most = max(most, resident(process))
        await asyncio.sleep(1)
    share = (cpu_s(process) - before) / (time.monotonic() - begun)
    faults += [f"{type(e).__name__}" for e in (task.exception() for task in here) if e]
    acts = [seconds for seconds in took if seconds is not None]
    print(told(f"{people} people", acts), f" server {share:.2f} cores, {most / MB:.0f} MB at most")
    print(
        f"{len(faults)} faults; {len(took) - len(acts)} presses found nothing",
        *sorted(set(faults)),
        sep="\n  ",
    )


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:])))
