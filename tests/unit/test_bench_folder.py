"""The benchmark's machinery: rows are registered, broken ones are told, and a broken-off run goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
pytest.importorskip("bench.registry")

import bench.rows  # noqa: E402, F401
from bench import __main__ as command  # noqa: E402
from bench import report, run, scores  # noqa: E402
from bench.registry import ROWS, Figure, Row, in_order  # noqa: E402

AIMS = [*map(str, range(1, 6)), "5a", *map(str, range(6, 19))]


@pytest.fixture
def two_rows(monkeypatch):
    calls = []

    def good(shared):
        calls.append("good")
        return [
            Figure("share", 0.5, "4 texts", 0.4, {"peer": 0.25}),
            Figure("error", 0.2, "4 texts", 0.1, lower=True),
        ]

    def bad(shared):
        calls.append("bad")
        raise ValueError("the peer is not installed")

    monkeypatch.setattr(run, "ROWS", {"1": Row("1", "Good", good), "2": Row("2", "Bad", bad)})
    monkeypatch.setattr(report, "ROWS", {"1": Row("1", "Good", good), "2": Row("2", "Bad", bad)})
    monkeypatch.setattr(run, "state", lambda: "as it is")
    return calls


def test_every_row_of_the_aims_has_its_measure():
    assert in_order(list(ROWS)) == AIMS


def test_what_is_measured_is_kept_and_what_failed_is_tried_again(two_rows, tmp_path):
    for _ in range(2):
        told = run.run(["2", "1"], tmp_path, folder=tmp_path, tell=lambda line: None)
    assert two_rows == ["good", "bad", "bad"]
    assert told["2"]["problem"] == "ValueError: the peer is not installed"
    run.run(["1"], tmp_path, keep=False, folder=tmp_path, tell=lambda line: None)
    assert two_rows[-1] == "good"


def test_rows_that_are_not_measured_again_stand_as_they_are(two_rows, tmp_path):
    told = run.run(["1"], tmp_path, folder=tmp_path, tell=lambda line: None)
    before = report.page(told, "## Notes\n").replace("0.500", "0.450").replace("## 1. Good", "## 10. Old")
    page = report.page(told, "## Notes\n", before)
    assert "2 of 4 targets reached" in page and "not again: rows 10." in page
    assert page.index("| share | 0.500") < page.index("## 10. Old") < page.index("| share | 0.450")
    assert page.count("## Notes") == 1
    assert report.page(told, "## Notes\n", report.page(told)) == report.page(told, "## Notes\n")


def test_the_page_says_what_was_reached_the_ratio_and_what_failed(two_rows, tmp_path):
    page = report.page(run.run(["1", "2"], tmp_path, folder=tmp_path, tell=lambda line: None), "## Notes\n")
    assert "1 of 2 targets reached" in page and "One process" in page
    assert "| share | 0.500 | 0.400 ✓ | peer 0.250 | 2.00 | 4 texts |" in page
    assert "at most 0.100 ✗" in page and "Not measured: ValueError" in page and page.endswith("## Notes\n")


def test_without_the_corpora_it_skips_and_says_so(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(command, "SHARED", tmp_path / "absent")
    assert command.main([]) == 0
    assert "absent" in capsys.readouterr().out


def test_a_row_that_is_not_there_is_refused(capsys):
    assert command.main(["99"]) == 2
    assert "Known: 1, 2, 3" in capsys.readouterr().err


def test_scores_are_what_they_say():
    assert scores.swapped(["strength", "mixed", "concern"], ["concern", "concern", "concern"]) == 1
    assert scores.calibration([0.95, 0.95], [1, 1]) == pytest.approx(0.05)
    assert scores.alike([0, 0, 1], [5, 5, 2]) == 1.0


def test_the_machinery_brings_no_peer_before_a_row_asks():
    heavy = ("bertopic", "torch", "turftopic", "spacy")
    code = f"import bench.rows, sys; print([m for m in {heavy} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert told.stdout.strip() == "[]"
