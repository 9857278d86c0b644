"""Exports: the same lines in every format, with what readers and machines need to trust them."""

from __future__ import annotations

import dataclasses
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from small_audit import material

import lif_narrative as lif
from lif_narrative import story
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.export import export, export_themes
from lif_narrative.export.embedding import packed, unpacked
from lif_narrative.export.items import Grid
from lif_narrative.export.lines import hidden
from lif_narrative.export.page import fold, page_of
from lif_narrative.export.profiles import profile_called
from lif_narrative.export.readback import read_back
from lif_narrative.export.word import A_LINE, shares
from lif_narrative.wording import measure

NASTY = '=1+1 <script>x</script> | **bold** [a](b) \\ `c` _d_ \u202eתורה 👧🏽 & "q" – #'


@pytest.fixture(scope="module")
def audit():
    made = material()
    made.excerpts.loc[made.excerpts["id"].str.contains("late-child"), "text"] += " " + NASTY
    made.excerpts["end"] = made.excerpts["start"] + made.excerpts["text"].str.len()
    return made


@pytest.fixture(scope="module")
def told(audit):
    return story.draft("Is help in time?", audit)


@pytest.fixture(scope="module")
def document(told, tmp_path_factory):
    return docx.Document(str(export(told, tmp_path_factory.mktemp("out") / "story.docx")))


def lines(told):
    return tuple(
        line for item in page_of(told, profile_called("internal")).lines() if (line := fold(item.text))
    )


@pytest.mark.parametrize("ending", [".docx", ".html", ".md", ".pdf"])
def test_every_format_shows_the_same_lines(told, tmp_path, ending):
    seen = read_back(export(told, tmp_path / f"story{ending}"))
    assert seen.lines == lines(told)


