"""Files made to do harm: each gets a reason or is read harmlessly, and nothing else stops for it."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path

import arsenal
import pytest

from lif_narrative.project import Project

pytestmark = pytest.mark.slow
GOOD = "Her worker came every week. She said that this helped.\n"
ROOM_MB = 1024  # over what the process has before


def in_use_mb(pid: int | str = "self") -> float:
    """Resident memory of a process and all that it started, in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    children = Path(f"/proc/{pid}/task").glob("*/children")
    below = [child for file in children for child in file.read_text().split()]
    total = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    for child in below:
        with contextlib.suppress(OSError):
            total += in_use_mb(child)
    return total


@contextlib.contextmanager
def watched():
    """The most memory that was in use meanwhile, in MB, over what was before."""
    before, most, done = in_use_mb(), [0.0], threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            with contextlib.suppress(OSError):
                most[0] = max(most[0], in_use_mb() - before)

    eye = threading.Thread(target=look)
    eye.start()
    try:
        yield most
    finally:
        done.set()
        eye.join()


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """Every arm at once among three good files: the report, the project and the memory it took."""
    base = tmp_path_factory.mktemp("hostile")
    folder = base / "files"
    folder.mkdir()
    for number in range(3):
        (folder / f"good {number}.txt").write_text(f"Visit {number}. {GOOD}", encoding="utf-8")
    for name, make in arsenal.ARMS.items():
        make(folder / name)
    os.mkfifo(folder / "pipe.txt")
    (folder / "away.txt").symlink_to("/etc/passwd")
    project = Project.open(base / "project", actor="human:ana")
    project.documents()  # what is loaded once is not the files' doing
    with watched() as most:
        report = project.ingest(folder)
    yield report, project, most[0]
    project.close()


def test_every_hostile_file_is_taken_harmlessly_or_set_aside_with_a_reason(outcome, trust):
    report, _, _ = outcome
    aside = {
        Path(path).name: reason
        for path, reason in zip(report.set_aside["path"], report.set_aside["reason"], strict=True)
    }
    taken = {Path(path).name for path in report.taken["path"]}
    assert {"good 0.txt", "good 1.txt", "good 2.txt"} | arsenal.TAKEN <= taken
    unread = set(arsenal.ARMS) - taken
    assert unread <= set(aside) and all(len(aside[name]) > 20 for name in unread)
    refused = {name for name in unread if "." in name}
    assert {
        "flat bomb.docx",
        "nested bomb.docx",
        "overlapping.docx",
        "laughs.docx",
        "outside.docx",
    } <= refused
    trust("hostile files", {"kinds": len(arsenal.ARMS) + 2, "set aside with a reason": len(unread) + 2,
                            "read harmlessly": len(arsenal.ARMS) - len(unread)})  # fmt: skip


def test_a_pipe_and_a_link_out_of_the_folder_are_not_followed(outcome):
    report, project, _ = outcome
    names = {Path(path).name for path in report.set_aside["path"]}
    assert {"pipe.txt", "away.txt"} <= names
    assert not any("root:" in text for text in project.documents()["text"])


def test_memory_stays_within_a_gigabyte(outcome, trust):
    _, _, most = outcome
    trust("hostile files", {"most memory above the start, MB": round(most)})
    assert most < ROOM_MB


def test_nothing_was_written_outside_the_project(outcome):
    _, project, _ = outcome
    assert {p.name for p in project.folder.parent.iterdir()} <= {"files", "project", "project.vault"}


def test_a_file_that_changes_while_it_is_read_is_one_whole_version(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    path, done = folder / "log.txt", threading.Event()
    path.write_text("Version 0. " + GOOD, encoding="utf-8")

    def change() -> None:
        version = 1
        while not done.is_set():
            path.write_text(f"Version {version}. " + GOOD, encoding="utf-8")
            version += 1
            time.sleep(0.001)

    writer = threading.Thread(target=change)
    writer.start()
    try:
        with contextlib.closing(Project.open(tmp_path / "project")) as project:
            report = project.ingest(folder)
            held = {s: project.vault.get("original", s) for s in report.taken["source"]}
            recorded = dict(zip(project.sources()["id"], project.sources()["sha256"], strict=True))
    finally:
        done.set()
        writer.join()
    import hashlib

    assert len(report.taken) + len(report.set_aside) == 1
    for source, data in held.items():  # what is kept is what its hash says
        assert hashlib.sha256(data).hexdigest() == recorded[source]


MANY = 50_000 if os.environ.get("LIF_LONG") else 400


def test_many_small_files_stop_nothing(tmp_path, trust):
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"note {number}.txt").write_text(f"Visit {number}. {GOOD}", encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04")
    with contextlib.closing(Project.open(tmp_path / "project")) as project, watched() as most:
        report = project.ingest(folder)
    assert len(report.taken) == MANY and len(report.set_aside) == 1
    trust("many small files", {"files": MANY, "most memory above the start, MB": round(most[0])})
    assert most[0] < ROOM_MB
