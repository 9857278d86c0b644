"""Word files: accepted text, all of it, once, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import W, docx, p, r

from lif_narrative.ingest.parts import Part, Table
from lif_narrative.ingest.read import read

BR = "<w:r><w:br/></w:r>"


def parts(path: Path) -> list[Part]:
    return [unit for unit in read(path).units if isinstance(unit, Part)]


def only(tmp_path: Path, *body: str) -> str:
    """The text of a file's only part."""
    (part,) = parts(docx(tmp_path / "a.docx", *body))
    return part.text


def test_every_paragraph_of_the_body_is_counted_also_empty_ones_and_the_title(tmp_path):
    path = docx(tmp_path / "a.docx", p("Audit", style="Titel"), p(), p("One."), p(" "), p("Two."))
    assert [(x.locator, x.role, x.text) for x in parts(path)] == [
        ("p1", "title", "Audit"), ("p3", "body", "One."), ("p5", "body", "Two."),
    ]  # fmt: skip
    assert read(path).title == "Audit"


def test_headings_are_known_by_built_in_name_base_style_and_outline_level(tmp_path):
    outline = '<w:outlineLvl w:val="2"/>'
    path = docx(
        tmp_path / "a.docx", p("A", style="berschrift2"), p("B", style="Frage"), p("C", more=outline), p("D")
    )
    assert [(x.role, x.level, x.bold) for x in parts(path)] == [
        ("heading", 2, True), ("heading", 2, True), ("heading", 3, False), ("body", 0, False),
    ]  # fmt: skip


def test_list_items_are_known_by_style_and_by_numbering(tmp_path):
    number = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr>'
    path = docx(tmp_path / "a.docx", p("1. typed", style="Liste"), p("deeper", more=number))
    assert [(x.role, x.level, x.text) for x in parts(path)] == [
        ("list", 1, "1. typed"),
        ("list", 2, "deeper"),
    ]


def test_a_paragraph_is_bold_only_if_all_its_letters_are(tmp_path):
    off = '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>not</w:t></w:r>'
    path = docx(tmp_path / "a.docx", p(r("All", True), r(" "), r("of it", True)), p(r("Some", True), off))
    assert [x.bold for x in parts(path)] == [True, False]


def test_accepted_text_alone_is_read(tmp_path):
    text = only(
        tmp_path,
        p(
            "Kept", "<w:del><w:r><w:delText> deleted</w:delText></w:r></w:del>",
            f"<w:ins>{r(' added')}</w:ins>",
            f"<w:moveFrom>{r(' gone')}</w:moveFrom>", f"<w:moveTo>{r(' come')}</w:moveTo>",
        ),
    )  # fmt: skip
    assert text == "Kept added come"


def test_a_paragraph_whose_end_was_deleted_runs_on(tmp_path):
    mark = "<w:rPr><w:del/></w:rPr>"
    path = docx(tmp_path / "a.docx", p("He came ", more=mark), p("and stayed."))
    assert [(x.text, x.locator) for x in parts(path)] == [("He came and stayed.", "p2")]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"<w:hyperlink>{r('link')}</w:hyperlink>", "link"),
        (f"<w:smartTag>{r('smart')}</w:smartTag>", "smart"),
        (f"<w:sdt><w:sdtContent>{r('control')}</w:sdtContent></w:sdt>", "control"),
        (f"<w:fldSimple w:instr='DATE'>{r('2 May')}</w:fldSimple>", "2 May"),
        (f"{r('a')}{BR}{r('b')}", "a\nb"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>", "a\tb-c"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> Yes</w:t></w:r>', "☒ Yes"),
    ],
)
def test_text_in_wrappers_and_signs_is_text(tmp_path, inside, text):
    assert only(tmp_path, p(inside)) == text


def test_the_instruction_of_a_field_is_not_text_and_a_tick_box_is(tmp_path):
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>".format
    field = (
        mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + mark("separate") + r("7") + mark("end")
    )
    box = (
        "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/>"
        "</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        + mark("end")
    )
    assert only(tmp_path, p(field, box, " met")) == "7☒ met"


def test_a_prompt_that_nobody_answered_is_not_text(tmp_path):
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + r("Click here")
        + "</w:sdtContent></w:sdt>"
    )
    path = docx(tmp_path / "a.docx", p("Views:"), p(prompt))
    assert [x.text for x in parts(path)] == ["Views:"]
    assert read(path).remarks == ("1 form field not filled in",)


def test_hidden_text_is_left_out_with_a_remark(tmp_path):
    path = docx(tmp_path / "a.docx", p("seen ", r("unseen", more="<w:vanish/>")))
    assert [x.text for x in parts(path)] == ["seen "]
    assert read(path).remarks == ("1 stretch of hidden text left out",)


