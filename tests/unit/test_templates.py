"""Templates: a person's word on a layout, refused in words where it does not fit."""

from __future__ import annotations

import pytest
from small_readings import body, mapped, sheet, words

from lif_narrative.errors import NarrativeError
from lif_narrative.ingest.templates import Template

TEMPLATE = """
name: Visitors' forms
layouts:
  - files: "*.xlsx"
    method: family feedback
    period: 2027-spring
    voice: parent_carer
    columns: {Blob: question, Odd: case, Thing: attribute}
  - files: "*.docx"
    agency: housing
    headings: {Wish: question, Typist: field}
"""


def test_a_template_says_what_each_column_holds():
    reading = sheet(
        ["Blob", "Odd", "Thing"], ["Fine", "AB-123456", "The longest words of all stand here by accident"]
    )
    found = mapped(reading, "forms.xlsx", template=Template.parse(TEMPLATE))
    (document,) = found.documents
    assert body(document) == [("Blob", "Fine")]
    assert (document.case_hints, document.period) == (("AB-123456",), "2027-spring")
    assert {p.speaker for p in document.paragraphs if p.role == "body"} == {"parent_carer"}
    assert found.unmapped == ("Thing",)


def test_a_template_names_headings_that_nothing_marks():
    reading = words("Wish", "a dog and a garden of my own", "Typist", "She goes to bed now.")
    (document,) = mapped(reading, "form.docx", template=Template.parse(TEMPLATE)).documents
    assert body(document)[0] == ("Wish", "a dog and a garden of my own")
    assert document.agency == "housing"


def test_a_missing_column_is_refused_with_the_column_the_file_and_what_there_is():
    reading = sheet(["Wrong", "Odd", "Thing"], ["Fine", "AB-123456", "x"])
    with pytest.raises(NarrativeError, match="'Blob'.*forms.xlsx.*Wrong, Odd, Thing"):
        mapped(reading, "forms.xlsx", template=Template.parse(TEMPLATE))


def test_a_file_that_no_layout_is_for_is_read_as_proposed():
    (document,) = mapped(
        sheet(["What helped?"], ["She rang."]), "x.csv", template=Template.parse(TEMPLATE)
    ).documents
    assert body(document) == [("What helped?", "She rang.")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("columns: {A: answer, B: nonsense}", "'nonsense'"),
        ("colums: {A: answer}", "'colums'"),
        ("- a list", "no settings"),
        ("columns: [A, B]", "'columns'"),
        ("a: [1", "line"),
    ],
)
def test_a_template_that_is_none_is_refused_in_words(text, says):
    with pytest.raises(NarrativeError, match=says):
        Template.parse(text, "forms.yaml")


def test_a_template_runs_no_code(tmp_path):
    with pytest.raises(NarrativeError):
        Template.parse(f"method: !!python/object/apply:os.mkdir ['{tmp_path / 'made'}']")
    assert not (tmp_path / "made").exists()


def test_a_proposal_can_be_saved_corrected_and_used():
    reading = sheet(
        ["Ref", "Who", "What helped?", "Pets"], ["1", "mum", "She rang.", "dog"], ["2", "dad", "No.", "cat"]
    )
    proposed = mapped(reading, "families.xlsx")
    saved = Template.from_proposal(proposed.proposal).to_yaml()
    assert Template.parse(saved).to_yaml() == saved
    same = mapped(reading, "families.xlsx", template=Template.parse(saved))
    assert same.documents == proposed.documents
    corrected = Template.parse(saved.replace("Pets: attribute", "Pets: question"))
    assert ("Pets", "dog") in body(mapped(reading, "families.xlsx", template=corrected).documents[0])
