"""Sheets on paper: headings on every page, and wide ones in parts whose letters can be read."""

from __future__ import annotations

import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lif_narrative.export.sheet import Sheet
from lif_narrative.export.workbook import A_PAGE, SMALLEST, parted, write

NARROW = Sheet("Gaps", ("kind", "what"), (("voice", "fathers"),))
COLUMNS = ("theme", "quote", "question", "definition", "what", "reason")
WIDE = Sheet("Evidence", COLUMNS, (tuple("abcdef"),))
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "b.xlsx"
    write([NARROW, WIDE], path, "t")
    with zipfile.ZipFile(path) as box:
        names = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml")
        return [ElementTree.fromstring(box.read(name)) for name in names]


def found(sheet, name):
    return list(sheet.iter(SPREADSHEET + name))


def test_every_sheet_lies_across_the_page_with_its_headings_on_each(book):
    whole, *sheets = book
    for sheet in sheets:
        assert found(sheet, "pageSetup")[0].get("orientation") == "landscape"
    titles = [one.text for one in found(whole, "definedName") if one.get("name") == "_xlnm.Print_Titles"]
    assert sorted(titles) == ["Evidence!$A:$A,Evidence!$1:$1", "Gaps!$1:$1"]


def test_a_row_is_as_tall_as_its_words_and_a_column_as_wide_as_what_is_in_it():
    sheet = Sheet("s", ("n", "method", "quote"), ((1, "single-agency audit", "word " * 40), (2, "", "a\nb")))
    assert sheet.widths[:2] == [9, 21] and list(sheet.heights()) == [4, 2]


def test_a_narrow_sheet_is_fitted_to_the_page_and_a_wide_one_is_cut_between_columns(book):
    _, narrow, wide = book
    assert found(narrow, "pageSetUpPr")[0].get("fitToPage") == "1" and not found(narrow, "colBreaks")
    assert not found(wide, "pageSetUpPr") and found(wide, "pageSetup")[0].get("scale") == str(SMALLEST)
    assert [int(one.get("id")) for one in found(wide, "brk")] == parted(WIDE.widths)


@given(st.lists(st.integers(1, 90), min_size=1, max_size=40))
def test_no_part_is_wider_than_a_page_and_every_column_is_in_one(widths):
    ends = [*parted(widths), len(widths)]
    assert ends == sorted(set(ends))
    for start, end in zip([1, *ends[:-1]], ends, strict=True):
        used = widths[0] + sum(widths[max(start, 1) : end])
        assert used <= A_PAGE or end - start <= 1


def test_a_wide_sheet_without_rows_takes_one_page(tmp_path):
    write([Sheet("late", WIDE.columns, ())], tmp_path / "empty.xlsx", "t")
    with zipfile.ZipFile(tmp_path / "empty.xlsx") as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
    assert "colBreaks" not in page and 'fitToPage="1"' in page
