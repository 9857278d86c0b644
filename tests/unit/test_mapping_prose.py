"""Prose: headings of every kind, fields, sections, letters and conversations."""

from __future__ import annotations

import pytest
from small_readings import body, mapped, roles, table, words

from lif_narrative.ingest.parts import Part, Reading

LONG = "The worker visited every week and the file shows what changed for him."


@pytest.mark.parametrize(
    "lines",
    [
        ("# Health return", "## Was help early?", LONG, "## How is she heard?", "No."),
        ("# Health return", "**Was help early?**", LONG, "**How is she heard?**", "No."),
        ("# Health return", f"Was help early?\n{LONG}", "How is she heard?\nNo."),
        ("# Health return", "1) Was help early?", LONG, "2) How is she heard?", "No."),
        ("HEALTH RETURN", "Was help early?", LONG, "How is she heard?", "No."),
        ("# Health return", table(["Was help early?", LONG], ["How is she heard?", "No."])),
        (
            "# Health return",
            table(["Question", "Answer"], ["Was help early?", LONG], ["How is she heard?", "No."]),
        ),
        ("# Health return", table(["Was help early?"], [LONG], ["How is she heard?"], ["No."])),
        ("# Health return", table(["1", "Was help early?", LONG], ["2", "How is she heard?", "No."])),
    ],
    ids=[
        "headings",
        "bold",
        "first line",
        "numbers",
        "alone",
        "two columns",
        "header row",
        "stacked",
        "numbered table",
    ],
)
def test_a_question_is_found_however_a_form_marks_it(lines):
    (document,) = mapped(words(*lines), "C3_health.docx").documents
    assert body(document) == [("Was help early?", LONG), ("How is she heard?", "No.")]
    assert (document.method, document.agency) == ("single-agency audit", "health")
    assert {p.account for p in document.paragraphs} == {document.id}


def test_fields_above_the_first_question_are_kept_and_are_no_evidence():
    reading = words(
        "# School return, spring 2027",
        "Child: Ann Ward (known as Nan Lowe), aged 9, date of birth 1/2/2018",
        "Case number AB-123456. Allocated worker Jo Bell. Class teacher Miss Tay.",
        "Completed by Di Orr, di@example.org",
        "## Was help early?",
        "No. Ann Ward waited.",
    )
    (document,) = mapped(reading, "returns/C3.docx").documents
    assert body(document) == [("Was help early?", "No. Ann Ward waited.")]
    assert len(roles(document, "meta")) == 3
    assert set(document.case_hints) >= {"C3", "AB-123456", "Ann Ward", "Nan Lowe"}
    kinds = {(n.text, n.kind) for n in document.named}
    assert kinds >= {
        ("Ann Ward", "child"),
        ("Nan Lowe", "child"),
        ("Jo Bell", "worker"),
        ("Di Orr", "worker"),
    }
    assert document.period == "2027-spring"


@pytest.mark.parametrize(
    ("field", "spellings"),
    [
        ("WARD, Ann (WARDE on the system), born 01/02/2018", {"Ann Ward", "WARDE"}),
        ("A. Ward, NHS 999 014 7248, born 1/2/18. School nurse Jo Bell.", {"A. Ward"}),
        ("Rebecca (Bex) Ward, born 1 February 2018", {"Rebecca Ward", "Bex"}),
        ("C3 / Ann Ward / completed by Jo Bell", {"Ann Ward"}),
        ("Ann Ward-Lowe, d.o.b. 1.2.18, Elm Primary School, Year 4", {"Ann Ward-Lowe"}),
    ],
)
def test_the_child_is_read_from_a_field_however_it_is_written(field, spellings):
    (document,) = mapped(words("# Return", field, "## Was help early?", "No.")).documents
    assert {n.text for n in document.named if n.kind == "child"} >= spellings
    assert not any(n.text == "Jo Bell" and n.kind == "child" for n in document.named)


def test_prose_above_the_first_heading_stays_evidence():
    (document,) = mapped(words("# Audit of one case", LONG, "## Plan", "It is short.")).documents
    assert [text for _, text in body(document)] == [LONG, "It is short."]


def test_a_label_before_a_colon_asks_and_a_sentence_with_a_colon_does_not():
    reading = words("# Audit", "Strengths: She turns up.", "One thing is clear: nobody read the file.")
    (document,) = mapped(reading).documents
    assert body(document)[0] == ("Strengths", "She turns up.")
    assert body(document)[1][1] == "One thing is clear: nobody read the file."
    assert "Strengths: She turns up." in document.text


def test_each_child_of_a_meeting_note_is_a_document_and_what_is_said_of_all_has_no_case():
    reading = words(
        "# Joint audit discussion: notes of the meeting of 4 May 2027",
        "Present: Jo Bell, Di Orr.",
        "## Ann (AB-123456)",
        LONG,
        "## Tom (AB-123457)",
        "He was not asked.",
        "## Looking across the children",
        "Nobody met a father.",
    )
    ann, tom, across = mapped(reading, "joint.docx").documents
    assert ("AB-123456" in ann.case_hints, "AB-123457" in tom.case_hints) == (True, True)
    assert across.case_hints == ()
    assert {d.method for d in (ann, tom, across)} == {"multi-agency audit"}
    assert {d.date for d in (ann, tom, across)} == {"2027-05-04"}
    assert all(("Jo Bell", "worker") in {(n.text, n.kind) for n in d.named} for d in (ann, tom, across))


