"""What is forgotten is gone: from the vault, the record, the derived files, and every backup."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from results import record

from lif_narrative import erasing, events
from lif_narrative.deidentify import ring, sealing
from lif_narrative.deidentify.travel import Keys
from lif_narrative.deidentify.vault import Vault
from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project
from lif_narrative.records import Event
from lif_narrative.restoring import restore
from lif_narrative.sealedfile import Opener

pytestmark = pytest.mark.slow
WORDS = Opener(passphrase="three plain words")
FORM = """Audit return: supervision, autumn 2026

Case number TAR-2040117

Child: Reuben Oakeshott

Was the plan used?

The plan was short and Reuben had a copy of his own. Nobody wrote down what he said about moving house.
"""
OTHER = """Audit return: supervision, autumn 2026

Case number TAR-3050228

Child: Ottilie Farrant

Was the plan used?

Ottilie chose who came to the meeting. She sat beside Reuben Oakeshott at school and spoke of him.
"""
TABLE = (
    "Case number,Child,What helped?\n"
    "TAR-2040117,Reuben Oakeshott,he liked the walks along the canal with his worker\n"
    "TAR-3050228,Ottilie Farrant,she was asked before anything was decided about her\n"
)


@pytest.fixture(scope="module", autouse=True)
def quick_hashing():
    """Argon2 at its cheapest."""
    patch = pytest.MonkeyPatch()
    patch.setattr(sealing, "ARGON2", {"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    patch.setattr(sealing, "COSTS", (sealing.ARGON2,))
    yield
    patch.undo()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two children: a form each, and a table that holds both; coded, told, noted, exported."""
    folder = tmp_path_factory.mktemp("made")
    files = folder / "files"
    files.mkdir()
    (files / "one.txt").write_text(FORM, encoding="utf-8")
    (files / "two.txt").write_text(OTHER, encoding="utf-8")
    (files / "feedback.csv").write_text(TABLE, encoding="utf-8")
    project = Project.open(folder / "project", actor="human:lead")
    project.ingest(files)
    project.run(upto="segment")
    project.adopt(pd.DataFrame([{"id": "th-1", "name": "Asked", "definition": "Children are asked."}]))
    theme = "th-1"
    for excerpt in project.excerpts()["id"]:
        project.code(excerpt, theme)
    _tell(project, theme)
    project.close()
    return folder


def _tell(project, theme):
    """A story kept by hand: a block on each child, and one on both."""
    from lif_narrative.records import Block, Evidence, Story

    rows = project.excerpts()
    first, second = (rows.loc[rows["case"] == case] for case in cases(project))
    blocks = [
        Block(f"b{n}", "claim", "works", f"It is said: {r['text'].iloc[0]}", theme,
              (Evidence(r["id"].iloc[0]),))
        for n, r in enumerate((first, second))
    ]  # fmt: skip
    both = (Evidence(first["id"].iloc[0]), Evidence(second["id"].iloc[0]))
    blocks.append(Block("b2", "claim", "works", "Both were asked.", theme, both))
    with project.store.writing() as connection:
        project.store.put(connection, Story("st-1", "A story", "Were they asked?", "", 1, tuple(blocks)))


def cases(project):
    """The labels of the two children's cases, Reuben's first."""
    texts = project.documents().set_index("id")
    mine = texts[texts["text"].str.contains("what he said about moving")]["case"].iloc[0]
    other = texts[texts["text"].str.contains("chose who came")]["case"].iloc[0]
    assert mine and other and mine != other
    return mine, other


@pytest.fixture
def project(made, tmp_path, twin):
    opened = Project.open(twin(made / "project", tmp_path / "project"), actor="human:lead")
    yield opened
    opened.close()


def everything(folder):
    return b"".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


def test_a_case_goes_from_every_table_and_file_and_the_other_stays(project):
    mine, other = cases(project)
    kept = project.excerpts().query("case == @other")["id"].tolist()
    gone = set(project.excerpts().query("case == @mine")["id"])
    told = project.forget_case(mine, "asked for by the family")
    assert told.documents == 2 and told.excerpts == len(gone) > 0 and told.stories == ("st-1",)
    assert set(project.documents()["case"]) == {other}
    assert project.excerpts()["id"].tolist() == kept
    assert not gone & set(project.codings()["excerpt_id"])
    data = everything(project.folder)
    assert b"about moving house" not in data and b"along the canal" not in data
    assert b"decided about her" in data or not project.store.is_sqlite


