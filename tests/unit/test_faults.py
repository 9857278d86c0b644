"""What a disk, a database or a clock may do: said in words, and nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import small_project
import sqlalchemy as sa

from lif_narrative import events
from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project
from lif_narrative.records import Event, Source
from lif_narrative.store import Store

AS_NOBODY = """
import os, sys, sqlite3
from pathlib import Path
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Source
from lif_narrative.store import Store, sqlite_url
store = Store(sqlite_url(Path(sys.argv[1])))
os.setuid(65534)
try:
    store.read(Source)
    with store.writing() as connection:
        store.put(connection, Source("a", "b", "c", 1))
except NarrativeError as error:
    print(error)
"""
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path):
    made = small_project.make(tmp_path)
    yield made
    made.close()


@pytest.mark.sqlite_only
def test_a_full_disk_under_the_database_is_said_and_what_was_kept_stays(project):
    project.code("ex-do-1-0", "th-heard")
    with project.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        big = [Source(f"so-{n}", "x" * 4000, "txt", 1) for n in range(50)]
        connection.rollback()
        with pytest.raises(NarrativeError, match="disk is full: nothing was changed"):  # noqa: SIM117
            with project.store.writing() as writer:
                writer.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
                project.store.add(writer, big)
    again = Project.open(project.folder)
    assert len(again.codings().query("coder == 'human:tester'")) == 1 and again.check_trail() == []
    again.close()


@pytest.mark.sqlite_only
def test_a_limit_on_the_size_of_files_is_said_in_words(project):
    project.close()
    code = f"""
import resource, signal
from lif_narrative.project import Project
from lif_narrative.errors import NarrativeError
project = Project.open({str(project.folder)!r})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    project.code("ex-do-1-0", "th-heard")
except NarrativeError as error:
    print(error)
"""
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "nothing was changed" in told.stdout
    assert Project.open(project.folder).check_trail() == []


@pytest.mark.sqlite_only
def test_a_project_that_may_only_be_read_is_read_and_refuses_to_change(project):
    project.close()
    url = f"sqlite:///file:{project.folder / 'project.sqlite'}?mode=ro&uri=true"
    given = Project(project.folder, Store(url), "human:reader")
    assert len(given.excerpts()) > 0
    with pytest.raises(NarrativeError, match="only be read"):
        given.code("ex-do-1-0", "th-heard")
    given.close()


@pytest.mark.sqlite_only
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs to act as another user")
def test_somebody_without_rights_to_the_folder_is_told_so(project):
    project.close()
    place = Path(tempfile.mkdtemp(prefix="lif-"))
    try:
        for file in project.folder.glob("project.sqlite"):
            shutil.copy(file, place)
            os.chmod(place / file.name, 0o444)
        os.chmod(place, 0o555)
        told = subprocess.run([sys.executable, "-c", AS_NOBODY, place / "project.sqlite"], cwd=ROOT,
                              capture_output=True, text=True, check=False)  # fmt: skip
        assert "rights" in told.stdout and "Traceback" not in told.stderr, told.stderr[-300:]
    finally:
        shutil.rmtree(place)


def test_a_clock_that_is_set_back_breaks_no_order(project, monkeypatch):
    project.code("ex-do-1-0", "th-heard")
    monkeypatch.setattr(events, "now", lambda: "2001-01-01T00:00:00.000000+00:00")
    project.reject("ex-do-1-0", "th-heard", "on second thoughts")
    monkeypatch.undo()
    project.code("ex-do-1-1", "th-heard")
    trail = project.store.read(Event)
    assert [event.position for event in trail] == list(range(1, len(trail) + 1))
    assert events.faults(trail) == []
    mine = project.codings().query("coder == 'human:tester' and excerpt_id == 'ex-do-1-0'")
    assert mine["score"].tolist() == [0.0]


def test_a_database_that_cannot_be_reached_is_said_in_words(tmp_path):
    with pytest.raises(NarrativeError, match="could not be reached"):
        Project.open("postgresql://nobody@127.0.0.1:9/none", folder=tmp_path / "p")


@pytest.mark.slow
def test_a_lost_connection_changes_nothing_and_the_next_act_goes_through(postgres, tmp_path):
    project = Project.open(postgres.database("lost"), folder=tmp_path / "p", actor="human:lead")
    with pytest.raises(NarrativeError, match="nothing was changed"):  # noqa: SIM117
        with project.store.writing() as connection:
            project.store.put(connection, Source("so-1", "a", "txt", 1))
            mine = connection.execute(sa.text("SELECT pg_backend_pid()")).scalar()
            with project.store.engine.connect() as other:
                other.execute(sa.text(f"SELECT pg_terminate_backend({mine})"))
            events.append(project.store, connection, "human:lead", "took", "so-1")
    assert project.sources().empty and project.check_trail() == []
    project.add_user("anne", "administrator", "three plain words")
    assert project.sign_in("anne", "three plain words").users()["name"].tolist() == ["anne"]
    project.close()


@pytest.mark.parametrize("meanwhile", ["changed", "gone"])
def test_a_file_that_changes_or_goes_while_it_is_read_is_set_aside_and_the_others_are_taken(
    tmp_path, monkeypatch, meanwhile
):
    """What the vault keeps is what was hashed and read, so a half-written version is never kept."""
    from lif_narrative import intake
    from lif_narrative.ingest.read import read_all

    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "still.txt").write_text("The social worker visited on time.", encoding="utf-8")
    (folder / "moving.txt").write_text("The first version of the note.", encoding="utf-8")

    def reads(paths, progress=None):
        for path, reading in read_all(paths, progress=progress):
            if path.name == "moving.txt" and meanwhile == "changed":
                path.write_text("The second version of the note.", encoding="utf-8")
            elif path.name == "moving.txt":
                path.unlink()
            yield path, reading

    monkeypatch.setattr(intake, "read_all", reads)
    project = Project.open(tmp_path / "project")
    report = project.ingest(folder)
    assert [Path(path).name for path in report.taken["path"]] == ["still.txt"]
    assert report.set_aside["reason"].tolist() == [intake.CHANGED]
    project.close()