def test_two_records_on_one_child_in_one_file_are_one_account():
    reading = words(
        "# Supervision audit: records read",
        "## January 2027: Jo Bell, about AW",
        "A good talk.",
        "## March 2027: Jo Bell, about TL",
        "A list.",
        "## May 2027: Jo, about AW",
        "A better talk.",
    )
    first, other, again = mapped(reading, "supervision.odt").documents
    assert first.paragraphs[-1].account == again.paragraphs[-1].account != other.paragraphs[-1].account
    assert [d.date for d in (first, other, again)] == ["2027-01", "2027-03", "2027-05"]


def test_questions_as_headings_do_not_cut_a_return_into_sections():
    reading = words(
        "# Return", "## What happened in March 2027?", LONG, "## What happened since?", "Nothing much."
    )
    assert len(mapped(reading).documents) == 1


def test_a_letters_margins_are_meta_and_its_prose_is_all_evidence():
    reading = words(
        "Jan Ward, 4 Elm Row, ZZ1 2AB", "3 May 2027", "Dear Sir", "I am Ann's nan. I asked five times.",
        "Nobody came. Why not?", "Yours truly", "Jan Ward", format="txt",
    )  # fmt: skip
    (document,) = mapped(reading, "complaints/2027-05 complaint C-07.txt").documents
    assert [text for _, text in body(document)] == [
        "I am Ann's nan. I asked five times.",
        "Nobody came. Why not?",
    ]
    assert {p.speaker for p in document.paragraphs if p.role == "body"} == {"parent_carer"}
    assert (document.method, document.date, document.case_hints) == ("complaint", "2027-05-03", ())


def test_a_young_persons_card_is_a_childs_voice():
    reading = words("To my worker", "you never forget my birthday", "from Ty", format="txt")
    (document,) = mapped(reading, "compliments/card from a young person.txt").documents
    assert [(p.speaker, p.role) for p in document.paragraphs] == [
        ("", "meta"),
        ("child", "body"),
        ("", "meta"),
    ]


def test_each_speaker_is_an_account_without_a_name_and_answers_what_was_last_asked():
    said = [
        ("Di Orr", "Welcome. Is help early enough?"), ("Jo", "No."), ("Sam", "It is late."),
        ("Di Orr", "Can you say a bit more?"), ("Jo", "Two years late."),
        ("Di Orr", "And are children heard?"), ("Jo", "Yes."),
    ]  # fmt: skip
    parts = tuple(Part("body", text, f"cue{n}", speaker=who) for n, (who, text) in enumerate(said, 1))
    (document,) = mapped(Reading(parts, "vtt"), "focus group.vtt").documents
    accounts = [p.account.rpartition("/")[2] for p in document.paragraphs]
    assert accounts == [
        "speaker-1",
        "speaker-2",
        "speaker-3",
        "speaker-1",
        "speaker-2",
        "speaker-1",
        "speaker-2",
    ]
    assert [p.question for p in document.paragraphs][1:5] == [
        "Is help early enough?",
        "Is help early enough?",
        "",
        "Is help early enough?",
    ]
    assert document.paragraphs[-1].question == "And are children heard?"
    assert [p.speaker for p in document.paragraphs][:2] == ["auditor", "practitioner"]
    assert not any("Jo" in p.account or "Orr" in p.account for p in document.paragraphs)


def test_who_was_in_the_room_decides_the_voice_of_a_group():
    parts = tuple(Part("body", "They ring.", f"cue{n}", speaker=s) for n, s in enumerate("AB", 1))
    (document,) = mapped(Reading(parts, "vtt"), "young people's focus group.vtt").documents
    assert {p.speaker for p in document.paragraphs} == {"child"}


def test_headers_footers_and_comments_are_no_evidence():
    parts = (
        Part("header", "OFFICIAL AB-123456", "header"), Part("title", "Audit", "p1"),
        Part("body", LONG, "p2"),
        Part("note", "Do we want to say this?", "comment1"), Part("footer", "page 1", "footer"),
    )  # fmt: skip
    (document,) = mapped(Reading(parts, "docx", "Audit")).documents
    assert [text for _, text in body(document)] == [LONG]
    assert "AB-123456" in document.case_hints


def test_tick_boxes_and_a_forms_own_guidance_are_no_evidence():
    reading = words(
        "## Was she seen?",
        "(Consider wishes and feelings.)",
        table(["Seen?", "☒ Yes ☐ No"], ["Comment", "Twice."]),
    )
    (document,) = mapped(reading).documents
    assert body(document) == [("Seen?: Comment", "Twice.")]
