"""What the Project screen stands on: settings, backups beside the project, runs in words, the sample."""

from __future__ import annotations

import pytest
import small_project
from argon2 import PasswordHasher

from lif_narrative import run_words, sample
from lif_narrative.access import Refused, passwords
from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project
from lif_narrative.settings import written

WORDS = "three plain words"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setattr(
        passwords, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )
    made = small_project.make(tmp_path)
    yield made
    made.close()


# -- settings


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [("", 24, "[retention]\nmonths = 24\n"),
     ("# ours\n[segment]\nmax_words = 40\n", 24,
      "# ours\n[segment]\nmax_words = 40\n\n[retention]\nmonths = 24\n"),
     ("[retention]\nmonths = 6 # agreed\n[retention.methods]\n\"child feedback\" = 6\n", 9,
      "[retention]\nmonths = 9\n[retention.methods]\n\"child feedback\" = 6\n"),
     ("[retention]\nmonths = 6\n", None, "[retention]\n"), ("", None, "")],
)  # fmt: skip
def test_one_number_is_set_and_every_other_line_stays(before, value, after):
    assert written(before, "retention", "months", value) == after


def test_a_file_that_sets_it_another_way_is_left_to_its_author():
    with pytest.raises(NarrativeError, match="by hand"):
        written("retention.months = 6\n", "retention", "months", 9)


def test_a_setting_counts_from_then_on_and_is_told(project):
    project.set_setting("access.idle_minutes", 20)
    assert project.settings().set_index("key").at["access.idle_minutes", "value"] == 20
    last = project.events().iloc[-1]
    assert (last["verb"], last["object"], last["before"], last["after"]) == (
        "changed setting", "access.idle_minutes", "30", "20")  # fmt: skip
    project.set_setting("access.idle_minutes", 20)
    assert len(project.events()) == 1


@pytest.mark.parametrize(("key", "value"), [("access.idle_minutes", 1), ("vault.folder", 3)])
def test_a_setting_that_cannot_be_is_refused(project, key, value):
    with pytest.raises(NarrativeError):
        project.set_setting(key, value)


def test_when_a_sitting_ends_is_set_by_an_administrator_alone(project):
    project.add_user("anne", "administrator", WORDS)
    project.sign_in("anne", WORDS).add_user("lee", "quality lead", WORDS)
    lee = project.sign_in("lee", WORDS)
    lee.set_setting("retention.months", 12)
    with pytest.raises(Refused):
        lee.set_setting("access.idle_minutes", 240)


# -- backups


@pytest.fixture
def held(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    (files / "note.md").write_text("# Case: T1\n\nShe was seen alone on every visit.\n", encoding="utf-8")
    project = Project.open(tmp_path / "audit", "human:tester")
    project.ingest(files)
    yield project
    project.close()


@pytest.mark.parametrize("phrase", ["", "four plain words here"])
def test_a_backup_is_made_beside_the_project_listed_and_checked(held, phrase):
    file = held.back_up_here(phrase)
    assert file.parent.name == "audit.backups" and file.parent.parent == held.folder.resolve().parent
    (row,) = held.backups().to_dict("records")
    assert (row["name"], row["opens_by"]) == (file.name, "passphrase" if phrase else "vault")
    told = held.check_backup(file.name, phrase)
    assert told["events"] == len(held.events()) - 2 and told["vault"]
    assert held.events()["verb"].tolist()[-2:] == ["backed up", "checked backup"]


def test_a_changed_byte_and_another_passphrase_are_told(held):
    file = held.back_up_here("four plain words here")
    with pytest.raises(NarrativeError, match="passphrase is another one"):
        held.check_backup(file.name, "some other words")
    data = bytearray(file.read_bytes())
    data[-40] ^= 1
    file.write_bytes(data)
    with pytest.raises(NarrativeError, match="damaged"):
        held.check_backup(file.name, "four plain words here")


@pytest.mark.parametrize("name", ["../audit/project.sqlite", "none.lifbackup", "", "/etc/passwd"])
def test_no_other_file_can_be_named(held, name):
    with pytest.raises(NarrativeError, match="no backup of this name"):
        held.check_backup(name)


# -- passwords for now


def test_a_temporary_password_opens_the_account_and_is_kept_nowhere(project):
    project.add_user("anne", "administrator", WORDS)
    chief = project.sign_in("anne", WORDS)
    password = chief.add_user_for_now("bo", "reviewer")
    assert project.sign_in("bo", password).role == "reviewer"
    again = chief.set_password_for_now("bo")
    assert again != password and project.sign_in("bo", again)
    with pytest.raises(Refused):
        project.sign_in("bo", password)
    told = chief.events().to_csv()
    assert password not in told and again not in told


def test_temporary_passwords_are_long_and_never_the_same():
    made = {passwords.temporary("bo") for _ in range(500)}
    assert len(made) == 500 and all(len(word) == 19 and "bo" not in word for word in made)


# -- runs


def a_run(n, seed=0, settings=None, rows=5, out="x"):
    step = {"id": f"s{n}", "step": "segment", "manifest": {"rows": {"Excerpt": rows}}, "finished": f"{n}",
            "seconds": 1.0, "inputs": "i"}  # fmt: skip
    manifest = {"seed": seed, "settings": settings or {}, "version": "1", "models": {"coder": "a"},
                "steps": {"segment": {"run": f"s{n}", "outputs": out}}, "done": ["segment"]}  # fmt: skip
    return [step, {"id": f"r{n}", "step": "run upto segment", "manifest": manifest, "finished": f"{n}b",
                   "seconds": 1.0, "inputs": "i"}]  # fmt: skip


def told(*runs):
    import pandas as pd

    rows = run_words.whole(pd.DataFrame([row for run in runs for row in run]))
    return run_words.between(rows[1], rows[0])


def test_two_runs_alike_have_nothing_to_tell():
    assert told(a_run(1), a_run(2)) == ([], [])


def test_what_changed_between_two_runs_is_told_in_words():
    into, out = told(a_run(1), a_run(2, seed=7, settings={"segment": {"max_words": 40}}, rows=9, out="y"))
    assert into == ["The number that chance starts from was 0 and is 7.",
                    "The setting max_words of “the excerpts” was not set and is 40."]  # fmt: skip
    assert out == ["Excerpts: 5 before, 9 after.", "The excerpts came out otherwise."]


# -- the sample


@pytest.mark.sqlite_only
def test_the_sample_never_takes_the_place_of_a_project_of_ones_own(tmp_path):
    usual = tmp_path / "ours"
    assert sample.place_of(str(usual)) == tmp_path / "ours-sample"
    Project.open(tmp_path / "ours-sample").close()  # an empty one can be filled
    assert sample.place_of(str(usual)) == tmp_path / "ours-sample"
    small_project.make(tmp_path).close()
    (tmp_path / "small").rename(tmp_path / "theirs-sample")
    assert sample.place_of(str(tmp_path / "theirs")) == tmp_path / "theirs-sample-2"
    (tmp_path / "mine-sample").mkdir()
    (tmp_path / "mine-sample" / "letter.txt").write_text("mine")
    assert sample.place_of(str(tmp_path / "mine")) == tmp_path / "mine-sample-2"


def test_two_runs_of_this_project_are_set_side_by_side_by_their_ids(project):
    with pytest.raises(NarrativeError, match="no run run-none"):
        project.compared("run-none", "run-none")
