"""Planted names and numbers are in no page, address, frame, or storage of the browser."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "slow")]
SCREENS = ("", "material", "read", "themes", "issues", "issues?view=one", "issues?view=gaps", "indicators",
           "story", "actions")  # fmt: skip
STORED = """async () => {
    const dump = store => JSON.stringify(Object.entries(store));
    const bases = indexedDB.databases ? (await indexedDB.databases()).map(b => b.name) : [];
    const kept = 'caches' in window ? await caches.keys() : [];
    return [dump(localStorage), dump(sessionStorage), document.cookie, location.href, document.title,
            JSON.stringify(bases), JSON.stringify(kept)].join('\\n');
}"""


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """An app on a project of two files that name a child, her worker, her school and her numbers."""
    from conftest import serve
    from planted import PLANTED, REPLIES, RETURN

    from lif_narrative.project import Project

    base = tmp_path_factory.mktemp("leaks")
    files = base / "files"
    files.mkdir()
    (files / "T1 Brenika Thormthwaite return.txt").write_text(RETURN, encoding="utf-8")
    (files / "replies.csv").write_text(REPLIES, encoding="utf-8")
    project = Project.open(base / "project", actor="human:reviewer")
    project.ingest(files)
    project.run()
    project.close()
    with contextmanager(serve)(project.folder) as address:
        yield address, PLANTED


def test_no_screen_and_no_storage_of_the_browser_holds_what_was_planted(visit, planted):
    address, words = planted
    here = visit(address)
    frames: list[str] = []
    here.page.on("websocket", lambda ws: ws.on("framereceived", lambda data: frames.append(_text(data))))
    seen: list[str] = []
    for screen in SCREENS:
        page = here.go(screen)
        seen += [page.content(), page.evaluate(STORED)]
    told = "\n".join([*seen, *frames]).casefold()
    assert len(frames) > len(SCREENS) and len(told) > 10_000  # there was something to look through
    assert "seen alone on every visit" in told
    assert [word for word in words if word.casefold() in told] == []


def _text(data: str | bytes) -> str:
    return data if isinstance(data, str) else data.decode("utf-8", "ignore")
