"""The journey, every export and the whole app, where there is no way to any other machine."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
BROWSER = CHROMIUM.exists() and importlib.util.find_spec("playwright") is not None


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What was done in a network namespace of its own, without routes."""
    if not shutil.which("unshare") or subprocess.run(["unshare", "-n", "true"], check=False).returncode:
        pytest.skip("unshare -n is not allowed here")
    place = tmp_path_factory.mktemp("alone")
    command = ["unshare", "-n", sys.executable, str(ROOT / "tests" / "slow" / "alone.py"), str(place)]
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run([*command, *(["--screens"] if BROWSER else [])], capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": paths}, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads((place / "told.json").read_text(encoding="utf-8"))


def test_the_demonstration_and_every_export_need_no_other_machine(told):
    assert told["cut off"] is True
    assert len(told["files"]) >= 25


@pytest.mark.skipif(not BROWSER, reason=f"no Chromium at {CHROMIUM}, or no playwright")
def test_the_app_and_all_that_it_shows_come_from_this_machine(told):
    asked = told["asked"]
    assert told["abroad"] == []
    assert any(url.startswith("ws://127.0.0.1") for url in asked)
    for ending in (".js", ".css", ".woff2"):
        assert any(ending in url for url in asked), ending
