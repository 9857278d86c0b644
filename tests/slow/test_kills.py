"""Killed at a random moment, a project opens, its chain holds, and finished work is kept.

Each act is done by a process that is killed (-9) at a moment drawn from the time it takes; then it is
done again, and ends as the act that nobody disturbed. Seven kills by default; `LIF_KILLS=200` for all.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from pathlib import Path

import doomed
import pytest
from results import record

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]
KILLS = int(os.environ.get("LIF_KILLS", len(doomed.DOOMS)))


def start(doom, folder: Path) -> int:
    """Do the act in a forked process; its id. What was acknowledged is written beside the project."""
    acks = os.open(folder.parent / "acked", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    child = os.fork()
    if child:
        os.close(acks)
        return child
    os.setsid()
    try:
        doom.act(folder, lambda mark: os.write(acks, f"{mark}\n".encode()))
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 - the forked process ends here whatever happens
        os.write(2, f"{doom.name}: {type(error).__name__}: {error}\n".encode())
        os._exit(1)


def undisturbed(doom, place: Path) -> tuple[str, float]:
    """How an act ends when nobody disturbs it, and how long it takes."""
    folder = shutil.copytree(place / doom.base, place / f"calm {doom.name}") / "p"
    begun = time.monotonic()
    assert os.waitstatus_to_exitcode(os.waitpid(start(doom, folder), 0)[1]) == 0
    took = time.monotonic() - begun
    return in_a_process(doom.end, folder), took


def in_a_process(look, folder: Path, *more) -> str:
    """Look at a project in a forked process: models are loaded there and not here."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writing, str(look(folder, *more)).encode())
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 - told to the test by the exit
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    return told


def whole(folder: Path) -> bool:
    """The project opens, its chain holds, and every item of its vault that can be seen opens."""
    project = doomed.opened(folder)
    assert project.check_trail() == []
    if (project.vault_folder / "vault.json").exists():
        vault = project.vault
        for kind in sorted({path.parent.name for path in vault.paths()}):
            assert all(vault.get(kind, name) is not None for name in vault.ids(kind))
    return True


def test_killed_at_random_moments_nothing_finished_is_lost(tmp_path):
    doomed.bases(tmp_path, ROOT / "tests" / "golden" / "projects" / "0.1.0.zip")
    calm = {doom.name: undisturbed(doom, tmp_path) for doom in doomed.DOOMS}
    draw, killed, tries = random.Random(9), Counter(), 0
    took = {doom.name: calm[doom.name][1] for doom in doomed.DOOMS}
    while killed.total() < KILLS:
        doom = doomed.DOOMS[tries % len(doomed.DOOMS)]
        hit = killed_once(doom, tmp_path, draw.uniform(0, took[doom.name]), calm[doom.name][0])
        killed[doom.name] += hit
        took[doom.name] *= 1 if hit else 0.9  # it had ended: the machine is quicker than it was
        tries += 1
        record("kills", killed=dict(killed), tries=tries, ended_as_undisturbed=tries, lost=0)


def killed_once(doom, place: Path, after: float, end: str) -> bool:
    """Kill an act after so many seconds, look, and do it again to its end; whether it was still going on."""
    folder = shutil.copytree(place / doom.base, place / "now") / "p"
    child = start(doom, folder)
    time.sleep(after)
    os.killpg(child, signal.SIGKILL) if _leads(child) else os.kill(child, signal.SIGKILL)
    hit = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    acked = set((folder.parent / "acked").read_text().splitlines())
    assert in_a_process(whole, folder) == "True", doom.name
    assert in_a_process(doom.kept, folder, acked) == "True", doom.name
    assert os.waitstatus_to_exitcode(os.waitpid(start(doom, folder), 0)[1]) == 0, doom.name
    assert in_a_process(doom.end, folder) == end, doom.name
    assert in_a_process(whole, folder) == "True", doom.name
    shutil.rmtree(folder.parent)
    return hit


def _leads(child: int) -> bool:
    try:
        return os.getpgid(child) == child
    except ProcessLookupError:
        return False