def test_a_tombstone_stays_and_the_chain_holds(project):
    mine, _ = cases(project)
    project.forget_case(mine, "asked for by the family")
    last = project.events().iloc[-1]
    assert (last["verb"], last["object"], last["reason"]) == (
        "forgot",
        f"case {mine}",
        "asked for by the family",
    )
    assert json.loads(last["before"])["documents"] == 2
    assert project.check_trail() == []


def test_a_story_shows_what_it_rested_on_as_withdrawn(project):
    mine, other = cases(project)
    project.forget_case(mine, "asked for by the family")
    blocks = project.stories()["blocks"][0]
    assert blocks[0]["text"] == erasing.WITHDRAWN and blocks[0]["evidence"] == []
    assert "decided about her" in blocks[1]["text"] or "chose who came" in blocks[1]["text"]
    assert blocks[2]["text"] == f"Both were asked. {erasing.WITHDRAWN}" and len(blocks[2]["evidence"]) == 1


def test_originals_that_held_the_case_are_gone_and_the_other_child_is_still_redacted_anew(project):
    mine, other = cases(project)
    before = project.documents().query("case == @other").set_index("id")["text"].to_dict()
    project.forget_case(mine, "asked for by the family")
    assert len(project.vault.ids("original")) == 1
    project.run(upto="segment")
    after = project.documents().set_index("id")["text"].to_dict()
    assert set(after) == set(before)
    assert not any("Reuben" in text or "Oakeshott" in text for text in after.values())


def test_forgetting_both_leaves_nothing_of_the_shared_file(project):
    for case in cases(project):
        project.forget_case(case, "the audit is over")
    assert project.documents().empty and project.sources().empty
    assert project.vault.ids("original") == project.vault.ids("document") == []


def test_a_source_is_forgotten_and_the_others_stay(project):
    source = project.sources().query("format == 'csv'")["id"].iloc[0]
    project.forget_source(source, "taken in by mistake")
    assert source not in set(project.sources()["id"]) and len(project.documents()) == 2
    with pytest.raises(NarrativeError, match="no source"):
        project.forget_source(source, "again")


def test_forgetting_asks_for_a_reason_and_for_something_that_is_there(project):
    with pytest.raises(NarrativeError, match="why"):
        project.forget_case(cases(project)[0], " ")
    with pytest.raises(NarrativeError, match="no case"):
        project.forget_case("N99", "x")


def test_a_file_can_be_taken_in_again_after_its_source_was_forgotten(project, made):
    source = project.sources().query("format == 'csv'")["id"].iloc[0]
    project.forget_source(source, "taken in by mistake")
    project.ingest(made / "files" / "feedback.csv")
    again = Project.open(project.folder)
    assert source in set(again.sources()["id"]) and again.original(source)
    again.close()


# Backups that were made before


@pytest.fixture
def before(project, tmp_path):
    """A backup and a copy of the keys from before the forgetting, and the case that is then forgotten."""
    project.backup(tmp_path / "old.lif", WORDS)
    project.copy_keys(tmp_path / "old keys", WORDS)
    mine, other = cases(project)
    project.forget_case(mine, "asked for by the family")
    return mine, other


def check_forgotten(back, mine, other):
    assert set(back.documents()["case"]) == {other}
    assert b"about moving house" not in everything(back.folder)
    assert back.events()["verb"].tolist()[-2:] == ["forgot", "restored"] and back.check_trail() == []
    for source in back.vault.ids("original"):
        assert b"Reuben had a copy" not in back.vault.get("original", source)
    back.run(upto="segment")
    assert set(back.documents()["case"]) == {other}


def test_an_older_backup_beside_the_live_vault_brings_nothing_back(project, before, tmp_path):
    back = Project.open(restore(tmp_path / "old.lif", tmp_path / "again", opener=WORDS), actor="human:lead")
    check_forgotten(back, *before)
    back.close()


def test_an_older_backup_with_todays_keys_on_another_machine_brings_nothing_back(project, before, tmp_path):
    project.copy_keys(tmp_path / "keys", WORDS)
    place = tmp_path / "machine" / "p"
    back = Project.open(restore(tmp_path / "old.lif", place, opener=WORDS, keys=tmp_path / "keys"))
    check_forgotten(back, *before)
    assert any(b"Ottilie" in back.vault.get("original", source) for source in back.vault.ids("original"))
    back.close()


