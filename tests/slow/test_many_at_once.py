"""Ten reviewers at once, in processes of their own: nothing is lost, and nobody sees a locked database.

Twenty seconds by default; `LIF_LONG=1` makes it the two minutes that are promised.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import small_project
from results import record

from lif_narrative.decisions import replay
from lif_narrative.project import Project
from lif_narrative.records import Block, Event, Evidence, Story

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow
PEOPLE, SECONDS = 10, 120 if os.environ.get("LIF_LONG") else 20


@pytest.fixture(params=["sqlite", "postgresql"])
def shared_project(request, tmp_path):
    """A project with a story that has three blocks, and where others find it."""
    place = small_project.make(tmp_path)
    where = str(place.folder)
    if request.param == "postgresql":
        where = request.getfixturevalue("postgres").database(f"many{os.getpid()}")
        there = Project.open(where, folder=tmp_path / "pg")
        if place.store.is_sqlite:
            place.store.copy_into(there.store)
        place.close()
        place = there
    evidence = tuple(Evidence(i) for i in place.excerpts()["id"])
    blocks = tuple(Block(f"b{n}", "claim", "works", f"Block {n}.", "", evidence) for n in range(3))
    place.save(Story("st-1", "A story", "Were they asked?", "", 1, blocks))
    yield request.param, where, place
    place.close()


def test_ten_reviewers_at_once_lose_nothing_and_see_no_locked_database(shared_project, tmp_path):
    kind, where, project = shared_project
    script = ROOT / "tests" / "trust" / "reviewer.py"
    paths = [tmp_path / f"told-{n}.json" for n in range(PEOPLE)]
    people = [
        subprocess.Popen(
            [sys.executable, script, where, project.folder, f"p{n}", str(SECONDS), path],
            env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        )
        for n, path in enumerate(paths)
    ]
    assert [person.wait(timeout=SECONDS + 200) for person in people] == [0] * PEOPLE
    told = [json.loads(path.read_text()) for path in paths]
    assert [t for one in told for t in one["troubles"]] == []
    _edits_stand(project, told)
    _codings_stand(project, told)
    assert project.check_trail() == []
    names = ("code", "edit", "accept", "edit refused and shown")
    acts = {name: sum(one["told"].get(name, 0) for one in told) for name in names}
    assert acts["edit refused and shown"] > 0 and min(acts.values()) > PEOPLE
    longest = round(max(one["longest"] for one in told), 2)
    record(f"many at once on {kind}", people=PEOPLE, seconds=SECONDS, lost=0, troubles=0, acts=acts,
           longest_wait_s=longest, events=len(project.events()))  # fmt: skip


def _edits_stand(project, told):
    """Each edit that was acknowledged is in the block's words, and each acceptance in its evidence."""
    blocks = {block.id: block for block in project.store.read(Story)[0].blocks}
    for one in told:
        for block, mark in one["kept"]["edits"]:
            assert mark in blocks[block].text.split(), "an edit was lost"
        for block, excerpt in one["kept"]["accepted"]:
            assert all(e.accepted_by for e in blocks[block].evidence if e.excerpt_id == excerpt)


def _codings_stand(project, told):
    """Each word that was acknowledged is an event, and the codings are those that the trail says."""
    trail = project.store.read(Event)
    said = {(e.object, e.actor) for e in trail if e.verb in ("coded", "rejected")}
    for one in told:
        assert all((f"{excerpt} {theme}", who) in said for excerpt, theme, who in one["kept"]["codings"])
    frame = project.codings()
    people = frame[frame["coder"].str.startswith("human:")]
    replayed = replay(trail, set(project.excerpts()["id"]), set(project.themes()["id"])).codings
    assert {(c.excerpt_id, c.theme_id, c.coder, c.score) for c in replayed} == set(
        people[["excerpt_id", "theme_id", "coder", "score"]].itertuples(index=False, name=None)
    )
