"""What a file says of itself: method, agency, period and date; and which files are taken."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from small_readings import mapped, words

from lif_narrative.errors import NarrativeError
from lif_narrative.ingest.agencies import agency_stated, sector
from lif_narrative.ingest.clues import setting_of, words_of
from lif_narrative.ingest.dates import date_of
from lif_narrative.ingest.discover import discover
from lif_narrative.ingest.methods import method_of, voice_of
from lif_narrative.ingest.periods import period_of, settle_periods
from lif_narrative.ingest.settling import settle_agencies
from lif_narrative.records import METHODS, VOICES


@pytest.mark.parametrize(
    ("path", "title", "method", "agency"),
    [
        ("single_agency/C1_police.docx", "", "single-agency audit", "police"),
        ("returns/C1 YJS.docx", "", "single-agency audit", "youth justice"),
        ("x/C4.docx", "Themed audit: health return", "single-agency audit", "health"),
        ("x/notes.docx", "Multi-agency audit: minutes of the panel", "multi-agency audit", "partnership"),
        ("x/previous audit.xlsx", "", "audit", ""),
        ("supervision/May sample.odt", "", "supervision", ""),
        ("x/practice_observation.docx", "", "observation", ""),
        ("x/Parent-carer survey 2027.csv", "", "family feedback", ""),
        ("x/what young people told us.html", "", "child feedback", ""),
        ("x/stakeholder survey.xlsx", "", "partner feedback", ""),
        ("x/LCSPR Child T.pdf", "", "case review", "partnership"),
        ("complaints/2027-05.txt", "", "complaint", ""),
        ("x/thank you.rtf", "", "compliment", ""),
        ("x/focus_group.vtt", "", "focus group", ""),
        ("x/JTAI letter.pdf", "", "inspection", ""),
        ("audits/notes.docx", "", "", ""),
    ],
)
def test_names_and_titles_say_the_method_and_the_agency(path, title, method, agency):
    found = setting_of(words_of(PurePath(path), title), PurePath(path))
    assert (found.method, found.agency) == (method, agency)


def test_every_cue_leads_to_a_method_that_records_know_and_a_voice():
    from lif_narrative.ingest.methods import CUES

    assert {method for method, _, _ in CUES} <= set(METHODS)
    assert {voice_of(method) for method in METHODS} - {""} <= set(VOICES)
    assert method_of([("nothing of the kind", 5.0)]) == ""


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Neglect audit, autumn 2026", "2026-autumn"), ("Summer term 2027", "2027-summer"),
        ("2026 Q3", "2026-Q3"), ("Quarter 2 2027", "2027-Q2"), ("audit 2025/26", "2025/26"),
        ("notes of 4 May 2027", ""), ("2025-10-26", ""),
        ("Summer (AB-123456)", ""), ("2025-12", ""),
    ],
)  # fmt: skip
def test_a_round_is_what_the_words_name_and_a_date_is_none(text, period):
    assert period_of(text) == period


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("4 November 2026", "2026-11-04"), ("14/05/2027", "2027-05-14"), ("2027-05 complaint", "2027-05"),
        ("May 2027", "2027-05"), ("Thu, 1 Oct 2026", "2026-10-01"), ("born 3/4/2015", ""), ("32/13/2027", ""),
        ("d.o.b. 1.2.2018, seen 3 May 2027", "2027-05-03"), ("2026-09-02 10:31:00", "2026-09-02"),
    ],
)  # fmt: skip
def test_a_date_is_iso_as_far_as_it_goes_and_never_a_birthday(text, date):
    assert date_of(text) == date


def a_document(source, title, path="x.docx"):
    return mapped(words(f"# {title}", "## Was help early?", "No."), path, source).documents[0]


def test_a_dated_document_joins_the_main_round_of_its_year_and_no_other():
    rounds = ["Audit return, autumn 2026", "Health audit return, autumn 2026", "Audit return, spring 2026"]
    documents = [a_document(f"s{n}", title) for n, title in enumerate(rounds)]
    documents += [
        a_document("d1", "Notes of 4 May 2026"),
        a_document("d2", "Notes of 4 May 2024"),
        a_document("d3", "Notes"),
    ]
    assert [d.period for d in settle_periods(documents)] == [
        "2026-autumn", "2026-autumn", "2026-spring", "2026-autumn", "2024", "2026-autumn",
    ]  # fmt: skip


def test_without_a_named_round_the_year_is_the_round():
    documents = [
        a_document("d1", "Notes of 4 May 2026"),
        a_document("d2", "Notes of 9 June 2025"),
        a_document("d3", "Notes"),
    ]
    assert [d.period for d in settle_periods(documents)] == ["2026", "2025", ""]


def test_a_record_without_an_agency_takes_that_of_the_workers_it_names():
    reading = words(
        "# Children's social care audit return",
        "Child: Ann Ward. Allocated worker Jo Bell.",
        "## Plan",
        "Short.",
    )
    known = mapped(reading, "C1_csc.docx", "s1").documents
    record = mapped(
        words(
            "# Supervision audit",
            "## May 2027: Jo Bell, about AW",
            "Good.",
            "## June 2027: Di Orr, about AW",
            "Fair.",
        ),
        "s.odt",
        "s2",
    ).documents
    assert {d.agency for d in settle_agencies([*known, *record]) if d.source_id == "s2"} == {
        "children's social care"
    }
    assert {d.agency for d in settle_agencies(record)} == {""}


def test_an_organisation_keeps_its_words_and_knows_its_sector():
    assert agency_stated("Infant school, head teacher") == "infant school"
    assert (sector("infant school"), agency_stated("CSC"), sector("credit union")) == (
        "education",
        "children's social care",
        "credit union",
    )


def test_files_of_the_office_and_the_system_are_passed_over_with_a_reason(tmp_path):
    for name in ("b.docx", "a/c.txt", "~$b.docx", ".hidden", "Thumbs.db", "__MACOSX/x.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    outside = tmp_path.parent / "outside.txt"
    outside.write_text("x")
    (tmp_path / "link.txt").symlink_to(outside)
    files, passed_over = discover(tmp_path)
    assert [file.name for file in files] == ["c.txt", "b.docx"]
    assert {file.name for file, reason in passed_over if reason} == {
        "~$b.docx",
        ".hidden",
        "Thumbs.db",
        "x.docx",
        "link.txt",
    }
    assert discover([tmp_path / "b.docx", str(tmp_path / "a")])[0] == [
        tmp_path / "a" / "c.txt",
        tmp_path / "b.docx",
    ]


def test_an_empty_folder_and_a_path_to_nothing_are_refused_in_words(tmp_path):
    with pytest.raises(NarrativeError, match="No files"):
        discover(tmp_path)
    with pytest.raises(NarrativeError, match="nothing at"):
        discover(tmp_path / "no")
