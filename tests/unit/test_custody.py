"""Subject access, retention dates, views of originals, the lock of the vault, and the trail in words."""

from __future__ import annotations

import contextlib
import csv
import json
import shutil
import stat
import subprocess
import sys
import types
import zipfile

import docx
import pytest
from results import record

from lif_narrative import events
from lif_narrative.deidentify import sealing
from lif_narrative.deidentify.locks import Lock
from lif_narrative.deidentify.vault import Vault
from lif_narrative.errors import NarrativeError, VaultLocked
from lif_narrative.project import Project
from lif_narrative.records import Event
from lif_narrative.retention import months_after
from lif_narrative.tales import tale

FORM = """Audit return: supervision, autumn 2026

Case number TAR-2040117

Child: Reuben Oakeshott

Was the plan used?

The plan was short and Reuben had a copy of his own. Nobody wrote down what he said about moving house.
"""


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
    folder = tmp_path_factory.mktemp("made")
    (folder / "return.txt").write_text(FORM, encoding="utf-8")
    opened = Project.open(folder / "project", actor="human:lead")
    opened.ingest(folder / "return.txt")
    opened.run(upto="segment")
    opened.close()
    return folder


@pytest.fixture
def project(made, tmp_path, twin):
    opened = Project.open(twin(made / "project", tmp_path / "project"), actor="human:lead")
    yield opened
    opened.close()


def case_of(project):
    return project.documents()["case"].iloc[0]


def verbs(project):
    return project.events()["verb"].tolist()


def test_all_that_is_held_on_a_case_is_gathered_and_the_view_told(project, tmp_path):
    case = case_of(project)
    place = project.subject_access(case, tmp_path / "answer")
    original = next((place / "originals").iterdir())
    assert original.name.startswith("return (") and "moving house" in original.read_text("utf-8")
    assert "moving house" in next((place / "documents").iterdir()).read_text("utf-8")
    assert f"held on {case}" in (place / "READ ME.txt").read_text("utf-8")
    assert verbs(project)[-1] == "viewed original"
    assert [e["verb"] for e in json.loads((place / "trail.json").read_text("utf-8"))] == ["took"]
    with zipfile.ZipFile(project.subject_access(case, tmp_path / "answer.zip")) as box:
        assert {name.split("/")[0] for name in box.namelist()} >= {"originals", "documents", "READ ME.txt"}


def test_subject_access_to_nothing_or_over_something_is_refused(project, tmp_path):
    with pytest.raises(NarrativeError, match="Nothing is held"):
        project.subject_access("N99", tmp_path / "answer")
    with pytest.raises(NarrativeError, match="Name a case"):
        project.subject_access("", tmp_path / "answer")
    with pytest.raises(NarrativeError, match="exists"):
        project.subject_access(case_of(project), tmp_path)
    assert not (tmp_path / "answer").exists()


def test_originals_that_are_out_of_reach_are_not_called_gone(made, tmp_path, twin):
    folder = twin(made / "project", tmp_path / "project")
    with contextlib.closing(Project.open(folder)) as project:
        project.vault_folder.rename(tmp_path / "away")
    with contextlib.closing(Project.open(folder)) as project:
        with pytest.raises(VaultLocked, match="not at"):
            project.subject_access(case_of(project), tmp_path / "answer")
    assert not (tmp_path / "answer").exists()


def test_retention_dates_come_from_the_house_rule_and_from_people(project):
    assert project.retention()["basis"].tolist() == ["no rule", "no rule"]
    (project.folder / "lif.toml").write_text("[retention]\nmonths = 24\n", encoding="utf-8")
    told = project.retention().set_index("kind")
    assert not told["is_due"].any() and told.loc["case", "due"] == told.loc["source", "due"]
    assert project.retention("2099-01-01")["is_due"].all()
    project.keep_until("case", case_of(project), "2026-01-31", "the audit is over")
    told = project.retention().set_index("kind")
    assert told.loc["case", "basis"] == "set by human:lead" and told.loc["case", "is_due"]
    last = project.events().iloc[-1]
    assert (last["verb"], last["after"]) == ("set retention", "2026-01-31")
    assert "audit is over" not in str(project.events().to_dict())
    for wrong in (("case", "N99", "2026-01-31"), ("child", "x", "2026-01-31"), ("case", "", "2026-01-31")):
        with pytest.raises(NarrativeError):
            project.keep_until(*wrong)
    with pytest.raises(NarrativeError, match="no date"):
        project.keep_until("case", case_of(project), "31/1/2026")