def test_a_backup_made_since_knows_what_was_forgotten_even_with_older_keys(project, before, tmp_path):
    project.backup(tmp_path / "new.lif", WORDS)
    place = tmp_path / "machine" / "p"
    back = Project.open(restore(tmp_path / "new.lif", place, opener=WORDS, keys=tmp_path / "old keys"))
    assert set(back.documents()["case"]) == {before[1]}
    assert not any(b"moving house" in back.vault.get("original", s) for s in back.vault.ids("original"))
    back.close()


def test_no_key_that_is_left_opens_what_was_forgotten(project, before, tmp_path):
    """The attack: every item of the old backup, tried with every key of the live vault."""
    old = tmp_path / "attack"
    from lif_narrative.unpacking import unpack

    unpack(tmp_path / "old.lif", old, WORDS)
    live = Vault.open(project.vault_folder)
    sealed = (old / "vault" / "keys.sealed").read_bytes()
    for label in (f"keys {live.id} {n}" for n in range(5)):
        with pytest.raises(NarrativeError):
            sealing.unseal(live.ring.key, sealed, label)
    opened, closed = [], 0
    for path in sorted((old / "vault" / "items").glob("*/*")):
        owners, box = live._opened(path, path.parent.name)[1:]
        try:
            opened.append(sealing.unseal(live._item_key(owners), box, f"{path.parent.name}/{path.name}"))
        except NarrativeError:
            closed += 1
    told = {"opened of the forgotten": sum(b"moving house" in data or b"canal" in data for data in opened)}
    record("forgetting", items=len(opened) + closed, forgotten=closed, **told)
    assert opened and closed and not any(b"moving house" in data or b"canal" in data for data in opened)


def test_without_the_keys_a_restore_is_refused_or_brings_the_record_alone(project, before, tmp_path):
    place = tmp_path / "machine" / "p"
    place.parent.mkdir()
    moved = (tmp_path / "old.lif").rename(place.parent / "old.lif")
    with pytest.raises(NarrativeError, match="--keys"):
        restore(moved, place, opener=WORDS)
    back = Project.open(restore(moved, place, opener=WORDS, without_keys=True))
    with pytest.raises(NarrativeError, match="vault"):
        back.vault  # noqa: B018
    assert len(back.excerpts()) > 0
    back.close()


def test_the_copy_of_the_keys_is_replaced_and_says_when_it_is_out_of_date(project, tmp_path):
    project.copy_keys(tmp_path / "keys", WORDS)
    first = Keys.read(tmp_path / "keys", WORDS, None)
    told = project.forget_case(cases(project)[0], "asked for by the family")
    assert told.copy_keys and "Replace the copy" in str(told)
    project.copy_keys(tmp_path / "keys", WORDS)
    second = Keys.read(tmp_path / "keys", WORDS, None)
    assert second.ring.key != first.ring.key and len(second.owners) < len(first.owners)
    with pytest.raises(NarrativeError, match="apart"):
        project.copy_keys(project.folder / "keys", WORDS)


# Cut short


@pytest.mark.parametrize("at", ["key", "rows"])
def test_a_forgetting_that_was_cut_short_is_finished_when_the_vault_is_opened(project, monkeypatch, at):
    mine, other = cases(project)
    where = {"key": "deidentify.vault.Vault._finish", "rows": "forgetting._erase"}[at]

    assert project.vault.ring.forgotten == ()

    def cut(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(f"lif_narrative.{where}", cut)
        project.forget_case(mine, "asked for by the family")
    project.close()
    again = Project.open(project.folder)
    assert all(entry.done for entry in again.vault.ring.forgotten)
    assert set(again.documents()["case"]) == {other}
    assert events.faults(again.store.read(Event)) == []
    again.close()


def test_a_ring_that_was_written_over_leaves_nothing_of_the_one_before(tmp_path):
    key = sealing.new_key()
    ring.keep(tmp_path, key, ring.Ring(sealing.new_key()))
    ring.keep(tmp_path, key, ring.Ring(sealing.new_key(), 2))
    assert [p.name for p in tmp_path.iterdir()] == [ring.FILE]
    assert ring.load(tmp_path, key).generation == 2


def test_a_ring_whose_writing_was_cut_short_before_it_was_in_place_is_kept(tmp_path):
    key = sealing.new_key()
    ring.keep(tmp_path, key, ring.Ring(sealing.new_key(), 7))
    (tmp_path / f".{ring.FILE}.old").hardlink_to(tmp_path / ring.FILE)
    ring.sweep(tmp_path)
    assert ring.load(tmp_path, key).generation == 7
    assert [p.name for p in tmp_path.iterdir()] == [ring.FILE]
