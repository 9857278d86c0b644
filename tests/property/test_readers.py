"""Laws of reading: what was written comes back, and nothing crashes."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lif_narrative.ingest.letters import decode
from lif_narrative.ingest.parts import Reading, Table, Unreadable
from lif_narrative.ingest.plain import paragraphs
from lif_narrative.ingest.read import READERS, read
from lif_narrative.ingest.wire import packed, unpacked

LETTERS = st.characters(codec="utf-8", exclude_characters="\x00\ufeff")
# Control characters do not occur in text files, and make a file look like something else.
SIGNS = st.characters(
    codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufeff", include_characters="\n\r\t"
)
TEXT = st.text(SIGNS, min_size=1, max_size=30)
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=40)


def reading(data: bytes, name: str) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read(path)


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), min_size=1, max_size=6), st.sampled_from(",;\t|"))
@settings(max_examples=60, deadline=None)
def test_any_text_written_as_csv_reads_back_the_same(cells, delimiter):
    rows = [["no", "said"], *cells]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    (table,) = reading(stream.getvalue().encode("utf-8-sig"), "a.csv").units
    assert isinstance(table, Table)
    kept = [row for row in rows]
    while not any(field.strip() for field in kept[-1]):
        kept.pop()
    assert [[cell.text for cell in row] for row in table.rows] == kept


@given(st.lists(st.text(LETTERS, min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_text_written_into_a_workbook_reads_back_the_same(texts):
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, text in enumerate(texts):
            sheet.write_string(row, 0, text)
    (table,) = reading(stream.getvalue(), "a.xlsx").units
    assert isinstance(table, Table)
    assert [row[0].text for row in table.rows] == texts


@pytest.mark.parametrize(
    "suffix", ["docx", "pdf", "xlsx", "csv", "txt", "html", "rtf", "eml", "vtt", "md", "bin"]
)
@given(
    data=st.binary(max_size=300),
    head=st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"{\\rtf1 ", b"WEBVTT\n\n"]),
)
@settings(max_examples=15, deadline=None)
def test_arbitrary_bytes_are_read_or_refused_and_never_crash(suffix, data, head):
    try:
        assert reading(head + data, f"a.{suffix}").format in READERS
    except Unreadable as refused:
        assert refused.reason


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_a_damaged_document_is_read_or_refused_and_never_crashes(data):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<a><b>words of some length to break</b></a>")
    broken = bytearray(stream.getvalue())
    for _ in range(data.draw(st.integers(1, 5))):
        broken[data.draw(st.integers(4, len(broken) - 1))] = data.draw(st.integers(0, 255))
    try:
        reading(bytes(broken), "a.odt")
    except Unreadable as refused:
        assert refused.reason


@given(st.text(max_size=200))
def test_decoding_unicode_text_gives_it_back(text):
    data = text.encode("utf-8", "surrogatepass")
    if decode(data)[1] == "utf-8":
        assert decode(data)[0] == text


@given(st.binary(max_size=200))
def test_decoding_never_fails(data):
    assert isinstance(decode(data)[0], str)


@given(st.lists(WORDS, max_size=12))
def test_plain_text_loses_no_word(lines):
    text = "\n".join(lines)
    assert " ".join(part.text for part in paragraphs(text)).split() == text.split()


@given(st.text(max_size=80), st.text(max_size=20))
def test_a_refusal_crosses_the_wire_unchanged(reason, locator):
    back = unpacked(packed(Unreadable(reason, locator)))
    assert isinstance(back, Unreadable)
    assert (back.reason, back.locator) == (reason, locator)
