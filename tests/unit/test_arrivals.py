"""Files that were read are kept together, and each of them whole or not at all."""

import os
from contextlib import closing

import pytest

from lif_narrative import arrivals
from lif_narrative.arrivals import Arrivals
from lif_narrative.deidentify import files
from lif_narrative.deidentify.items import Item
from lif_narrative.deidentify.vault import Vault
from lif_narrative.project import Project
from lif_narrative.records import Source

SAID = "She came every week. Nobody asked him what he thought."


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "files"
    place.mkdir()
    for number in range(30):
        (place / f"note {number}.txt").write_text(f"Visit {number}. {SAID}", encoding="utf-8")
    (place / "broken.docx").write_bytes(b"PK\x03\x04")
    return place


@pytest.fixture
def kept(monkeypatch):
    """How many were kept at a time."""
    counts: list[int] = []
    keep = Arrivals.keep

    def counted(self: Arrivals) -> None:
        counts.append(len(self.waiting))
        keep(self)

    monkeypatch.setattr(Arrivals, "keep", counted)
    return counts


def test_small_files_share_flushes_and_a_transaction(tmp_path, folder, kept, monkeypatch):
    monkeypatch.setattr(arrivals, "MOST_S", 600.0)
    with closing(Project.open(tmp_path / "project")) as project:
        assert len(project.ingest(folder).taken) == 30
        assert kept == [31]
        assert list(project.events()["verb"]).count("took") == 30


def test_what_waits_is_bound_in_number_in_size_and_in_age(tmp_path, folder, kept, monkeypatch):
    for bound, most in (("MOST_FILES", 10), ("MOST_BYTES", 4000), ("MOST_S", 0.0)):
        kept.clear()
        with monkeypatch.context() as one:
            one.setattr(arrivals, bound, most)
            with closing(Project.open(tmp_path / bound)) as project:
                project.ingest(folder)
        assert len(kept) >= 3 and sum(kept) == 31


def test_an_intake_that_breaks_keeps_whole_files_and_goes_on(tmp_path, folder, monkeypatch):
    monkeypatch.setattr(arrivals, "MOST_FILES", 8)
    calls, flush = [], files._flush

    def third_time(paths):
        calls.append(1)
        if len(calls) > 7:
            raise KeyboardInterrupt
        flush(paths)

    with closing(Project.open(tmp_path / "project")) as project:
        with monkeypatch.context() as one, pytest.raises(KeyboardInterrupt):
            one.setattr(files, "_flush", third_time)
            project.ingest(folder)
        held = project.store.read(Source)
        assert 0 < len(held) < 30
        assert all(project.vault.get("original", source.id) for source in held)
        assert project.check_trail() == []
        assert len(project.ingest(folder).taken) == 30


def test_nothing_of_many_items_is_seen_before_all_are_on_the_disk(tmp_path, monkeypatch):
    vault = Vault.create(tmp_path / "vault")
    vault.put("note", "a", b"the first", source="one")

    def full(_):
        raise OSError("no room")

    items = [Item("note", name, b"the second", "one") for name in "abc"]
    with monkeypatch.context() as one, pytest.raises(OSError, match="no room"):
        one.setattr(files, "_flush", full)
        vault.put_all(items)
    assert vault.ids("note") == ["a"] and vault.get("note", "a") == b"the first"
    assert not [name for _, _, names in os.walk(tmp_path) for name in names if name.startswith(".")]
    vault.put_all(items)
    assert [vault.get("note", name) for name in "abc"] == [b"the second"] * 3


def test_two_writers_of_one_source_seal_under_one_key(tmp_path):
    first = Vault.create(tmp_path / "vault")
    second = Vault.open(tmp_path / "vault")
    first.put_all([Item("note", "a", b"mine", "one")])
    second.put_all([Item("note", "b", b"yours", "one"), Item("note", "c", b"too", "two", ("k",))])
    assert (first.get("note", "b"), second.get("note", "a"), first.get("note", "c")) == (
        b"yours",
        b"mine",
        b"too",
    )
