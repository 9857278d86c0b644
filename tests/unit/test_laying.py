"""How a file is laid out: shown when asked for, put right by a person, and read so from then on."""

from __future__ import annotations

import pytest

from lif_narrative.errors import NarrativeError
from lif_narrative.ingest.templates import Template
from lif_narrative.project import Project

HEAD = "Ref,Where we live,Best thing"
ROWS = {
    "spring.csv": f"{HEAD}\n1,by the harbour,She rang me every time.\n2,up the hill,They kept my room.\n",
    "summer.csv": f"{HEAD}\n3,by the park,He came when he said he would.\n4,in town,Nobody shouted at us.\n",
    "other.csv": "Ref,What helped?\n5,She listened to all of it.\n",
}


@pytest.fixture
def project(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    for name, text in ROWS.items():
        (files / name).write_text(text, encoding="utf-8")
    made = Project.open(tmp_path / "audit", actor="human:tester")
    made.ingest(files)
    yield made
    made.close()


def source_of(project, words):
    documents = project.documents()
    return documents[documents["text"].str.contains(words, regex=False)]["source_id"].iloc[0]


def asked(project, words):
    """The question that the paragraph with these words answers."""
    for document in project.documents().itertuples():
        for paragraph in document.paragraphs:
            if words in document.text[paragraph["start"] : paragraph["end"]]:
                return paragraph["question"]
    raise AssertionError(f"nothing says {words!r}")


def roles(project, source):
    laid = project.layout_of(source)
    return dict(zip(laid.choices["name"], laid.choices["role"], strict=True))


def test_how_a_file_was_read_is_shown_and_noted(project):
    source = source_of(project, "every time")
    assert set(roles(project, source)) == {"Ref", "Where we live", "Best thing"}
    seen = project.events()
    assert (seen["verb"] == "viewed original").sum() == 1


def test_a_correction_is_kept_as_a_template_and_the_file_is_read_so(project):
    source = source_of(project, "every time")
    form, n = project.lay_out(
        source, {("column", "Where we live"): "question", ("column", "Best thing"): "question"},
        {"method": "family feedback", "agency": ""},
    )  # fmt: skip
    assert n == 1
    assert Template.parse(form).layouts[0].column_role("Where we live") == "question"
    assert asked(project, "by the harbour") == "Where we live"
    documents = project.documents()
    assert set(documents[documents["source_id"] == source]["method"]) == {"family feedback"}
    assert roles(project, source)["Where we live"] == "question"  # it stands, and is shown as it stands
    assert (project.events()["verb"] == "laid out").sum() == 1


def test_files_with_the_same_columns_are_read_so_and_others_are_not(project):
    first, like = source_of(project, "every time"), source_of(project, "he said he would")
    other = source_of(project, "listened to all")
    before = roles(project, other)
    _, n = project.lay_out(first, {("column", "Where we live"): "question"}, alike=True)
    assert n == 2
    assert roles(project, like)["Where we live"] == "question"
    assert asked(project, "by the park") == "Where we live"
    assert roles(project, other) == before


def test_what_the_file_does_not_have_is_refused_and_nothing_changes(project):
    source = source_of(project, "every time")
    before = roles(project, source)
    with pytest.raises(NarrativeError, match="Nowhere"):
        project.lay_out(source, {("column", "Nowhere"): "question"})
    with pytest.raises(NarrativeError, match="so-none"):
        project.layout_of("so-none")
    assert roles(project, source) == before
    assert (project.events()["verb"] == "laid out").sum() == 0
