"""Long work in a real browser: seen by two people, alive through a killed server, stopped by a press.

And whatever was accepted before a server is killed is there after it.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "unit")]
NAMES = "() => document.querySelector('[data-testid=\"stMain\"]').innerText"


class Server:
    """The app on a project, that can be killed and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        import socket

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder, self.address = folder, f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        from conftest import ROOT, wait

        told = {"LIF_PROJECT": str(self.folder), "LIF_ACTOR": "human:reviewer",
                "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}  # fmt: skip
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port),
                   "--server.headless", "true"]  # fmt: skip
        self.process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **told},
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        wait(self.address + "/_stcore/health")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def new(tmp_path):
    """A server on a project that holds nothing yet."""
    made = Server(tmp_path / "new")
    yield made
    made.kill()


@pytest.fixture
def server(tmp_path):
    import small_project

    project = small_project.make(tmp_path)
    project.close()
    made = Server(project.folder)
    yield made
    made.kill()


def held(folder: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(folder / "project.sqlite", timeout=30)) as raw:
        return raw.execute(query).fetchall()


def until(true, for_s: float = 60) -> None:
    last = time.monotonic() + for_s
    while not true():
        assert time.monotonic() < last, "it did not happen in time"
        time.sleep(0.05)


def state(folder: Path) -> str:
    found = held(folder, "SELECT state FROM labours ORDER BY started DESC LIMIT 1")
    return found[0][0] if found else ""


def drop(page, files: list[Path]) -> None:
    page.set_input_files('input[type="file"]', [str(path) for path in files])
    page.locator('[data-testid="stFileChip"]').nth(len(files) - 1).wait_for()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Take them in").click()


def written(folder: Path, n: int) -> list[Path]:
    folder.mkdir()
    made = [folder / f"return {i}.txt" for i in range(n)]
    for i, path in enumerate(made):
        path.write_text(f"Return {i}. She was seen alone on visit {i}. Her brother was not asked.", "utf-8")
    return made


def test_files_are_taken_in_though_the_page_is_loaded_again_and_the_server_killed(visit, new, tmp_path):
    here = visit(new.address)
    page = here.go("material")
    drop(page, written(tmp_path / "files", 12))
    until(lambda: state(new.folder) == "working")
    page.reload()
    new.kill()
    until(lambda: state(new.folder) == "done", 120)
    assert held(new.folder, "SELECT count(*) FROM sources WHERE id LIKE 'so-%'")[0][0] >= 12
    new.start()
    page = visit(new.address).go("material")
    page.get_by_text("12 taken, 0 set aside").wait_for(timeout=30_000)
    assert "return 3.txt" in page.evaluate(NAMES)


def test_two_people_see_the_same_work_and_either_may_stop_it(visit, server, tmp_path):
    from lif_narrative.events import now
    from lif_narrative.labour import kept
    from lif_narrative.project import Project
    from lif_narrative.records import Labour

    one, two = visit(server.address), visit(server.address)
    one.go("themes"), two.go("issues?view=one")
    project = Project.open(server.folder, actor="human:anne")
    row = Labour("la-1", "run", "human:anne", {}, now(), doing="Reading", done=2, total=5, told=now())
    kept.added(project.store, row)
    for page in (one.page, two.page):
        page.get_by_text("begun by anne").first.wait_for(timeout=10_000)
    two.page.get_by_role("button", name="Stop it").click()
    until(lambda: state(server.folder) == "stopping")
    kept.end(project.store, "la-1", kept.STOPPED)
    for page in (one.page, two.page):
        page.get_by_text("nothing is half-done").first.wait_for(timeout=10_000)
    project.close()


def test_a_colleagues_act_is_seen_within_seconds(visit, server):
    from lif_narrative.project import Project

    here = visit(server.address)
    here.go("themes?theme=th-heard")
    project = Project.open(server.folder, actor="human:anne")
    project.change_theme("th-heard", definition="What Anne wrote just now.")
    begun = time.monotonic()
    here.page.get_by_text("What Anne wrote just now.").first.wait_for(timeout=15_000)
    assert time.monotonic() - begun < 12
    project.close()


VERBS = "('coded', 'rejected', 'withdrew')"
KEYS = ("a", "u", "x", "u", "a", "u", "x", "u", "a", "x")


def test_nothing_accepted_is_lost_when_the_server_is_killed_in_each_of_ten_acts(visit, server):
    """An act is accepted once its page shows it; the trail after each kill holds all that were."""
    shown: list[int] = []
    for turn, key in enumerate(KEYS):
        page = visit(server.address).go("read?queue=undecided")
        before = held(server.folder, "SELECT count(*) FROM events")[0][0]
        page.keyboard.press(key)
        time.sleep((turn % 5) * 0.08)  # at another moment of each act
        server.kill()
        after = held(server.folder, "SELECT count(*) FROM events")[0][0]
        assert after >= before >= max(shown, default=0)
        assert after - before <= 1  # done once or not at all
        codings = held(server.folder, "SELECT count(*) FROM codings WHERE coder = 'human:reviewer'")[0][0]
        told = held(
            server.folder, "SELECT verb, object FROM events WHERE verb IN ('coded','rejected','withdrew')"
        )
        last = {object_: verb for verb, object_ in told}
        assert codings == sum(verb != "withdrew" for verb in last.values())  # the act and its event together
        shown.append(after)
        server.start()
    from lif_narrative.project import Project

    project = Project.open(server.folder)
    assert project.check_trail() == []
    project.close()
