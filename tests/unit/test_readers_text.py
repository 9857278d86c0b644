"""Plain text, Markdown, web pages, e-mail, rich text and OpenDocument."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import odt

from lif_narrative.ingest.letters import decode
from lif_narrative.ingest.parts import Part, Table
from lif_narrative.ingest.read import read


def said(path: Path, *fields: str) -> list[tuple[object, ...]]:
    """The parts of a file as tuples of fields."""
    return [tuple(getattr(x, f) for f in fields) for x in read(path).units if isinstance(x, Part)]


def saved(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_letters_are_told_from_bytes(encoding):
    text = "Siobhán’s bed cost £40 – worth it"
    assert decode(text.encode(encoding))[0] == text


def test_letters_of_an_old_mac_are_not_taken_for_windows():
    text = "She didn’t say why they weren’t told; Zoë’s café visit went well and it isn’t over."
    assert decode(text.encode("mac_roman"))[0] == text


def test_plain_lines_are_paragraphs_with_the_number_of_their_line(tmp_path):
    path = saved(tmp_path / "a.txt", "Dear all\r\n\r\nThank you.\r\nIt helped.\r\n")
    assert said(path, "locator", "text") == [
        ("line1", "Dear all"),
        ("line3", "Thank you."),
        ("line4", "It helped."),
    ]


def test_lines_wrapped_by_hand_are_joined(tmp_path):
    text = (
        "The worker came every week and each time she asked the same question, which\n"
        "was whether we had heard from the school, and each time we said that we had\n"
        "not heard from anybody there since the day that the letter had been sent.\n\n"
        "Then she stopped asking and went to the school herself, and after that it was\n"
        "all done in a day.\n"
    )
    found = said(saved(tmp_path / "a.txt", text), "locator", "text")
    assert [place for place, _ in found] == ["line1", "line5"]
    assert found[0][1] == " ".join(text.split("\n\n")[0].split("\n"))


def test_markdown_has_headings_lists_and_tables(tmp_path):
    text = "# Audit\n\nWhat *we* saw,\nand heard.\n\n- first\n- second\n\n"
    text += "| Q | A |\n|---|---|\n| Seen? | **Yes** |\n"
    path = saved(tmp_path / "a.md", text)
    assert said(path, "role", "locator", "text") == [
        ("heading", "line1", "Audit"), ("body", "line3", "What we saw, and heard."),
        ("list", "line6", "first"), ("list", "line7", "second"),
    ]  # fmt: skip
    (table,) = (unit for unit in read(path).units if isinstance(unit, Table))
    assert [[cell.text for cell in row] for row in table.rows] == [["Q", "A"], ["Seen?", "Yes"]]


def test_a_web_page_gives_what_a_person_sees(tmp_path):
    page = """<!DOCTYPE html><html><head><title>Reply</title><style>p {}</style></head><body>
    <script>let x = "unseen"</script><h2>What helped?</h2><p></p>
    <p>She&nbsp;came &amp;   stayed.<br>Twice.</p>
    <p style="display: none">unseen</p><div>Loose words <b>and</b> more<ul><li>one</li><li>two</li></ul></div>
    <table><tr><th>Q</th><td rowspan="2">both</td></tr><tr><td>second</td></tr></table></body></html>"""
    path = saved(tmp_path / "a.html", page)
    assert said(path, "role", "locator", "text") == [
        ("heading", "p1", "What helped?"), ("body", "p3", "She\xa0came & stayed.\nTwice."),
        ("body", "p4", "Loose words and more"), ("list", "p5", "one"), ("list", "p6", "two"),
    ]  # fmt: skip
    (table,) = (unit for unit in read(path).units if isinstance(unit, Table))
    assert [[cell.text for cell in row] for row in table.rows] == [["Q", "both"], ["second", ""]]
    assert read(path).title == "Reply"
    assert read(path).remarks == ("1 hidden part left out",)


MAIL = """From: Agnes W <agnes@example.org>
To: team@example.org
Subject: =?utf-8?q?Thank_you_=E2=80=93_again?=
Date: Mon, 05 Oct 2026 10:00:00 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"

You came back.

On Sunday, Bev wrote:
> Is it better now?
"""


def test_an_e_mail_gives_fields_words_and_what_it_quotes(tmp_path):
    path = saved(tmp_path / "a.eml", MAIL)
    found = said(path, "role", "name", "text")
    assert found[:4] == [
        ("meta", "from", "Agnes W <agnes@example.org>"), ("meta", "to", "team@example.org"),
        ("meta", "date", "Mon, 05 Oct 2026 10:00:00 +0000"), ("meta", "subject", "Thank you – again"),
    ]  # fmt: skip
    assert found[4:] == [
        ("body", "", "You came back."), ("note", "", "On Sunday, Bev wrote:"),
        ("note", "", "Is it better now?"),
    ]  # fmt: skip


def test_attachments_are_named_in_a_remark_and_not_opened(tmp_path):
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "a@example.org"
    message.set_content("See attached.")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    assert read(path).remarks == ("1 attachment not opened: save and add it on its own",)


def test_rich_text_keeps_its_letters_and_leaves_hidden_words(tmp_path):
    path = tmp_path / "a.rtf"
    path.write_bytes(
        rb"{\rtf1\ansi\ansicpg1252 Siobh\'e1n\'92s \'a340\par\par "
        rb"caf\u233? {\v unseen}{\deleted gone}now\par}"
    )
    assert said(path, "locator", "text") == [("p1", "Siobhán’s £40"), ("p3", "café now")]


def test_an_opendocument_text_reads_as_accepted(tmp_path):
    style = '<style:style style:name="B" style:family="text">'
    style += '<style:text-properties fo:font-weight="bold"/></style:style>'
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="2">Was it early?</text:h><text:p/>'
        '<text:p>It<text:s text:c="2"/>was<text:tab/>late<text:line-break/>again.'
        "<office:annotation><dc:creator>Ann</dc:creator><text:p>Really?</text:p></office:annotation>"
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>A source.</text:p></text:note-body></text:note></text:p>"
        '<text:list><text:list-item><text:p><text:span text:style-name="B">all bold</text:span></text:p>'
        "</text:list-item></text:list>"
    )
    assert said(odt(tmp_path / "a.odt", body, style), "role", "locator", "text", "bold") == [
        ("heading", "p1", "Was it early?", False),
        ("body", "p3", "It  was\tlate\nagain.", False),
        ("note", "comment1", "Really?", False),
        ("footnote", "footnote1", "A source.", False),
        ("list", "p4", "all bold", True),
    ]


def test_repeated_and_covered_cells_of_an_opendocument_table(tmp_path):
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>".format
    body = (
        "<table:table><table:table-row>" + cell(' table:number-columns-spanned="2"', "wide")
        + '<table:covered-table-cell/></table:table-row><table:table-row table:number-rows-repeated="2">'
        + cell("", "a") + cell(' table:number-columns-repeated="2"', "b")
        + '</table:table-row></table:table>'
    )  # fmt: skip
    (table,) = read(odt(tmp_path / "a.odt", body)).units
    assert isinstance(table, Table)
    assert [[c.text for c in row] for row in table.rows] == [
        ["wide", "", ""],
        ["a", "b", "b"],
        ["a", "b", "b"],
    ]


def test_what_excel_calls_unicode_text_is_a_table(tmp_path):
    path = saved(tmp_path / "a.txt", "no\tsaid\r\n1\tyes\r\n2\tno\r\n", "utf-16")
    (table,) = read(path).units
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["no", "said"], ["1", "yes"], ["2", "no"]]
