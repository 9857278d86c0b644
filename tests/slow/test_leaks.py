"""Planted names and numbers are in the vault and nowhere else: tables, exports, logs, errors, scraps."""

import contextlib
import io
import logging
import tempfile
import traceback
import zipfile

import pytest
from planted import PLANTED, REPLIES, RETURN

import lif_narrative as lif
from lif_narrative.deidentify import settle
from lif_narrative.errors import NarrativeError
from lif_narrative.export import holdings


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    folder = tmp_path / "scratch"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / "T1 Brenika Thormthwaite return.txt").write_text(RETURN, encoding="utf-8")
    (folder / "Brenika's replies.csv").write_text(REPLIES, encoding="utf-8")
    (folder / "Thormthwaite scan.docx").write_bytes(b"PK\x03\x04 Brenika Thormthwaite")
    return folder


def words_of(path):
    """Everything a file says, the members of a package too."""
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            data += b"".join(package.read(name) for name in package.namelist())
            data += "".join(package.namelist()).encode()
    return data


def found_in(folder, *, but=()):
    """Planted strings in any file or file name under a folder."""
    left = []
    for path in folder.rglob("*"):
        if any(path.is_relative_to(other) for other in but):
            continue
        said = (words_of(path) if path.is_file() else b"") + path.name.encode()
        left += [(path.name, p) for p in PLANTED if p.lower().encode() in said.lower()]
    return left


def planted_in(text):
    return [p for p in PLANTED if p.lower() in text.lower()]


@pytest.mark.slow
def test_nothing_planted_leaves_the_vault(tmp_path, files, scratch, caplog, trust):
    caplog.set_level(logging.DEBUG)
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        project = lif.Project.open(tmp_path / "audit", actor="human:lead")
        project.ingest(files)
        project.run(upto="triangulate")
        document = project.documents()["id"].iloc[0]
        project.redact(document, 0, 5, "place", "a place that Brenika names", rerun=False)
        story = project.story("Are children heard?")
        out = tmp_path / "out"
        out.mkdir()
        for name in ("story.docx", "story.pdf", "story.html", "story.md"):
            lif.export(story, out / name)
        for name, file in (("workbook", "all.xlsx"), ("data", "tables")):
            holdings.write(project, name, out / file)
        nouns = ("documents", "excerpts", "codings", "issues", "events", "set_aside", "gaps", "runs",
                 "residual_risks", "themes")  # fmt: skip
        frames = [getattr(project, noun)() for noun in nouns]
    assert not found_in(tmp_path, but=(files, project.vault_folder))
    assert not found_in(project.vault_folder), "sealed items and their names"
    assert not planted_in(said.getvalue() + caplog.text)
    assert not [planted_in(frame.to_csv()) for frame in frames if planted_in(frame.to_csv())]
    assert not planted_in(repr(project.before_after(document)))
    assert not list(scratch.iterdir()) or not found_in(scratch)
    looked = [p for p in tmp_path.rglob("*") if p.is_file() and not p.is_relative_to(files)]
    trust("leaks", {"names and numbers planted": len(PLANTED), "files searched": len(looked),
                    "tables searched": len(frames), "found outside the vault": 0})  # fmt: skip


@pytest.mark.slow
def test_errors_and_their_tracebacks_say_no_planted_word(
    tmp_path, files, scratch, caplog, monkeypatch, trust
):
    caplog.set_level(logging.DEBUG)
    project = lif.Project.open(tmp_path / "audit", actor="human:lead")
    project.ingest(files)
    document = project.documents()["id"].iloc[0]
    errors, no_roster = [], next(files.glob("*.csv"))  # a traceback shows the lines below
    for wrong in (
        lambda: project.redact(document, 0, 10**6),
        lambda: project.restore(document, 0, 1),
        lambda: project.before_after("do-none"),
        lambda: project.original("so-none"),
        lambda: project.run(upto="nothing"),
        lambda: project.add_roster(no_roster),
    ):
        try:
            wrong()
        except NarrativeError as error:
            errors.append("".join(traceback.format_exception(error)))
    assert len(errors) == 6
    assert not planted_in("\n".join(errors))

    def broken(*_):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(settle, "redact", broken)
    (files / "T1 another.txt").write_text(RETURN.replace("late", "later"), encoding="utf-8")
    with pytest.raises(RuntimeError) as caught:
        project.ingest(files)
    told = "".join(traceback.format_exception(caught.value))
    assert not planted_in(told + caplog.text)
    assert not found_in(tmp_path, but=(files, project.vault_folder))
    trust("leaks", {"errors provoked": len(errors) + 1, "errors that say a planted word": 0})