def test_a_method_may_have_a_shorter_rule(project):
    rule = '[retention]\nmonths = 24\n[retention.methods]\n"single-agency audit" = 1\n'
    (project.folder / "lif.toml").write_text(rule, encoding="utf-8")
    method = project.sources()["method"].iloc[0]
    assert project.retention()["due"].nunique() == 1 and method == "single-agency audit"
    assert project.retention()["due"].iloc[0] < "2027-06"


def test_a_house_rule_that_does_not_exist_is_named(project):
    (project.folder / "lif.toml").write_text("[retention]\nyears = 2\n", encoding="utf-8")
    with pytest.raises(NarrativeError, match="years"):
        project.retention()


@pytest.mark.parametrize(("day", "months", "then"), [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-11-30", 3, "2027-02-28"),
    ("2026-12-15", 12, "2027-12-15"),
])  # fmt: skip
def test_months_end_where_months_end(day, months, then):
    from datetime import date

    assert months_after(date.fromisoformat(day), months).isoformat() == then


def test_seeing_an_original_is_told(project):
    source = project.sources()["id"].iloc[0]
    assert b"moving house" in project.original(source)
    assert project.events().iloc[-1]["object"] == source and verbs(project)[-1] == "viewed original"


# Where the vault is, and what opens it


@pytest.mark.sqlite_only
def test_the_vault_lies_beside_the_project_and_a_copy_of_the_folder_works_without_it(project, tmp_path):
    assert project.vault_folder == tmp_path / "project.vault"
    (tmp_path / "away").mkdir()
    copied = shutil.copytree(project.folder, tmp_path / "away" / "p")
    given = Project.open(copied)
    assert len(given.excerpts()) and given.run(upto="segment").manifest["done"] == []
    with pytest.raises(VaultLocked):
        given.vault  # noqa: B018
    given.close()


def test_the_vault_may_lie_elsewhere(project, tmp_path, monkeypatch):
    place = project.vault_folder.rename(tmp_path / "safe")
    for opened in (Project.open(project.folder, vault=place), _with_rule(project, place)):
        assert opened.vault.ids("original")
        opened.close()
    (project.folder / "lif.toml").unlink()
    monkeypatch.setenv("LIF_VAULT", str(place))
    assert Project.open(project.folder).vault.ids("original")


def _with_rule(project, place):
    (project.folder / "lif.toml").write_text(f'[vault]\nfolder = "{place}"\n', encoding="utf-8")
    return Project.open(project.folder)


def test_another_projects_vault_is_refused(project, tmp_path):
    Vault.create(tmp_path / "other")
    with pytest.raises(VaultLocked, match="another project"):
        Project.open(project.folder, vault=tmp_path / "other").vault  # noqa: B018


def test_the_lock_is_changed_and_the_one_before_opens_no_more(project, tmp_path):
    project.relock(Lock(passphrase="three plain words"))
    assert not (project.vault_folder / "key").exists()
    with pytest.raises(VaultLocked, match="passphrase"):
        Project.open(project.folder).vault  # noqa: B018
    assert Project.open(project.folder, passphrase="three plain words").vault.ids("original")
    project.relock(Lock(key_file=tmp_path / "stick" / "key"))
    assert stat.S_IMODE((tmp_path / "stick" / "key").stat().st_mode) == 0o600
    with pytest.raises(VaultLocked):
        Project.open(project.folder, passphrase="three plain words").vault  # noqa: B018
    assert Project.open(project.folder, lock=Lock(key_file=tmp_path / "stick" / "key")).vault.ids("original")


def test_the_systems_keyring_may_hold_the_key(project, monkeypatch):
    held = {}
    ring = types.ModuleType("keyring")
    ring.set_password = lambda service, name, key: held.update({(service, name): key})
    ring.get_password = lambda service, name: held.get((service, name))
    monkeypatch.setitem(sys.modules, "keyring", ring)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: ring)
    project.relock(Lock(keyring=True))
    assert Project.open(project.folder).vault.ids("original")
    held.clear()
    with pytest.raises(VaultLocked, match="keyring"):
        Project.open(project.folder).vault  # noqa: B018


