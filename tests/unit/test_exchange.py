"""Projects to and from other programs: what crosses, at which code points, and what is said to stay."""

from __future__ import annotations

import contextlib
import re
import zipfile
from pathlib import Path

import pytest

from lif_narrative.codebook import Codebook
from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project
from lif_narrative.spans import carried, span

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT.parent / "shared" / "refi-qda" / "Project-mrt2019.xsd"
LOG = """Conversation log, autumn 2026

Zoë said the café was “our place” 🙂🙂 and nobody rushed her. She asked to go back there.

Her worker naïvely hoped for a résumé of the plan 👩‍👧 by Friday. Nobody wrote it.
"""
THEMES = {"id": ["time", "plan", "a-child"], "name": ["Time together", "A plan people know", "Being heard"],
          "definition": ["Unhurried time with a child.", "The plan is known & used by all.", "Heard."],
          "memo": ["Ask what made it possible.", "", ""], "parent": ["", "", "plan"]}  # fmt: skip


@pytest.fixture
def sent(tmp_path):
    import pandas as pd

    files = tmp_path / "files"
    files.mkdir()
    (files / "log.txt").write_text(LOG, encoding="utf-8")
    project = Project.open(tmp_path / "one", actor="human:ana")
    project.ingest(files)
    project.adopt(Codebook.read(pd.DataFrame(THEMES)))
    project.run("segment")
    document = project.documents().iloc[0]
    for words, theme in (("our place” 🙂🙂 and", "time"), ("résumé of the plan 👩‍👧 by", "plan")):
        at = document["text"].index(words)
        project.mark(document["id"], at, at + len(words), theme)
    first = project.excerpts().iloc[0]["id"]
    project.code(first, "time")
    path = tmp_path / "audit.qdpx"
    report = project.send(path)
    yield project, path, report
    project.close()


def passages(project: Project) -> set[tuple[str, int, int, str, str]]:
    """Each mark as its document's text, offsets, words and theme."""
    texts = project.documents().set_index("id")["text"]
    found = set()
    for row in project.spans().to_dict("records"):
        text, start, end = texts[row["document_id"]], row["start"], row["end"]
        found.add((text, start, end, text[start:end], row["theme_id"]))
    return found


def test_a_passage_codes_the_sentence_that_holds_it(sent):
    project, _, _ = sent
    coded = set(project.codings()["excerpt_id"])
    texts = project.excerpts().set_index("id")["text"]
    assert sorted("résumé" in texts[e] for e in coded) == [False, True]


def test_taking_a_mark_back_takes_its_coding_back(sent):
    project, _, _ = sent
    mine = next(row for row in project.spans().to_dict("records") if row["theme_id"] == "plan")
    project.unmark(mine["id"])
    assert "plan" not in set(project.codings()["theme_id"])
    with pytest.raises(NarrativeError, match="no such mark of yours"):
        project.unmark(mine["id"])


def test_a_project_comes_back_with_its_codings_at_the_same_code_points(sent, tmp_path):
    project, path, _ = sent
    other = Project.open(tmp_path / "two", actor="human:bo")
    report = other.receive(path)
    assert passages(other) == passages(project) and len(passages(other)) == 2
    assert set(other.spans()["coder"]) == {"human:ana"}
    kept = other.themes().set_index("id")
    assert kept.loc["time", "memo"] == "Ask what made it possible."
    assert dict(report.travelled.values) == {"texts": 1, "codes": 3, "codings": 2, "coders": 1}
    assert sorted(other.codings()["theme_id"]) == sorted(project.codings()["theme_id"])
    other.close()


def test_two_exports_are_the_same_bytes(sent, tmp_path):
    project, path, _ = sent
    again = tmp_path / "again.qdpx"
    project.send(again)
    assert again.read_bytes() == path.read_bytes()


def test_what_stays_behind_is_said_with_its_reason(sent):
    _, _, report = sent
    assert "polarity, voice and scope of excerpts" in report.left["what"].tolist()
    assert report.left["why"].str.len().gt(10).all()
    assert dict(report.travelled.values)["codings"] == 2


