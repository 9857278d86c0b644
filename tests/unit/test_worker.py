"""Files are opened in processes apart: one that breaks its reader stops no other."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from making import docx, p

from lif_narrative.ingest.parts import Cell, Part, Reading, Table, Unreadable
from lif_narrative.ingest.pool import Pool
from lif_narrative.ingest.read import read, read_all
from lif_narrative.ingest.wire import packed, unpacked

NESTED = Reading(
    (
        Part("note", "a\ud800b", "p1", 2, True, "Ann", "x", 3, "p9"),
        Table(
            ((Cell("t", "t1r1c1", True, (Part("body", "t", "t1r1c1p1"),)), Cell("", "t1r1c2")),), "t1", "s"
        ),
    ),
    "docx",
    "Title",
    ("1 picture left out",),
)


def test_a_reading_crosses_unchanged():
    import json

    assert unpacked(json.loads(json.dumps(packed(NESTED)))) == NESTED


def test_files_come_back_in_the_order_asked_and_bad_ones_with_a_reason(tmp_path):
    paths = [docx(tmp_path / f"{n}.docx", p(f"Number {n}.")) for n in range(6)]
    (bad := tmp_path / "bad.docx").write_bytes(b"")
    paths.insert(2, bad)
    seen: list[Path] = []
    found = list(read_all(paths, progress=seen.append))
    assert [path for path, _ in found] == seen == paths
    assert isinstance(found[2][1], Unreadable)
    assert found[3][1] == read(paths[3])


@pytest.fixture
def pool(monkeypatch, tmp_path):
    """A pool whose workers can be told to break: a reader of their own under the kind `txt`."""
    (tmp_path / "breaking.py").write_text(
        "import ctypes, time, os\n"
        "from lif_narrative.ingest.parts import Part, Reading\n"
        "def read(path):\n"
        "    words = path.read_text()\n"
        "    if 'crash' in words: os._exit(3)\n"
        "    if 'sleep' in words: time.sleep(60)\n"
        "    if 'fill' in words: b'x' * (8 * 2**30)\n"
        "    if 'raise' in words: raise KeyError(words)\n"
        "    if 'print' in words: os.write(1, b'noise')\n"
        "    if 'write' in words: open(str(path) + '.out', 'w').write('x')\n"
        "    return Reading((Part('body', words, 'line1'),), 'txt')\n"
    )
    (tmp_path / "sitecustomize.py").write_text(
        "import lif_narrative.ingest.read as r\nr.READERS['txt'] = 'breaking:read'\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Pool(1, limit_s=3.0) as made:
        yield made


def told(pool: Pool, folder: Path, *words: str) -> list[str]:
    paths = []
    for number, text in enumerate(words):
        paths.append(folder / f"{number}.txt")
        paths[-1].write_text(text)
    outcomes = [outcome for _, outcome in pool.map(paths)]
    return [o.reason if isinstance(o, Unreadable) else "read" for o in outcomes]


def test_a_crash_costs_one_file(pool, tmp_path):
    first, second, third = told(pool, tmp_path, "crash", "good", "raise")
    assert "broke" in first
    assert second == "read"
    assert "broke" in third


@pytest.mark.slow
def test_a_reader_that_dawdles_is_stopped(pool, tmp_path):
    slow, after = told(pool, tmp_path, "sleep", "good")
    assert "3 seconds" in slow
    assert after == "read"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits memory so")
def test_a_reader_that_wants_too_much_memory_is_stopped(pool, tmp_path):
    greedy, after = told(pool, tmp_path, "fill", "good")
    assert "memory" in greedy
    assert after == "read"


def test_what_a_library_prints_does_not_mix_with_the_answers(pool, tmp_path):
    assert told(pool, tmp_path, "print", "good") == ["read", "read"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot forbid it")
def test_a_reader_writes_no_file(pool, tmp_path):
    told(pool, tmp_path, "write")
    assert not (tmp_path / "0.txt.out").exists() or (tmp_path / "0.txt.out").read_bytes() == b""


def test_no_module_beside_the_files_is_run(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    ((_, outcome),) = read_all([docx(tmp_path / "a.docx", p("Fine."))])
    assert isinstance(outcome, Reading)
