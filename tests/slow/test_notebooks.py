"""Notebooks run from top to bottom, and are kept without their outputs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MOST_S = 6 * 60  # all of them together, on two cores
TOOK: dict[str, float] = {}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)


def _worked() -> float:
    """Processor seconds of the children that ended: what a busy machine does not change."""
    spent = os.times()
    return spent.children_user + spent.children_system


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path, monkeypatch, tmp_path):
    import nbformat
    from nbclient import NotebookClient

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    notebook, started = nbformat.read(path, as_version=4), _worked()
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    TOOK[path.stem] = _worked() - started


@pytest.mark.slow
def test_all_notebooks_together_take_under_six_minutes():
    if set(TOOK) != {path.stem for path in NOTEBOOKS}:
        pytest.skip("not all of them ran in this process")
    assert min(TOOK.values()) > 0 and sum(TOOK.values()) < 2 * MOST_S, TOOK
