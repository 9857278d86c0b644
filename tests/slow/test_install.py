"""The wheel in an empty environment, from another folder; with and without torch; and without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]


def do(*command: object, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "LIF_PROJECT")} | more
    return subprocess.run(
        [str(c) for c in command], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def core(tmp_path_factory):
    """An environment that holds the wheel's core and nothing of the checkout."""
    place = tmp_path_factory.mktemp("wheel")
    built = do(sys.executable, "-m", "build", "--wheel", "--outdir", place, ROOT, cwd=place)
    assert built.returncode == 0, built.stderr[-2000:]
    venv.create(place / "env", with_pip=True)
    python = place / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    wheel = next(place.glob("*.whl"))
    installed = do(python, "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel, cwd=place)
    assert installed.returncode == 0, installed.stderr[-2000:]
    return python


def test_the_core_makes_the_demo_without_torch_from_any_folder(core, tmp_path):
    assert do(core, "-c", "import torch", cwd=tmp_path).returncode == 1
    told = do(core.with_name("lif"), "demo", cwd=tmp_path)
    assert told.returncode == 0, told.stderr[-2000:]
    assert (tmp_path / "demo" / "story.docx").exists() and (tmp_path / "demo" / "themes.xlsx").exists()
    checked = do(
        core.with_name("lif"), "verify", "demo/story.docx", "--project", "demo/project", cwd=tmp_path
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("code", "extra"),
    [
        ("import lif_narrative as lif; lif.Encoder('minilm-fp32').encode(['a'])", "topics"),
        ("import lif_narrative as lif; lif.ThemeFinder(method='bertopic').fit(['a b c'] * 30)", "topics"),
        ("from lif_narrative.cli import main; import sys; sys.argv = ['lif', 'app']; main()", "app"),
    ],
)
def test_what_needs_an_extra_says_which(core, tmp_path, code, extra):
    told = do(core, "-c", code, cwd=tmp_path)
    assert told.returncode != 0 and f"lif_narrative[{extra}]" in told.stderr + told.stdout


def test_everything_works_with_no_network_at_all(tmp_path):
    """Inside a network namespace that holds only its own loopback."""
    if not shutil.which("unshare") or do("unshare", "-n", "true", cwd=tmp_path).returncode:
        pytest.skip("unshare -n is not allowed here")
    code = "from lif_narrative.cli import main; main()"
    told = do("unshare", "-n", sys.executable, "-c", code, "demo", cwd=tmp_path, PYTHONPATH=str(ROOT))
    assert told.returncode == 0, told.stderr[-2000:]
