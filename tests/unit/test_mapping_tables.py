"""Tables: replies, surveys, long exports, forms in columns, figures."""

from __future__ import annotations

import pytest
from small_readings import body, mapped, roles, sheet, table, words

from lif_narrative.ingest.nearempty import near_empty
from lif_narrative.ingest.parts import Reading


def test_a_row_is_a_reply_under_its_columns_questions():
    reading = sheet(
        ["What families told us (typed by Bo Ray)"],
        [""],
        ["About them", "", "", "Their words"],
        ["No.", "Who", "Family ref", "What went well?", "What could be better?"],
        ["1", "nan", "AB-123456", "She rang.", "no"],
        ["2", "dad", "", "n/a", "Nobody asked me."],
    )
    first, second = mapped(reading, "families.xlsx").documents
    assert body(first) == [("What went well?", "She rang."), ("What could be better?", "no")]
    assert [p.near_empty for p in second.paragraphs if p.role == "body"] == [True, False]
    assert {p.speaker for d in (first, second) for p in d.paragraphs if p.role == "body"} == {"parent_carer"}
    assert first.case_hints == ("AB-123456",)
    assert first.method == "family feedback"
    assert "What families told us (typed by Bo Ray)" in roles(first, "heading")
    assert first.id != second.id


def test_a_survey_tools_columns_are_told_from_its_questions():
    reading = sheet(
        [
            "ID",
            "Start time",
            "Email",
            "Name",
            "What has helped you?2",
            "How satisfied are you?",
            "Which area do you live in?",
        ],
        ["1", "2027-05-01 09:00:00", "anonymous", "", "The nurse.", "4", "North"],
        ["2", "2027-05-02 09:00:00", "anonymous", "", "Nothing", "2", "South"],
    )
    found = mapped(reading, "young people's survey.xlsx")
    assert [body(d) for d in found.documents] == [
        [("What has helped you?", "The nurse.")],
        [("What has helped you?", "Nothing")],
    ]
    assert found.unmapped == ("How satisfied are you?", "Which area do you live in?")
    assert found.documents[0].attributes == {
        "ID": "1",
        "How satisfied are you?": "4",
        "Which area do you live in?": "North",
    }
    assert found.documents[0].date == "2027-05-01"


def test_a_helper_who_writes_what_a_child_said_is_the_one_who_speaks():
    reading = sheet(
        ["Form", "Filled in with", "What helps?", "What would you change?"],
        ["1", "with Bo", "Ty says Bo is funny", "He said nobody asked him"],
        ["2", "on my own", "she comes when she says", "i was in the other room"],
    )
    helped, alone = mapped(reading, "children's feedback.csv").documents
    assert {p.speaker for p in helped.paragraphs if p.role == "body"} == {"practitioner"}
    assert {p.speaker for p in alone.paragraphs if p.role == "body"} == {""}


def test_all_rows_of_one_child_are_one_document_with_the_tables_questions():
    reading = sheet(
        ["Child", "Case number", "Question", "Auditors' findings"],
        ["Ann Ward", "AB-123456", "Q1 Was help early?", "No."],
        ["", "", "Q2 Was she heard?", "Once."],
        ["Tom Lee", "AB-123457", "Q1 Was help early?", "Yes."],
        name="audit 2026",
    )
    ann, tom = mapped(reading, "previous audit.xlsx").documents
    assert body(ann) == [("Was help early?", "No."), ("Was she heard?", "Once.")]
    assert body(tom) == [("Was help early?", "Yes.")]
    assert (ann.method, ann.agency, ann.date) == ("thematic audit", "partnership", "2026")


def test_what_two_agencies_say_of_one_child_is_two_tellings():
    reading = sheet(
        ["Case ref", "Agency", "Question", "Comment"],
        ["C1", "Police", "Seen?", "Yes."],
        ["C1", "Health", "Seen?", "No."],
    )
    assert [d.agency for d in mapped(reading, "multi-agency audit.xlsx").documents] == ["police", "health"]


def test_a_row_of_an_export_with_a_question_column_is_a_reply():
    rows = [["c1", "Why?", "Kind staff."], ["c2", "Why?", "Long wait."], ["c3", "What else?", "None."]]
    found = mapped(sheet(["comment_id", "question", "text"], *rows), "comments.csv").documents
    assert [body(d) for d in found] == [[(row[1], row[2])] for row in rows]