def test_a_text_box_stands_once_though_the_file_says_it_twice(tmp_path):
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    path = docx(tmp_path / "a.docx", p("Beside it.", both))
    assert [(x.text, x.locator) for x in parts(path)] == [("Beside it.", "p1"), ("In the box.", "p1box1p1")]


def test_comments_and_footnotes_follow_what_they_hang_on(tmp_path):
    comment = f'<w:comment w:id="0" w:author="Ann">{p("Really?")}</w:comment>'
    comments = f'<w:comments xmlns:w="{W}">{comment}</w:comments>'
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="-1">{p("---")}</w:footnote>'
        f'<w:footnote w:id="1">{p("A source.")}</w:footnote></w:footnotes>'
    )
    refer = '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    path = docx(
        tmp_path / "a.docx", p("Said.", refer), p("Next."), parts={"comments": comments, "footnotes": notes}
    )
    assert [(x.role, x.text, x.locator, x.about, x.speaker) for x in parts(path)] == [
        ("body", "Said.", "p1", "", ""),
        ("footnote", "A source.", "footnote1", "p1", ""),
        ("note", "Really?", "comment1", "p1", "Ann"),
        ("body", "Next.", "p2", "", ""),
    ]


def test_headers_and_footers_are_told_apart_from_the_body(tmp_path):
    section = '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    path = docx(
        tmp_path / "a.docx", p("Body."), section,
        parts={
            "header1": f'<w:hdr xmlns:w="{W}">{p("OFFICIAL")}</w:hdr>',
            "footer1": f'<w:ftr xmlns:w="{W}">{p("Page 1")}</w:ftr>',
        },
    )  # fmt: skip
    assert [(x.role, x.text, x.locator) for x in parts(path)] == [
        ("header", "OFFICIAL", "header"), ("body", "Body.", "p1"), ("footer", "Page 1", "footer"),
    ]  # fmt: skip


def cell(*blocks: str, more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{''.join(blocks)}</w:tc>"


def test_merged_cells_stand_once_in_a_table_of_even_rows(tmp_path):
    wide, first, rest = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        f"<w:tr>{cell(p('Across'), more=wide)}{cell(p('C'))}</w:tr>"
        f"<w:tr>{cell(p('Down'), more=first)}{cell(p('x'), p('y'))}{cell(p('z'))}</w:tr>"
        f"<w:tr>{cell(p(), more=rest)}{cell(p('w'))}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell(p('struck out'))}</w:tr>"
    )
    (table,) = read(docx(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>")).units
    assert isinstance(table, Table)
    assert [[c.text for c in row] for row in table.rows] == [
        ["Across", "", "C"], ["Down", "x\ny", "z"], ["", "w", ""],
    ]  # fmt: skip
    assert table.rows[1][1].locator == "t1r2c2"
    assert [x.locator for x in table.rows[1][1].inner] == ["t1r2c2p1", "t1r2c2p2"]


def test_a_table_in_a_cell_is_part_of_the_cell(tmp_path):
    inner = f"<w:tbl><w:tr>{cell(p('in'))}{cell(p('side'))}</w:tr></w:tbl>"
    (table,) = read(docx(tmp_path / "a.docx", f"<w:tbl><w:tr>{cell(p('Out'), inner)}</w:tr></w:tbl>")).units
    assert isinstance(table, Table)
    outer = table.rows[0][0]
    assert outer.text == "Out\nin\tside"
    assert isinstance(outer.inner[1], Table)
    assert outer.inner[1].rows[0][1].locator == "t1r1c1t1r1c2"


def test_a_generated_table_of_contents_is_left_out(tmp_path):
    path = docx(tmp_path / "a.docx", p("Aims ... 3", style="toc1"), p("Aims"))
    assert [x.text for x in parts(path)] == ["Aims"]


def test_macros_are_not_run_and_the_file_is_read(tmp_path):
    path = docx(tmp_path / "a.docm", p("Text."), extra={"word/vbaProject.bin": b"x"})
    assert read(path).remarks == ("macros were not run",)


def test_a_file_that_python_docx_writes_is_read(tmp_path):
    import docx as library

    document = library.Document()
    document.add_heading("Return", 0)
    document.add_heading("Was help early?", 2)
    document.add_paragraph("It came late.")
    document.save(str(tmp_path / "a.docx"))
    assert [(x.role, x.level, x.text) for x in parts(tmp_path / "a.docx")] == [
        ("title", 1, "Return"), ("heading", 2, "Was help early?"), ("body", 0, "It came late."),
    ]  # fmt: skip
