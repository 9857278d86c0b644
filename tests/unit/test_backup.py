"""A backup is sealed, is checked before it is trusted, and what comes back is the same."""

from __future__ import annotations

import io
import tarfile

import pytest

from lif_narrative import backup as backups
from lif_narrative import events, sealedfile
from lif_narrative.deidentify import sealing
from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project
from lif_narrative.records import Event
from lif_narrative.restoring import into_database, restore
from lif_narrative.sealedfile import Opener, Sealer, Unsealer

WORDS = Opener(passphrase="three plain words")


@pytest.fixture(scope="module", autouse=True)
def quick_hashing():
    """Argon2 at its cheapest: how dear a passphrase is to guess is not tested here."""
    patch = pytest.MonkeyPatch()
    patch.setattr(sealing, "ARGON2", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    patch.setattr(sealing, "COSTS", (sealing.ARGON2,))
    yield
    patch.undo()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    (folder / "return.txt").write_text("Audit return\n\nThe nurse came twice.\n", encoding="utf-8")
    opened = Project.open(folder / "project", actor="human:test")
    opened.ingest(folder / "return.txt")
    opened.run(upto="segment")
    opened.close()
    return folder


@pytest.fixture
def project(made, tmp_path, twin):
    opened = Project.open(twin(made / "project", tmp_path / "project"), actor="human:test")
    yield opened
    opened.close()


def test_what_comes_back_is_the_same_and_its_vault_opens(project, tmp_path):
    before = project.excerpts()
    project.backup(tmp_path / "copy.lif", WORDS)
    project.copy_keys(tmp_path / "keys", WORDS)
    place = tmp_path / "another machine"
    back = Project.open(restore(tmp_path / "copy.lif", place / "p", opener=WORDS, keys=tmp_path / "keys"))
    assert back.excerpts().equals(before)
    assert back.sources()["paths"].str.endswith("return.txt").all()
    assert events.faults(back.store.read(Event)) == []
    assert back.events()["verb"].tolist()[-1] == "restored"
    back.close()


def test_no_word_of_a_project_stands_in_the_clear_in_its_backup(project, tmp_path):
    data = project.backup(tmp_path / "copy.lif", WORDS).read_bytes()
    assert b"nurse" not in data and b"SQLite" not in data and b"return.txt" not in data


def test_without_a_passphrase_a_backup_opens_where_the_vault_is_and_nowhere_else(project, tmp_path):
    project.backup(tmp_path / "copy.lif")
    (tmp_path / "away").mkdir()
    moved = (tmp_path / "copy.lif").rename(tmp_path / "away" / "copy.lif")
    with pytest.raises(NarrativeError, match="sealed for vault"):
        restore(moved, tmp_path / "away" / "p")
    assert len(Project.open(restore(moved, tmp_path / "again")).excerpts()) == len(project.excerpts())


def test_a_backup_for_a_recipient_opens_with_their_key_alone(project, tmp_path):
    private, public = sealing.pair_of(sealing.new_key())
    project.backup(tmp_path / "copy.lif", Opener(public=public))
    for wrong in (Opener(private=sealing.new_key()), WORDS, Opener()):
        with pytest.raises(NarrativeError):
            restore(tmp_path / "copy.lif", tmp_path / "again", opener=wrong)
    restore(tmp_path / "copy.lif", tmp_path / "again", opener=Opener(private=private))


def test_a_wrong_passphrase_restores_nothing(project, tmp_path):
    project.backup(tmp_path / "copy.lif", WORDS)
    with pytest.raises(NarrativeError, match="nothing was restored"):
        restore(tmp_path / "copy.lif", tmp_path / "again", opener=Opener(passphrase="other"))
    assert not (tmp_path / "again").exists()


def test_a_backup_is_made_while_somebody_writes(project, tmp_path):
    with project.store.writing() as connection:
        events.append(project.store, connection, "human:other", "noted", "x")
        copied = backups._copied(project, tmp_path / "copy.sqlite")
    assert copied.exists()


@pytest.mark.sqlite_only
def test_a_restore_replaces_no_project_unasked_and_a_backup_no_file(project, tmp_path):
    project.backup(tmp_path / "copy.lif", WORDS)
    with pytest.raises(NarrativeError, match="exists"):
        project.backup(tmp_path / "copy.lif", WORDS)
    with pytest.raises(NarrativeError, match="holds a project"):
        restore(tmp_path / "copy.lif", project.folder, opener=WORDS)
    count = len(project.events())
    restore(tmp_path / "copy.lif", project.folder, opener=WORDS, replace=True)
    aside = [p for p in tmp_path.glob("project-before-*") if p.is_dir()]
    assert len(aside) == 1 and len(Project.open(aside[0]).events()) == count


def test_a_restore_leaves_nothing_behind_when_it_is_refused(project, tmp_path):
    data = project.backup(tmp_path / "copy.lif", WORDS).read_bytes()
    (tmp_path / "copy.lif").write_bytes(data[:-1])
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NarrativeError):
        restore(tmp_path / "copy.lif", tmp_path / "again", opener=WORDS)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_path_that_leaves_the_folder_is_refused(tmp_path):
    box = io.BytesIO()
    with tarfile.open(fileobj=box, mode="w") as tar:
        member = tarfile.TarInfo("../evil")
        member.size = 1
        tar.addfile(member, io.BytesIO(b"x"))
    with (tmp_path / "evil.lif").open("wb") as file:
        sealer = Sealer(file, WORDS)
        sealer.write(box.getvalue())
        sealer.finish()
    with pytest.raises(NarrativeError, match="damaged"):
        restore(tmp_path / "evil.lif", tmp_path / "restored", opener=WORDS)
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 200, 250])
def test_a_sealed_file_gives_back_what_went_in_at_every_size(monkeypatch, size):
    monkeypatch.setattr(sealedfile, "PIECE", 100)
    monkeypatch.setattr(sealedfile, "_BOX", 128)
    box, data = io.BytesIO(), bytes(range(size % 256)) * (size // max(size % 256, 1))
    sealer = Sealer(box, WORDS)
    sealer.write(data)
    sealer.finish()
    whole = box.getvalue()
    assert io.BufferedReader(Unsealer(io.BytesIO(whole), WORDS)).read() == data
    for bad in (whole[:-1], whole + b"x", whole + whole[-128:], whole[:-28]):
        with pytest.raises(NarrativeError):
            io.BufferedReader(Unsealer(io.BytesIO(bad), WORDS)).read()


@pytest.mark.slow
def test_a_backup_moves_a_project_into_postgresql_and_out_of_it_again(project, postgres, tmp_path):
    before = project.excerpts()
    project.backup(tmp_path / "copy.lif", WORDS)
    url, place = postgres.database("moved"), restore(tmp_path / "copy.lif", tmp_path / "moved", opener=WORDS)
    into_database(place, url)
    there = Project.open(url, folder=place, actor="human:test")
    assert there.excerpts().equals(before) and there.check_trail() == [] and not there.store.is_sqlite
    assert there.sources()["paths"].str.endswith("return.txt").all()
    with pytest.raises(NarrativeError, match="holds a project"):
        into_database(restore(tmp_path / "copy.lif", tmp_path / "more", opener=WORDS), url)
    there.code(before["id"].iloc[0], _theme(there))
    there.backup(tmp_path / "out.lif", WORDS)
    back = Project.open(restore(tmp_path / "out.lif", tmp_path / "back", opener=WORDS))
    assert back.store.is_sqlite and len(back.codings()) == 1 and back.check_trail() == []
    there.close()
    back.close()


def _theme(project):
    import pandas as pd

    project.adopt(pd.DataFrame([{"id": "th-1", "name": "Asked", "definition": "Children are asked."}]))
    return "th-1"