# The trail


@pytest.mark.sqlite_only
def test_each_kind_of_tampering_is_found_in_the_database_itself(project):
    import sqlite3

    head = events.head(project.store)
    printed = f"{head[0]}:{head[1][:12]}"
    assert project.check_trail(printed) == []
    project.close()
    forgeries = {
        "changed": "UPDATE events SET reason = 'other' WHERE position = 2",
        "removed": "DELETE FROM events WHERE position = 2",
        "inserted": "INSERT INTO events SELECT position + 100, at, actor, verb, object, before, after, "
        "reason, previous, hash FROM events WHERE position = 2",
        "reordered": "UPDATE events SET position = -position WHERE position IN (2, 3); "
        "UPDATE events SET position = 5 + position WHERE position < 0",
        "cut": "DELETE FROM events WHERE position = (SELECT max(position) FROM events)",
    }
    whole = (project.folder / "project.sqlite").read_bytes()
    for name, forgery in forgeries.items():
        (project.folder / "project.sqlite").write_bytes(whole)
        for left in project.folder.glob("project.sqlite-*"):
            left.unlink()
        raw = sqlite3.connect(project.folder / "project.sqlite")
        raw.executescript("DROP TRIGGER events_no_update; DROP TRIGGER events_no_delete; " + forgery)
        raw.close()
        found = Project.open(project.folder)
        assert found.check_trail(printed), name
        assert name == "cut" or any(" 2 " in f or " 3 " in f or "102" in f for f in found.check_trail()), name
        found.close()
    record("tampering", tried=len(forgeries), found=len(forgeries))


def test_a_head_that_is_none_is_refused_in_words(project):
    for wrong in ("17", "x:abcdef12", "3:abc", "3:zzzzzzzzzz"):
        with pytest.raises(NarrativeError, match="COUNT:HASH"):
            project.check_trail(wrong)


def test_the_trail_reads_as_prose_in_word_markdown_and_as_a_table(project, tmp_path):
    project.adopt(_book())
    excerpt = project.excerpts()["id"].iloc[0]
    project.code(excerpt, "th-1", "=he was asked")
    pages = {ending: project.trail(tmp_path / f"trail.{ending}") for ending in ("docx", "md", "csv")}
    line = f"lead put excerpt {excerpt} under the theme “Asked”, because: =he was asked."
    assert any(line in p.text for p in docx.Document(str(pages["docx"])).paragraphs)
    told = pages["md"].read_text("utf-8")
    assert "took in a single-agency audit source" in told and "lif verify --log --head" in told
    rows = list(csv.DictReader(pages["csv"].read_text("utf-8-sig").splitlines()))
    assert rows[-1]["verb"] == "exported" and any(row["reason"] == "'=he was asked" for row in rows)
    assert verbs(project)[-3:] == ["exported"] * 3
    with pytest.raises(NarrativeError):
        project.trail(tmp_path / "trail.pdf")


def _book():
    import pandas as pd

    return pd.DataFrame([{"id": "th-1", "name": "Asked", "definition": "Children are asked."}])


def test_a_role_and_an_unknown_verb_are_told_too():
    event = Event(1, "2026-10-01T09:00:00+00:00", "human:anne", "sang to", "st-1 b2", "", "", "", "", "")
    assert tale(event, {"human:anne": "reviewer"}) == "anne (reviewer) sang to: st-1 b2."


@pytest.mark.slow
@pytest.mark.sqlite_only
def test_the_commands_say_it_too(project, tmp_path):
    project.close()
    code = "from lif_narrative.cli import main; main()"

    def lif(*arguments):
        told = subprocess.run([sys.executable, "-c", code, *map(str, arguments), "-p", project.folder],
                              capture_output=True, text=True, check=False)  # fmt: skip
        return told.returncode, told.stdout + told.stderr

    assert lif("retention")[0] == 0
    assert lif("verify", "--log")[0] == 0
    assert lif("verify", "--log", "--head", "99:abcdef1234")[0] == 2
    assert lif("forget", "--reason", "x")[0] == 2
    rc, told = lif("forget", "--case", case_of(Project.open(project.folder)), "--reason", "asked for")
    assert rc == 0 and "Forgotten: 1 documents" in told
