"""The command line: its words, its exit codes, its messages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def lif(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from lif_narrative.cli import main; main()"
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    (folder / "return.txt").write_text("Audit return\n\nThe nurse came twice.\n", encoding="utf-8")
    return folder


def test_help_names_every_word_of_the_contract():
    told = lif("--help")
    assert told.returncode == 0
    words = "demo init ingest run themes triangulate story export app verify backup restore models bench"
    assert all(f" {word} " in told.stdout for word in [*words.split(), "users", "evaluate"])


@pytest.mark.slow
def test_all_taken_is_0_something_set_aside_is_1_refused_is_2(files, tmp_path):
    assert lif("ingest", files, "--project", tmp_path / "p").returncode == 0
    (files / "broken.docx").write_bytes(b"")
    told = lif("ingest", files, "--project", tmp_path / "p", "--json")
    assert told.returncode == 1
    assert [Path(row["path"]).name for row in json.loads(told.stdout)["set_aside"]] == ["broken.docx"]
    refused = lif("run", "--project", tmp_path / "empty")
    assert refused.returncode == 2 and "lif ingest" in refused.stderr and "Traceback" not in refused.stderr


@pytest.mark.slow
def test_the_trail_is_verified(files, tmp_path):
    lif("ingest", files / "return.txt", "--project", tmp_path / "p")
    told = lif("verify", "--project", tmp_path / "p", "--json")
    assert told.returncode == 0 and json.loads(told.stdout)["problems"] == []


def test_a_wrong_option_is_said_in_a_line():
    told = lif("run", "--sideways")
    assert told.returncode == 2 and "--sideways" in told.stderr and "Traceback" not in told.stderr


def test_a_slip_in_a_project_s_name_makes_no_project(tmp_path):
    for command in (("triangulate",), ("run",), ("story", "Are children heard?"), ("verify", "--log")):
        told = lif(*command, "--project", tmp_path / "audti")
        assert told.returncode == 2 and "There is no project in" in told.stderr, command
    assert not (tmp_path / "audti").exists()


def test_a_damaged_database_is_said_in_words(tmp_path):
    lif("init", "--project", tmp_path / "p")
    (tmp_path / "p" / "project.sqlite").write_bytes(b"\x07" * 9000)
    told = lif("triangulate", "--project", tmp_path / "p")
    assert told.returncode == 2 and "damaged" in told.stderr and "lif restore" in told.stderr


@pytest.mark.parametrize(
    ("fault", "says"),
    [("OSError(28, 'No space left on device', '/away/x')", "/away: No space left"),
     ("ValueError('Little Brenika said')", "tell us this reference")],
)  # fmt: skip
def test_no_fault_ends_in_a_traceback_or_in_what_somebody_wrote(fault, says):
    code = (
        "from lif_narrative import cli\n"
        f"def broken(**_): raise {fault}\n"
        "cli.app = broken\n"
        "cli.main()"
    )  # fmt: skip
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert told.returncode == 2 and says in told.stderr
    assert "Traceback" not in told.stderr and "Brenika" not in told.stderr


def test_codes_without_their_columns_are_refused_without_repeating_the_file(tmp_path):
    (tmp_path / "wrong.csv").write_text("Little Brenika said\n1\n", encoding="utf-8")
    lif("init", "--project", tmp_path / "p")
    told = lif("evaluate", tmp_path / "wrong.csv", "--project", tmp_path / "p")
    assert told.returncode == 2 and "excerpt_id,theme_id" in told.stderr and "Brenika" not in told.stderr
