"""Which child a document tells of, over all files of a project."""

from __future__ import annotations

import pytest
from small_readings import mapped, sheet, words

from lif_narrative.ingest.cases import resolve_cases


def project(**files):
    """Documents of files by name, and the case of each file's documents."""
    documents = {name: mapped(reading, path, name).documents for name, (path, reading) in files.items()}
    cases = resolve_cases([d for found in documents.values() for d in found])
    return {name: [cases[d.id] for d in found] for name, found in documents.items()}


def audit_return(*fields: str):
    return words("# Audit return", *fields, "## Was help early?", "No, it came late.")


RETURNS = {
    "ann_csc": (
        "N1_csc.docx",
        audit_return("Child: Ann Marsh (birth certificate Ann Dell), aged 9", "Case number AB-123456"),
    ),
    "ann_school": (
        "N1_education.docx",
        audit_return("Ann Marsh, born 1/2/2018, Elm Lane Primary School, Year 4"),
    ),
    "other_ann": (
        "N2_csc.docx",
        audit_return("Child: Ann Broad-Teal (signs herself Nan), aged 14", "Case number AB-123499"),
    ),
    "tom": (
        "N3_csc.docx",
        audit_return("Child: Tom Lee, aged 4; half-sister May Roe", "Case number AB-123477"),
    ),
}
HEADER = ["Family ref", "Who", "What helped?"]


def test_a_label_a_number_and_a_name_lead_to_one_case():
    found = project(
        **RETURNS,
        table=("f.xlsx", sheet(HEADER, ["123456", "mum", "Yes."], ["123477, Tom L", "dad", "No."])),
    )
    assert (found["ann_csc"], found["ann_school"], found["table"]) == (["N1"], ["N1"], ["N1", "N3"])


def test_two_children_of_one_first_name_stay_two():
    found = project(
        **RETURNS,
        meeting=(
            "joint.docx",
            words("# Joint audit", "## Ann (AB-123456)", "Heard.", "## Ann (AB-123499)", "Not heard."),
        ),
    )
    assert found["other_ann"] == ["N2"]
    assert found["meeting"] == ["N1", "N2"]


@pytest.mark.parametrize(
    ("who", "case"),
    [
        ("Mum of Ann BT", "N2"),
        ("mum of Nan", "N2"),
        ("Mum of Ann", ""),
        ("Dad of Tom", "N3"),
        ("mum of Zed", ""),
    ],
)
def test_a_reply_is_of_the_one_child_that_its_words_fit(who, case):
    table = sheet(["Who", "Family ref", "What helped?"], [who, "", "She rang."], ["nan", "", "Nothing."])
    assert project(**RETURNS, replies=("parents.xlsx", table))["replies"] == [case, ""]


def test_initials_in_a_heading_are_of_the_one_child_that_has_them():
    record = words(
        "# Supervision audit",
        "## May 2027: Jo, about AM",
        "Good.",
        "## June 2027: Jo, about ABT",
        "Fair.",
        "## July 2027: Jo, about ZZ",
        "None.",
    )
    assert project(**RETURNS, record=("supervision.odt", record))["record"] == ["N1", "N2", ""]


def test_a_visit_is_of_the_child_that_only_its_words_name():
    visits = words(
        "# Practice observations",
        "## Home visit, 3 May 2027",
        "Tom was asked first.",
        "## Core group, Elm Lane Primary, 4 May 2027",
        "Ann’s letter was read and Mr Dell rang in.",
        "## Conference, 5 May 2027",
        "Nobody came.",
    )
    assert project(**RETURNS, visits=("observations.docx", visits))["visits"] == ["N3", "N1", ""]


def test_a_name_that_is_a_word_too_needs_more_than_a_capital():
    files = {"hope": ("N4_csc.docx", audit_return("Child: Hope Small, aged 7", "Case number AB-123411"))}
    letter = words("Dear Sir", "Hope is what we lack. I hope somebody reads this.", "Jan Oak", format="txt")
    meant = words("Dear Sir", "I am Hope's nan and I hope somebody reads this.", "Jan Oak", format="txt")
    found = project(**files, letter=("complaints/a.txt", letter), meant=("complaints/b.txt", meant))
    assert (found["letter"], found["meant"]) == ([""], ["N4"])


def test_a_complaints_own_number_is_no_case():
    letter = words("Dear Sir", "Nobody rang me.", "Jan Oak", format="txt")
    assert project(letter=("complaints/2027-05 complaint C07.txt", letter))["letter"] == [""]


def test_a_sibling_in_a_field_belongs_to_the_audited_childs_case():
    assert project(**RETURNS)["tom"] == ["N3"]
    letter = words("Dear Sir", "May was never asked.", "Jan Roe", format="txt")
    assert project(**RETURNS, letter=("complaints/a.txt", letter))["letter"] == [""]


def test_without_a_label_the_case_is_its_number_and_without_a_number_the_name():
    header = ["Child", "Case number", "Question", "Finding"]
    old = sheet(header, ["Zoe Ash", "123401", "Seen?", "No."], ["Zoe Ash", "AB-123401", "Heard?", "No."])
    review = words("# Rapid review. Eve Hill, born 3 May 2024", "## What happened", "She was not seen.")
    found = project(old=("previous audit.xlsx", old), review=("rapid review.docx", review))
    assert set(found["old"]) == {"AB-123401"}
    assert found["review"] == ["Eve Hill"]


def test_a_document_that_names_many_cases_is_of_none():
    assert project(
        **RETURNS, note=("N1 N2 N3 overview.docx", words("# Overview of N1, N2 and N3", "Help came late."))
    )["note"] == [""]
