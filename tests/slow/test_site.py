"""The docs site is whole, reads without a network, and every Python block of the papers runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAPERS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCKS = [
    pytest.param(block, id=f"{path.name}-{n}")
    for path in PAPERS
    for n, block in enumerate(
        re.findall(r"^```python\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S)
    )
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site as `make docs` builds it, its notebooks not run: they are by test_notebooks."""
    pytest.importorskip("furo", reason="the docs extra is not installed")
    to = tmp_path_factory.mktemp("site")
    code = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "-d", str(to / "kept"),
            "docs", str(to / "html")]  # fmt: skip
    told = subprocess.run(code, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr[-2000:]
    return to / "html"


@pytest.mark.slow
def test_no_page_of_the_site_fetches_anything(site):
    tag = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=\"(?:https?:)?//[^>]*>")
    style = re.compile(r"(?:@import|url\()\s*['\"]?(?:https?:)?//")
    pages = [*site.rglob("*.html"), *site.rglob("*.css")]
    assert len(pages) > 30
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not tag.findall(text) and not style.findall(text), page.name


@pytest.mark.slow
def test_every_paper_and_notebook_has_its_page(site):
    wanted = {path.stem for path in (ROOT / "docs").glob("*.md")}
    wanted |= {f"notebooks/{path.stem}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    made = {path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html")}
    assert wanted - made == set()


@pytest.mark.slow
@pytest.mark.parametrize("block", BLOCKS)
def test_a_python_block_of_the_papers_runs(block, tmp_path):
    shutil.copytree(ROOT / "corpora" / "synthetic", tmp_path / "audit returns")
    told = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert told.returncode == 0, told.stderr[-2000:]
