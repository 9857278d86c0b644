"""The one door: what it takes, what it refuses in words, and what a second run does."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from lif_narrative.errors import NarrativeError, ProjectBusy
from lif_narrative.project import Project

ROOT = Path(__file__).resolve().parents[2]
RETURN = """Audit return: supervision, autumn 2026

Case number TAR-2040117

Was the plan used?

The plan was short and Reuben had his own copy. Nobody wrote down what he said about moving.

Who knew him?

One worker stayed for three years and he rings her still.
"""
REPLIES = "Form,What helped?,What did not?\n1,she came back every week,n/a\n2,see above,nobody asked my dad\n"


@pytest.fixture
def study(tmp_path) -> Path:
    """Three files: a return, replies, and one that cannot be read."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "supervision C4.txt").write_text(RETURN, encoding="utf-8")
    (folder / "children's feedback.csv").write_text(REPLIES, encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 cut short")
    return folder


@pytest.fixture
def project(tmp_path):
    opened = Project.open(tmp_path / "project", actor="human:test")
    yield opened
    opened.close()


def test_files_are_taken_or_set_aside_and_none_is_lost(project, study):
    report = project.ingest(study)
    assert len(report.taken) == 2 and report.taken["documents"].tolist() == [2, 1]
    assert [Path(p).name for p in report.set_aside["path"]] == ["broken.docx"]
    assert report.set_aside["reason"].str.len().gt(20).all()


def test_a_file_taken_twice_is_one_source(project, study):
    first = project.ingest(study)
    copy = study / "copy of the return.txt"
    copy.write_bytes((study / "supervision C4.txt").read_bytes())
    second = project.ingest(study)
    assert len(project.sources()) == 2 == first.taken["source"].nunique()
    assert second.taken["source"].nunique() == 2 and len(second.taken) == 3


def test_an_excerpt_is_its_span_and_near_empty_answers_are_kept_and_marked(project, study):
    project.ingest(study)
    project.run(upto="segment")
    excerpts, documents = project.excerpts(), project.documents().set_index("id")["text"]
    for row in excerpts.to_dict("records"):
        assert documents[row["document_id"]][row["start"] : row["end"]] == row["text"]
        assert row["text"] in row["context"]
    assert excerpts.loc[excerpts["near_empty"], "text"].tolist() == ["n/a", "see above"]


def test_names_of_the_files_and_children_are_nowhere_but_in_the_vault(project, study):
    project.ingest(study)
    project.run(upto="segment")
    for path in (p for p in project.folder.rglob("*") if p.is_file() and "vault" not in p.parts):
        data = path.read_bytes()
        assert b"Reuben" not in data and b"2040117" not in data and b"supervision C4" not in data, path.name
    for path in project.vault_folder.rglob("*"):
        assert not path.is_file() or b"Reuben" not in path.read_bytes()


def test_a_second_run_does_nothing_and_new_material_does_only_its_part(project, study):
    project.ingest(study)
    assert project.run(upto="segment").manifest["done"] == ["segment"]
    assert project.run(upto="segment").manifest["done"] == []
    (study / "later.txt").write_text("Audit return: health\n\nThe nurse came twice.\n", encoding="utf-8")
    project.ingest(study)
    assert project.run(upto="segment").manifest["done"] == ["segment"]


def test_settings_are_read_from_the_project(project, study):
    project.ingest(study)
    (project.folder / "lif.toml").write_text("[segment]\nmax_words = 5\n", encoding="utf-8")
    whole = Project.open(project.folder).run(upto="segment")
    assert whole.manifest["settings"] == {"segment": {"max_words": 5}}
    (project.folder / "lif.toml").write_text("[segment]\nmax_wrds = 5\n", encoding="utf-8")
    with pytest.raises(NarrativeError, match="max_wrds"):
        project.run(upto="segment")


def test_a_project_works_with_its_vault_away(project, study):
    project.ingest(study)
    project.run(upto="segment")
    project.vault_folder.rename(project.folder.parent / "elsewhere")
    without = Project.open(project.folder)
    assert len(without.excerpts()) > 0
    assert without.run(upto="segment").manifest["done"] == []
    with pytest.raises(NarrativeError, match="vault"):
        without.ingest(study)


# Bad input, answered in words


def test_a_project_folder_that_is_a_file(tmp_path):
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(NarrativeError, match="is a file"):
        Project.open(tmp_path / "notes.txt")


def test_a_network_share():
    with pytest.raises(NarrativeError, match="local disk"):
        Project.open("\\\\server\\share\\audit")


def test_an_empty_folder_and_a_folder_of_one_broken_file(project, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NarrativeError, match="No files were found"):
        project.ingest(tmp_path / "empty")
    with pytest.raises(NarrativeError, match="holds no files yet"):
        project.run()
    (tmp_path / "empty" / "only.docx").write_bytes(b"nothing of the kind")
    report = project.ingest(tmp_path / "empty")
    assert len(report.taken) == 0 and len(report.set_aside) == 1
    with pytest.raises(NarrativeError, match="holds no files yet"):
        project.run()


def test_a_path_that_is_not_there(project, tmp_path):
    with pytest.raises(NarrativeError, match="nowhere"):
        project.ingest(tmp_path / "nowhere")


def test_a_template_that_names_a_missing_column(project, study):
    form = study.parent / "form.yaml"
    form.write_text('files: "*.csv"\ncolumns: {"What was good?": question}\n', encoding="utf-8")
    with pytest.raises(NarrativeError, match=r"What was good\?.*does not have.*What helped\?"):
        project.ingest(study / "children's feedback.csv", template=form)
    assert project.sources().empty


def test_a_codebook_with_a_theme_twice(project):
    import pandas as pd

    twice = pd.DataFrame({"id": ["a", "a"], "name": ["One", "Two"], "definition": ["x", "y"]})
    with pytest.raises(NarrativeError, match="the id 'a' was used before"):
        project.adopt(twice)
    assert project.themes().empty


def test_a_step_and_an_engine_that_do_not_exist(project, study):
    project.ingest(study)
    with pytest.raises(NarrativeError, match="deidentify, segment"):
        project.run(upto="clustering")
    with pytest.raises(NarrativeError, match="engine"):
        project.run(engine="moon")


def test_a_second_process_on_the_same_project(project, study):
    code = f"""
from lif_narrative.project import Project
import time
with Project.open({str(project.folder)!r})._alone():
    print("held", flush=True)
    time.sleep(30)
"""
    other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
    try:
        assert other.stdout and other.stdout.readline().strip() == b"held"
        with pytest.raises(ProjectBusy, match="Another process"):
            project.ingest(study)
    finally:
        other.kill()
        other.wait()
    assert len(project.ingest(study).taken) == 2  # the lock went with the process


def test_a_disk_without_room(project, study, monkeypatch):
    from lif_narrative.deidentify import files

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "_write", full)
    with pytest.raises(NarrativeError, match="disk is full"):
        project.ingest(study)
    monkeypatch.undo()
    assert len(Project.open(project.folder).ingest(study).taken) == 2


def test_a_decision_on_something_that_is_not_there(project, study):
    project.ingest(study)
    project.run(upto="segment")
    with pytest.raises(NarrativeError, match="no excerpt"):
        project.code("ex-0", "th-0")
    with pytest.raises(NarrativeError, match="no theme"):
        project.code(project.excerpts()["id"][0], "th-0")
