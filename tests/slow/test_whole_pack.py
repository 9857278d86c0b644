"""A whole practice pack: everything taken or set aside, the same in any order, unharmed by kills."""

from __future__ import annotations

import csv
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lif_narrative import events
from lif_narrative.fingerprint import fingerprint
from lif_narrative.project import Project
from lif_narrative.records import Event

pytestmark = [pytest.mark.slow, pytest.mark.shared]
ROOT = Path(__file__).resolve().parents[2]
CELL = re.compile(r"![A-Z]+\d+$|^R\d+C\d+$")


@pytest.fixture(scope="module")
def audit(shared) -> Path:
    return shared / "packs" / "neglect" / "audit"


@pytest.fixture(scope="module")
def truth(shared) -> Path:
    return shared / "packs" / "neglect" / "truth"


@pytest.fixture(scope="module")
def whole(audit, tmp_path_factory):
    project = Project.open(tmp_path_factory.mktemp("whole") / "project", actor="human:test")
    report = project.ingest(audit)
    project.run()
    yield project, report
    project.close()


def outcome(project: Project) -> dict[str, str]:
    """Fingerprints of what a run found, by table."""
    frames = {
        "themes": project.themes(),
        "codings": project.codings().drop(columns="run"),
        "issues": project.issues(),
        "convergence": project.convergence(),
    }
    return {name: fingerprint(frame.to_dict("records")) for name, frame in frames.items()}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_readable_file_is_taken_and_every_broken_one_set_aside_by_name(whole, audit, truth):
    _, report = whole
    taken, aside = (
        set(report.taken["path"]),
        dict(zip(report.set_aside["path"], report.set_aside["reason"], strict=True)),
    )
    for row in rows(truth / "bad.csv"):
        path = str(audit / row["file"])
        if row["expected"] == "set_aside":
            assert aside.get(path), row["file"]
        else:
            assert path in taken, row["file"]
        if row["expected"].startswith("same_as"):
            twin = str(audit / row["expected"].removeprefix("same_as "))
            same = report.taken.set_index("path")["source"]
            assert same[path] == same[twin]
    assert len(taken) + len(aside) == sum(path.is_file() for path in audit.rglob("*"))


def folded(text: str) -> str:
    return " ".join(text.split())


def test_every_sentence_is_in_exactly_one_document(whole, audit, truth):
    """Planted identifiers may be replaced: the words between them must stand in order in one document.

    A short answer ("n/a") stands in many rows of a table, so it is looked for in its own cell.
    """
    project, report = whole
    planted = sorted({row["text"] for row in rows(truth / "identifiers.csv")}, key=len, reverse=True)
    breaks = re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in planted))
    source = dict(zip(report.taken["path"], report.taken["source"], strict=True))
    documents = project.documents()
    missing = []
    for row in rows(truth / "excerpts.csv"):
        pieces = [re.escape(folded(piece)) for piece in breaks.split(row["sentence"])]
        pattern = re.compile(r".{0,60}?".join(pieces))
        found = 0
        for document in documents[documents["source_id"] == source[str(audit / row["file"])]].to_dict(
            "records"
        ):
            texts = [document["text"]]
            if CELL.search(row["locator"]):
                cells = [p for p in document["paragraphs"] if p["locator"] == row["locator"]]
                texts = [document["text"][p["start"] : p["end"]] for p in cells]
            found += any(pattern.search(folded(text)) for text in texts)
        if found != 1:
            missing.append((row["id"], found))
    assert not missing, f"{len(missing)} of 780 sentences: {missing[:8]}"


def test_a_second_run_does_nothing(whole):
    project, _ = whole
    before = len(project.runs())
    assert project.run().manifest["done"] == []
    assert len(project.runs()) == before


def test_any_order_of_taking_in_gives_the_same_result(whole, audit, tmp_path):
    project, _ = whole
    files = sorted(path for path in audit.rglob("*") if path.is_file())
    for seed in range(5):
        at_once = len(files) if seed % 2 else 17
        order = random.Random(seed).sample(files, len(files))
        other = Project.open(tmp_path / str(seed), actor="human:test")
        for start in range(0, len(order), at_once):
            other.ingest(order[start : start + at_once])
        other.run()
        assert outcome(other) == outcome(project)
        other.close()


def lif(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from lif_narrative.cli import main; main()", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def test_killed_at_random_moments_it_resumes_to_the_same_result(whole, audit, tmp_path):
    project, _ = whole
    place, chance = tmp_path / "killed", random.Random(7)
    for kill in range(10):
        verb = ["ingest", audit] if kill < 5 else ["run"]
        process = lif(*verb, "--project", place)
        time.sleep(chance.uniform(0.5, 9.0))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        half = Project.open(place)
        assert events.faults(half.store.read(Event)) == []
        half.close()
    resumed = Project.open(place, actor="human:test")
    resumed.ingest(audit)
    resumed.run()
    assert outcome(resumed) == outcome(project)
    assert events.faults(resumed.store.read(Event)) == []
    resumed.close()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_3563_comments_come_back_with_every_character(shared, tmp_path, form):
    import pandas as pd

    from lif_narrative.ingest.read import read

    comments = pd.read_parquet(shared / "corpora" / "patient_feedback.parquet")[["comment_id", "text"]]
    path = tmp_path / f"comments.{form}"
    if form == "csv":
        comments.to_csv(path, index=False)
    else:
        with pd.ExcelWriter(
            path,
            engine="xlsxwriter",
            engine_kwargs={"options": {"strings_to_formulas": False, "strings_to_urls": False}},
        ) as writer:
            comments.to_excel(writer, index=False)
    table = next(iter(unit for unit in read(path).units if hasattr(unit, "rows")))
    assert [row[1].text for row in table.rows[1:]] == comments["text"].tolist()
    project = Project.open(tmp_path / "project")
    report = project.ingest(path)
    assert len(report.set_aside) == 0 and report.taken["documents"].tolist() == [3563]
    project.close()