@pytest.mark.shared
@pytest.mark.skipif(not SCHEMA.exists(), reason="../shared with the REFI-QDA schema is not here")
def test_what_is_written_is_valid_by_the_published_schema(sent):
    from lxml import etree

    _, path, _ = sent
    with zipfile.ZipFile(path) as parcel:
        tree = etree.fromstring(parcel.read("project.qde"))
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    assert schema.validate(tree), schema.error_log


def foreign(path: Path, project: str, text: str) -> Path:
    with zipfile.ZipFile(path, "w") as parcel:
        parcel.writestr("project.qde", project)
        parcel.writestr("sources/a.txt", text.encode("utf-8"))
    return path


OTHER = """<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Focus groups" origin="Elsewhere 9">
<Users><User guid="{AAAAAAAA-0000-4000-8000-000000000001}" name="JS"/></Users>
<CodeBook><Codes><Code guid="AAAAAAAA-0000-4000-8000-00000000000a" name="Being heard" isCodable="true">
<Description>Someone listened.</Description>
<NoteRef targetGUID="aaaaaaaa-0000-4000-8000-0000000000d1"/></Code></Codes></CodeBook>
<Sources><TextSource guid="aaaaaaaa-0000-4000-8000-0000000000b1" name="g1" plainTextPath="internal://a.txt">
<PlainTextSelection guid="aaaaaaaa-0000-4000-8000-0000000000c1" startPosition="START" endPosition="END">
<Coding guid="aaaaaaaa-0000-4000-8000-0000000000c2" creatingUser="AAAAAAAA-0000-4000-8000-000000000001">
<CodeRef targetGUID="{AAAAAAAA-0000-4000-8000-00000000000A}"/></Coding></PlainTextSelection></TextSource>
<PictureSource guid="aaaaaaaa-0000-4000-8000-0000000000b2" name="p" path="internal://p.jpg"/></Sources>
<Notes><Note guid="aaaaaaaa-0000-4000-8000-0000000000d1" name="m">
<PlainTextContent>Too wide?</PlainTextContent></Note></Notes>
<Links><Link guid="aaaaaaaa-0000-4000-8000-0000000000e1"/></Links></Project>"""


def test_another_programs_project_is_taken_in_and_its_text_deidentified(tmp_path):
    text = "Notes.\r\n\r\nA worker rang on 07700 900 123 twice. They felt heard by her 🙂 each time.\r\n"
    at = text.index("They felt heard")
    said = OTHER.replace("START", str(at)).replace("END", str(at + len("They felt heard by her 🙂")))
    path = foreign(tmp_path / "groups.qdpx", said, text)
    project = Project.open(tmp_path / "project", actor="human:bo")
    report = project.receive(path)
    (found,) = passages(project)
    assert "07700" not in found[0] and found[3] == "They felt heard by her 🙂"
    theme = project.themes().iloc[0]
    assert (theme["name"], theme["memo"]) == ("Being heard", "Too wide?")
    assert re.fullmatch(r"human:refi-[0-9a-f]+", project.spans()["coder"][0])
    left = dict(zip(report.left["what"], report.left["how_many"], strict=True))
    assert left == {"links between things": 1, "sources without a text in the package": 1}
    project.close()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [("none.qdpx", None, "no file"), ("cut.qdpx", b"PK\x03\x04 no", "could not be read"),
     ("words.qdpx", b"only words", "could not be read")],
)  # fmt: skip
def test_what_is_no_project_is_refused_in_words(tmp_path, name, data, message):
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with (
        contextlib.closing(Project.open(tmp_path / "project")) as project,
        pytest.raises(NarrativeError, match=message),
    ):
        project.receive(path)


def test_a_whole_project_among_files_is_set_aside_with_the_way_to_take_it(sent, tmp_path):
    _, path, _ = sent
    with contextlib.closing(Project.open(tmp_path / "third")) as project:
        aside = project.ingest(path).set_aside
    assert len(aside) == 1 and "lif receive" in aside["reason"][0]


def test_marks_move_with_a_text_that_is_redacted_better():
    before, after = (
        "Ann Lee saw him on Monday and he laughed.",
        "[Worker 1] saw him on Monday and he laughed.",
    )
    at = before.index("he laughed")
    (moved,) = carried([span("d", at, at + 10, "t", "human:x")], before, after)
    assert after[moved.start : moved.end] == "he laughed"
