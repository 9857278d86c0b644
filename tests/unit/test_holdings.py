"""What a project holds, as files: each format is read back, and wrong wishes are refused in words."""

from __future__ import annotations

import pandas as pd
import pytest
from small_project import make

from lif_narrative.codebook import Codebook
from lif_narrative.errors import NarrativeError


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return make(tmp_path_factory.mktemp("holdings"))


def sheets(path):
    return pd.read_excel(path, sheet_name=None, engine="calamine")


def test_the_workbook_has_attributes_paths_cases_agreement_and_how_it_was_made(project, tmp_path):
    book = sheets(project.write("workbook", tmp_path / "evidence.xlsx"))
    assert {"code path", "coded by"} <= set(book["Evidence"].columns)
    cases = book["Cases by theme"].set_index("case")
    assert set(cases.to_numpy().ravel()) <= {0, 1} and cases.to_numpy().sum() > 0
    assert {"Agreement", "How it was made", "Gaps"} <= set(book)
    assert (book["How it was made"]["made in step"] == "triangulate").any()


def test_the_register_says_what_is_late_and_what_people_are_told(project, tmp_path):
    project.agree("Name one worker for each young person", owner_role="team manager", due="2020-01-31",
                  how_known="Young people can say who it is", said="Nobody is mine.")  # fmt: skip
    done = project.agree("Plans are written with the child", owner_role="quality lead", due="2020-02-28")
    project.close_action(done, "done")
    book = sheets(project.write("register", tmp_path / "register.xlsx"))
    assert book["Register"].shape[0] == 2
    assert book["Overdue"]["action"].tolist() == ["Name one worker for each young person"]
    assert book["Closed without evidence"]["action"].tolist() == ["Plans are written with the child"]
    assert book["You said, we did"]["you said"].tolist() == ["Nobody is mine."]
    assert project.write("register", tmp_path / "r.xlsx", "partnership").exists()


@pytest.mark.parametrize("ending", [".yaml", ".csv", ".qdc"])
def test_a_codebook_comes_back_as_it_was(project, tmp_path, ending):
    path = project.write("codebook", tmp_path / f"codes{ending}")
    held = Codebook(tuple(t for t in Codebook.read(path).themes))
    assert set(held.to_frame()["id"]) == set(project.themes().query("status == 'accepted'")["id"])


def test_a_codebook_to_read_has_headings_in_order(project, tmp_path):
    import docx

    document = docx.Document(str(project.write("codebook", tmp_path / "codes.docx")))
    styles = [p.style.name for p in document.paragraphs]
    names = {p.text for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))}
    accepted = project.themes().query("status == 'accepted'")["name"]
    assert set(accepted) <= names and styles[0] == "Title"
    first = [s for s in styles if s.startswith("Heading")]
    assert first[0] == "Heading 1"


@pytest.mark.parametrize(
    ("what", "name", "profile", "says"),
    [
        ("report", "a.xlsx", "internal", "lif export makes it, with --product report"),
        ("books", "a.xlsx", "internal", "No file is called 'books'"),
        ("register", "a.pdf", "internal", "No format of the register is called '.pdf'"),
        ("workbook", "a.xlsx", "partnership", "not made for readers outside"),
        ("codebook", "a.csv", "everyone", "No profile is called 'everyone'"),
    ],
)
def test_wrong_wishes_are_refused_in_words(project, tmp_path, what, name, profile, says):
    with pytest.raises(NarrativeError, match=says):
        project.write(what, tmp_path / name, profile)


def test_every_file_that_leaves_is_an_event(project, tmp_path):
    for what, name in (("workbook", "a.xlsx"), ("codebook", "a.yaml"), ("project", "a.qdpx"), ("data", "d")):
        project.write(what, tmp_path / name)
        last = project.events().iloc[-1]
        assert (last["verb"], last["object"]) == ("exported", what)


def test_another_programs_own_importer_reads_the_codebook(project, tmp_path):
    importer = pytest.importorskip("taguette.import_codebook", reason="Taguette is not installed")
    with project.write("codebook", tmp_path / "codes.csv").open("rb") as file:
        tags = importer.list_tags(file)
    themes = project.themes().query("status == 'accepted'")
    assert {t["path"] for t in tags} == set(themes["name"])
    assert {t["description"] for t in tags} == {" ".join(d.split()) for d in themes["definition"]}
