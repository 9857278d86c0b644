"""Axe on the screens that the journey does not walk: themes, indicators, actions, and signing in."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "unit")]
AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIGN_IN = "Sign in"


@pytest.fixture(scope="module", params=["open", "with accounts"])
def served(request, tmp_path_factory):
    """An app, and the screens to look at with the title each has."""
    import small_project
    from conftest import serve

    project = small_project.make(tmp_path_factory.mktemp("more"))
    titles = {"themes": "Themes", "indicators": "Indicators", "actions": "Actions"}
    if request.param == "with accounts":
        project.add_user("anne", "administrator", "three plain words")
        titles = {"": SIGN_IN, "read": SIGN_IN}
    project.close()
    with contextmanager(serve)(project.folder) as address:
        yield address, titles


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_neither_signing_in_nor_the_other_screens_have_a_fault_that_axe_finds(visit, served, shade):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    address, titles = served
    here = visit(address, shade=shade)
    for screen, title in titles.items():
        page = here.go(screen)
        assert page.locator("h1").first.inner_text() == title
        found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": AA}}).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    assert here.abroad == []
