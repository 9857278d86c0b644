"""Long work in a process of its own: watched, stopped, cut short, and told in words when it fails."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest
import small_project

from lif_narrative.deidentify.vault import Vault
from lif_narrative.errors import NarrativeError, ProjectBusy
from lif_narrative.events import now
from lif_narrative.labour import holding, kept
from lif_narrative.labour.arrived import TAKEN, keep
from lif_narrative.labour.teller import StoppedByPerson, Teller
from lif_narrative.project import Project
from lif_narrative.received import IngestReport
from lif_narrative.records import Event, Labour


@pytest.fixture
def project(tmp_path):
    made = small_project.make(tmp_path)
    yield made
    made.close()


def row(project, **fields) -> Labour:
    """A row of work that this very process does."""
    told = {"id": "la-1", "kind": "run", "by": "human:anne", "asked": {}, "started": now(),
            "told": now(), "process": os.getpid()}  # fmt: skip
    made = Labour(**{**told, **fields})
    assert kept.added(project.store, made) is None
    return made


def settled(project: Project, labour_id: str, for_s: float = 60) -> dict:
    """The row once its process has ended."""
    until = time.monotonic() + for_s
    while time.monotonic() < until:
        found = project.labours().set_index("id").loc[labour_id]
        if found["state"] not in kept.LIVE:
            return found.to_dict()
        time.sleep(0.05)
    raise AssertionError("it did not end in time")


def test_files_are_taken_in_by_another_process_and_what_became_of_each_is_told_by_its_name(tmp_path):
    project = Project.open(tmp_path / "new", actor="human:anne")
    place = holding()
    files = place / "received" / "files"
    files.mkdir(parents=True)
    (files / "a return.txt").write_text("The child was seen alone on every visit.", "utf-8")
    (files / "a picture.sketch7").write_bytes(b"\0\1\2")
    labour = project.begin("ingest", folder=str(place))
    assert settled(project, labour)["state"] == "done"
    taken, aside = project.last_received()
    assert (list(taken["path"]), list(aside["path"])) == (["a return.txt"], ["a picture.sketch7"])
    assert len(project.documents()) == 1
    assert not place.exists()
    assert [e.verb for e in project.store.read(Event)][0] == kept.BEGAN
    assert "a return" not in "".join(e.object + e.after for e in project.store.read(Event))


def test_a_failure_is_told_in_words(project):
    told = settled(project, project.begin("ingest", folder="/nowhere"))
    assert told["state"] == "failed"
    assert "Add them again" in told["said"]


def test_work_that_must_be_alone_waits_for_no_other_and_says_who_is_at_it(project):
    row(project)
    with pytest.raises(ProjectBusy, match="anne is reading"):
        project.begin("run")
    assert len(project.labours()) == 1
    assert [e.verb for e in project.store.read(Event)] == [kept.BEGAN]


def test_whoever_may_not_do_the_work_may_not_begin_or_stop_it(project):
    row(project)
    project.add_user("anne", "administrator", "three plain words")
    chief = project.sign_in("anne", "three plain words")
    chief.add_user("sam", "independent scrutineer", "three plain words")
    sam = project.sign_in("sam", "three plain words")
    for act in (lambda: sam.begin("run"), lambda: sam.stop("la-1")):
        with pytest.raises(NarrativeError, match="may not run"):
            act()
    assert len(sam.labours()) == 1  # everybody may see it


def test_work_says_how_far_it_is_and_stops_at_its_next_word(project):
    one = row(project)
    with Teller(project.store, one.id) as tell:
        tell("Reading", 2, 5)
        time.sleep(1.2)
        seen = project.labours().iloc[0]
        assert (seen["doing"], seen["done"], seen["total"]) == ("Reading", 2, 5)
        project.stop(one.id)
        time.sleep(1.2)
        with pytest.raises(StoppedByPerson):
            tell("Reading", 3, 5)
    kept.end(project.store, one.id, kept.STOPPED)
    kept.end(project.store, one.id, kept.DONE)
    assert project.labours()["state"].tolist() == [kept.STOPPED]  # who comes second says nothing


def test_work_whose_process_was_killed_is_told_as_cut_short(project):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    row(project, process=child.pid, machine=platform.node())
    assert project.labours()["state"].tolist() == ["working"]
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert project.labours()["state"].tolist() == ["interrupted"]
    old = Labour("la-2", "run", "human:anne", {}, now(), told="2026-01-01T00:00:00+00:00")
    assert not kept.lives(old)  # another machine that said nothing for long


def test_the_revision_changes_with_an_act_and_with_work_that_begins_and_ends(project):
    marks = [project.revision()]
    project.code("ex-do-1-0", "th-heard")
    marks.append(project.revision())
    one = row(project)
    marks.append(project.revision())
    kept.tell(project.store, one.id, doing="Reading", done=1, total=2)
    assert project.revision() == marks[-1]  # how far it is is no reason to draw a page anew
    kept.end(project.store, one.id, kept.DONE)
    marks.append(project.revision())
    assert len(set(marks)) == 4


def test_what_is_told_of_a_file_goes_with_its_source(project):
    Vault.create(project.vault_folder)
    rows = [(f"x/{name}.txt", f"so-{n}", 1, "", "", "") for n, name in ((1, "a"), (2, "b"))]
    taken = pd.DataFrame(rows, columns=list(TAKEN))
    keep(project, IngestReport(taken, pd.DataFrame(columns=["path", "locator", "reason"])), "x/")
    assert project.last_received()[0]["path"].tolist() == ["a.txt", "b.txt"]
    project.vault.forget("so-1")
    assert project.last_received()[0]["path"].tolist() == ["b.txt"]
