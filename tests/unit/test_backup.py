"""A backup is checked before it is trusted, and what comes back is the same."""

from __future__ import annotations

import zipfile

import pytest

from lif_narrative import events
from lif_narrative.backup import backup, restore
from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project
from lif_narrative.records import Event


@pytest.fixture
def project(tmp_path):
    (tmp_path / "return.txt").write_text("Audit return\n\nThe nurse came twice.\n", encoding="utf-8")
    opened = Project.open(tmp_path / "project", actor="human:test")
    opened.ingest(tmp_path / "return.txt")
    opened.run(upto="segment")
    yield opened
    opened.close()


def test_what_comes_back_is_the_same_and_its_vault_opens(project, tmp_path):
    before = project.excerpts()
    backup(project, tmp_path / "copy.lif")
    back = Project.open(restore(tmp_path / "copy.lif", tmp_path / "restored"))
    assert back.excerpts().equals(before)
    assert back.sources()["paths"].str.endswith("return.txt").all()
    assert events.faults(back.store.read(Event)) == []


@pytest.mark.slow
def test_one_flipped_byte_anywhere_is_refused_and_nothing_is_replaced(project, tmp_path):
    good = backup(project, tmp_path / "copy.lif").read_bytes()
    for place in range(40, len(good) - 100, len(good) // 12):
        (tmp_path / "bad.lif").write_bytes(good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :])
        try:
            restore(tmp_path / "bad.lif", tmp_path / f"at-{place}")
        except NarrativeError as error:
            assert "nothing was restored" in str(error)
            assert not (tmp_path / f"at-{place}" / "project.sqlite").exists()
        else:  # a byte of the zip's own bookkeeping that carries nothing: then all must be as it was
            assert len(Project.open(tmp_path / f"at-{place}").excerpts()) == len(project.excerpts())


def test_a_restore_replaces_no_project_and_a_backup_no_file(project, tmp_path):
    backup(project, tmp_path / "copy.lif")
    with pytest.raises(NarrativeError, match="exists"):
        backup(project, tmp_path / "copy.lif")
    with pytest.raises(NarrativeError, match="holds a project"):
        restore(tmp_path / "copy.lif", project.folder)


def test_a_path_that_leaves_the_folder_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "evil.lif", "w") as box:
        box.writestr("manifest.json", '{"files": {"../evil": "00"}, "events": 0, "head": ""}')
        box.writestr("../evil", "x")
    with pytest.raises(NarrativeError, match="damaged"):
        restore(tmp_path / "evil.lif", tmp_path / "restored")
    assert not (tmp_path / "evil").exists()
