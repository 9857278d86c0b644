"""A project that any released version made opens in this one, with all that it held."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from lif_narrative import events, migrate
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import fingerprint
from lif_narrative.project import Project
from lif_narrative.records import Event
from lif_narrative.store import Store

MADE = sorted((Path(__file__).parents[1] / "golden" / "projects").glob("*.zip"))
COUNTED = ("sources", "documents", "excerpts", "codings", "stories", "events", "runs")


@pytest.fixture(params=MADE, ids=lambda path: path.stem)
def old(request, tmp_path):
    """A project as a version wrote it, and what it held."""
    with zipfile.ZipFile(request.param) as box:
        box.extractall(tmp_path / "old")
    return tmp_path / "old" / "project", json.loads(request.param.with_suffix(".json").read_text("utf-8"))


@pytest.mark.sqlite_only
def test_a_project_of_every_released_version_opens_and_holds_what_it_held(old):
    folder, told = old
    project = Project.open(folder, actor="human:lead")
    counted = {name: len(getattr(project, name)()) for name in COUNTED}
    assert counted == {name: told[name] for name in COUNTED}
    assert list(events.head(project.store)) == told["head"] and project.check_trail() == []
    assert fingerprint(project.excerpts()["text"]) == told["excerpts_fingerprint"]
    assert len(project.vault.ids("original")) == told["sources"]
    assert migrate.current(project.store) == migrate.newest()
    project.close()


@pytest.mark.sqlite_only
def test_sqlite_is_copied_before_it_is_migrated(old):
    folder, told = old
    Project.open(folder).close()
    copies = sorted(folder.glob("project-before-*.sqlite"))
    assert len(copies) == 1
    with sqlite3.connect(copies[0]) as raw:
        assert raw.execute("SELECT count(*) FROM events").fetchone() == (told["events"],)
    Project.open(folder).close()
    assert sorted(folder.glob("project-before-*.sqlite")) == copies


@pytest.mark.sqlite_only
def test_a_migration_that_fails_leaves_the_old_version_as_it_was(old, monkeypatch):
    folder, told = old

    def broken(*_):
        raise RuntimeError("cut short")

    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr("lif_narrative.migrate.migrate", broken)
        Project.open(folder)
    assert len(Project.open(folder).events()) == told["events"]


@pytest.mark.slow
def test_postgresql_that_needs_migrating_is_refused_with_the_command(postgres):
    from alembic import command

    store = Store(postgres.database("older"))
    with store.writing() as connection:
        command.upgrade(migrate._config(connection), "0001")
    with pytest.raises(NarrativeError, match="lif init --migrate --project"):
        migrate.upgrade(store)
    assert migrate.current(store) == "0001"
    migrate.migrate(store)
    migrate.upgrade(store)
    assert migrate.is_current(store) and store.read(Event) == []
    store.close()