@pytest.mark.parametrize("ending", [".docx", ".html", ".md", ".pdf"])
def test_the_same_story_gives_the_same_bytes(told, tmp_path, ending):
    first, second = (export(told, tmp_path / f"{name}{ending}") for name in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_headings_are_headings_in_order(document):
    styles = [p.style.name for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert styles[0] == "Title" and styles.count("Heading 1") == 12
    levels = [0 if name == "Title" else int(name[-1]) for name in styles]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_document_says_its_language_and_title(document):
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:val")) == "en-GB"
    assert document.core_properties.title == "Is help in time?"


def test_every_table_has_a_header_row_and_a_description(document):
    assert len(document.tables) >= 3
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_pages_are_numbered(document):
    footer = document.sections[0].footer._element
    assert [field.text.strip() for field in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_a_draft_says_so_on_every_claim(told, document):
    texts = [p.text for p in document.paragraphs]
    backed = [block for block in told.record.blocks if block.evidence]
    assert texts[1].startswith("Draft")
    assert texts.count("Proposed: not yet accepted by a reviewer.") == len(backed)


def test_an_accepted_story_no_longer_says_draft(told, tmp_path):
    record = told.record
    for block in record.blocks:
        for item in block.evidence:
            record = story.accept(record, block.id, item.excerpt_id, "human:lead")
    path = export(dataclasses.replace(told, record=record), tmp_path / "s.docx")
    assert not any("Draft" in p.text or "Proposed" in p.text for p in docx.Document(str(path)).paragraphs)


def test_html_holds_no_markup_from_the_material(told, tmp_path):
    text = export(told, tmp_path / "s.html").read_text(encoding="utf-8")
    assert "<script" not in text and "http" not in text.replace("http-equiv", "")


def test_a_shareable_story_names_no_case_and_no_document(told, tmp_path):
    path = export(told, tmp_path / "s.html", profile="shareable")
    seen = read_back(path)
    shown = " ".join(seen.lines)
    assert "case K" not in shown and "do-" not in shown
    assert not any("document" in piece for claim in seen.manifest["claims"] for piece in claim["evidence"])


def test_a_shareable_story_hides_small_numbers(tmp_path):
    import pandas as pd

    row = {
        "indicator": "Advocates",
        "period": "2031",
        "numerator": 3,
        "denominator": 41,
        "value": 7.3,
        "unit": "%",
    }
    told = story.draft("Q?", material(measures=pd.DataFrame([row])))
    seen = read_back(export(told, tmp_path / "s.docx", profile="shareable"))
    assert any("Advocates: c (41)" in line for line in seen.lines)
    assert "3 of 41" not in " ".join(seen.lines) + str(seen.manifest)


def test_each_export_is_witnessed_with_its_seal(told, tmp_path):
    kept = []
    watched = dataclasses.replace(told, witness=lambda *said: kept.append(said))
    export(watched, tmp_path / "s.docx")
    page = page_of(told, profile_called("internal"))
    assert kept == [("internal", page.seal, page.counts)]


def test_a_story_without_evidence_is_refused(told, tmp_path):
    bare = dataclasses.replace(told, record=dataclasses.replace(told.record, blocks=()))
    with pytest.raises(NarrativeError, match="no claim with evidence"):
        export(bare, tmp_path / "s.docx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "profile"), [("s.odt", "internal"), ("s", "internal"), ("s.docx", "everyone")]
)
def test_an_unknown_format_or_profile_names_those_that_are_known(told, tmp_path, name, profile):
    with pytest.raises(UnknownChoice, match="Known"):
        export(told, tmp_path / name, profile)


def test_a_folder_that_is_not_there_is_named(told, tmp_path):
    with pytest.raises(NarrativeError, match="no folder"):
        export(told, tmp_path / "nowhere" / "s.docx")


def test_a_write_that_fails_leaves_the_old_file(told, tmp_path, monkeypatch):
    path = export(told, tmp_path / "s.md")
    before = path.read_bytes()
    monkeypatch.setattr("lif_narrative.export.markdown.escaped", lambda text: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(told, path)
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_the_package_exports_by_its_own_name(told, tmp_path):
    assert lif.export(told, tmp_path / "s.md").exists()


def test_the_themes_workbook_holds_text_as_text(audit, tmp_path):
    from python_calamine import CalamineWorkbook

    path = export_themes(audit, tmp_path / "themes.xlsx")
    book = CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_name("Evidence").to_python()
    quote = rows[0].index("quote")
    texts = set(audit.coded["text"])
    assert {row[quote] for row in rows[1:]} == texts and len(rows) == len(audit.coded) + 1
    xml = b"".join(zipfile.ZipFile(path).read(n) for n in zipfile.ZipFile(path).namelist() if "sheet" in n)
    assert b"<f>" not in xml


def test_evidence_has_the_same_short_id_in_story_and_workbook(audit, told, tmp_path):
    from python_calamine import CalamineWorkbook

    path = export_themes(audit, tmp_path / "themes.xlsx")
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Evidence").to_python()
    ids = {row[-1]: row[0] for row in rows[1:]}
    coded = [exhibit for exhibit in told.exhibits.values() if exhibit.id in ids]
    assert coded and all(ids[exhibit.id] == exhibit.short for exhibit in coded)


def test_the_workbook_says_what_it_is_and_what_was_set_aside(audit, tmp_path):
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(export_themes(audit, tmp_path / "themes.xlsx")))
    assert book.sheet_names[0] == "About"
    assert {"Themes", "Evidence", "Gaps", "Measures", "Set aside"} <= set(book.sheet_names)


def test_themes_without_codings_or_under_another_ending_are_refused(audit, tmp_path):
    with pytest.raises(NarrativeError, match="No excerpt is coded"):
        export_themes(dataclasses.replace(audit, codings=audit.codings[:0]), tmp_path / "t.xlsx")
    with pytest.raises(UnknownChoice, match="xlsx"):
        export_themes(audit, tmp_path / "t.csv")


def test_a_proof_survives_packing_and_damage_is_seen():
    proof = {"lines": [["text", NASTY, "b", ""]], "claims": []}
    assert unpacked(packed(proof)) == proof
    assert unpacked(packed(proof)[:-9]) is None and unpacked("…") is None


def test_a_column_of_a_word_table_holds_its_longest_word():
    columns = ("Theme", "Agree", "Contradict", "Lean to strength", "Lean to concern")
    long = "family feedback, single-agency audit, observation"
    grid = Grid("", columns, (("Plans that say what will change for a child", "1", "2", long, long),))
    widths = shares(grid, turned=False)
    assert sum(widths) <= A_LINE + 1e-9 and widths[2] > len("Contradict")


def test_a_rate_is_said_as_one_and_small_counts_in_it_are_held_back():
    row = {"indicator": "Young people to a worker", "value": 15.7, "numerator": 157, "denominator": 10}
    told = measure(row)
    assert "15.7 (157 to 10)" in told and hidden(told, profile_called("internal")) == told
    few = hidden(
        measure({**row, "value": 2.0, "numerator": 6, "denominator": 3}), profile_called("partnership")
    )
    assert "3)" not in few and "2 (" not in few