def test_a_word_table_with_a_row_a_child_stands_under_its_documents_title():
    reading = words(
        "# Police return to the themed audit, autumn 2026",
        table(
            ["Child", "What was seen?", "Learning"],
            ["C4 (KB)", "Twice.", "Ring school."],
            ["C5", "Nothing held.", "n/a"],
        ),
    )
    found = mapped(reading, "police.docx").documents
    assert [d.case_hints for d in found] == [("C4", "KB"), ("C5",)]
    assert all(roles(d, "heading")[0] == "Police return to the themed audit, autumn 2026" for d in found)
    assert {(d.method, d.agency, d.period) for d in found} == {
        ("single-agency audit", "police", "2026-autumn")
    }


def test_questions_down_the_side_give_a_document_a_column():
    rows = (
        ["", "Child A", "Child B"],
        ["Was help early?", "No, years late.", "Yes."],
        ["Was she heard?", "Once.", "n/a"],
    )
    first, second = mapped(words("# Joint audit", table(*rows))).documents
    assert (first.case_hints, second.case_hints) == (("Child A",), ("Child B",))
    assert body(first) == [("Was help early?", "No, years late."), ("Was she heard?", "Once.")]


def test_a_sheet_a_child_is_a_document_a_sheet():
    sheets = tuple(
        table(["Child", code], ["Was the plan clear?", "It was."], ["Was history read?", "No."], name=code)
        for code in ("C4", "C5")
    )
    found = mapped(Reading(sheets, "xlsx"), "themed audit.xlsx").documents
    assert [d.case_hints for d in found] == [("C4",), ("C5",)]
    assert body(found[0]) == [("Was the plan clear?", "It was."), ("Was history read?", "No.")]


def test_a_form_of_pairs_is_fields_and_no_evidence():
    form = table(
        ["Child:", "KB", "Date of birth:", "3/4/2015"],
        ["Auditor:", "Ann Low", "Date of audit:", "14 May 2027"],
    )
    (document,) = mapped(words("# Audit tool: health", form, "## Plan", "It is short."), "C12.docx").documents
    assert body(document) == [("Plan", "It is short.")]
    assert document.date == "2027-05-14"
    assert ("Ann Low", "worker") in {(n.text, n.kind) for n in document.named}


def test_a_rating_beside_an_answer_is_kept_and_is_no_evidence():
    form = table(
        ["Standard", "Rating", "Evidence"],
        ["Was she seen?", "Met", "Twice."],
        ["Was it shared?", "Not met", "No."],
    )
    (document,) = mapped(words("# Dip sample", form)).documents
    assert [text for _, text in body(document)] == ["Twice.", "No."]
    assert roles(document, "meta") == ["Rating: Met", "Rating: Not met"]


def test_performance_figures_are_measures_and_no_document():
    rows = (
        ["name", "period", "numerator", "denominator", "target"],
        ["Visits on time", "2027 Q1", "41", "50", "90"],
    )
    found = mapped(sheet(*rows), "performance.xlsx")
    assert (len(found.documents), found.measures[0][1][0]) == (0, "Visits on time")


@pytest.mark.parametrize("answer", ["  Kind, but late \n\n ", "=1+1", "- she was kind", "two\nlines"])
def test_a_reply_keeps_every_character(answer):
    (document,) = mapped(sheet(["no", "comment"], ["1", answer]), "comments.csv").documents
    assert [text for _, text in body(document)] == [answer]


@pytest.mark.parametrize(
    "text",
    ["n/a", "N/A.", "see above", "-", ".", "none", "No comment", "nothing to add", "as above", "See Q3"],
)
def test_an_answer_that_says_nothing_is_near_empty(text):
    assert near_empty(text)


@pytest.mark.parametrize(
    "text", ["no", "Not really", "Nothing.", "Limited experience.", "Nobody.", "No concerns", "dunno"]
)
def test_a_short_answer_is_an_answer(text):
    assert not near_empty(text)


def test_the_proposal_says_what_each_column_is_taken_for_and_why():
    reading = sheet(
        ["Ref", "Organisation and role", "What works?"], ["P1", "Infant school, head", "The hub."]
    )
    found = mapped(reading, "partner survey.xlsx")
    assert [(c.name, c.role) for c in found.proposal.choices] == [
        ("Ref", "id"), ("Organisation and role", "agency"), ("What works?", "question"),
    ]  # fmt: skip
    assert all(c.why and 0 < c.confidence <= 1 for c in found.proposal.choices)
    assert found.documents[0].agency == "infant school"
