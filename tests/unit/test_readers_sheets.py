"""Workbooks and delimited text: every cell as it was written or shown."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from lif_narrative.ingest.delimited import delimiter_of
from lif_narrative.ingest.parts import Part, Table
from lif_narrative.ingest.read import read
from lif_narrative.ingest.sheets import column_name

HARD = [
    "a\r\nb",
    "  lead",
    "trail ",
    "=1+1",
    '"quoted"',
    "it’s £4 – fine",
    "a,b;c\td|e",
    "-",
    "+44",
    "é😀",
    "_x000D_",
]


def table(path: Path) -> Table:
    (found,) = (unit for unit in read(path).units if isinstance(unit, Table))
    return found


def texts(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table(path).rows]


def written(path: Path, encoding: str, delimiter: str, rows: list[list[str]]) -> Path:
    import csv

    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_hard_cells_come_back_whatever_the_encoding_and_delimiter(tmp_path, encoding, delimiter):
    hard = [text for text in HARD if encoding != "cp1252" or "😀" not in text]
    rows = [["no", "comment", "more"], *[[str(n), text, "x"] for n, text in enumerate(hard)]]
    assert texts(written(tmp_path / "a.csv", encoding, delimiter, rows)) == rows


def test_a_cell_is_found_by_record_and_field(tmp_path):
    path = written(tmp_path / "a.csv", "utf-8", ",", [["q", "a"], ["line\nend", "b"], ["c", "here"]])
    assert table(path).rows[2][1].locator == "R3C2"


def test_excel_s_own_line_about_the_delimiter_is_obeyed(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("sep=;\na,b;c\n1,2;3\n", encoding="utf-8")
    assert texts(path) == [["a,b", "c"], ["1,2", "3"]]


def test_one_column_of_comments_is_not_cut_at_their_commas(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("comment\nkind, quick\nlate; rude\nno one came\nyes, yes, yes\n", encoding="utf-8")
    assert texts(path) == [["comment"], ["kind, quick"], ["late; rude"], ["no one came"], ["yes, yes, yes"]]


def test_a_semicolon_in_a_comment_does_not_make_a_delimiter():
    assert delimiter_of("n,comment\n1,good; thanks\n2,bad; sorry\n") == ","
    assert delimiter_of("n;comment\n1;good, thanks\n2;bad, sorry, late\n") == ";"


def test_windows_letters_are_read_right(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("no,comment\n1,It cost £4 – worth it, she’s “lovely”\n".encode("cp1252"))
    assert texts(path)[1][1:] == ["It cost £4 – worth it", " she’s “lovely”"]


@pytest.fixture
def book(tmp_path) -> Path:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet("paper forms")
        date, rate = (
            workbook.add_format({"num_format": "dd/mm/yyyy"}),
            workbook.add_format({"num_format": "0.0%"}),
        )
        sheet.write_string("A1", "Replies")
        sheet.write_row("A3", ["n", "when", "rate", "sum", "said"])
        sheet.write_number("A4", 12.0)
        sheet.write_datetime("B4", datetime.datetime(2026, 10, 3), date)
        sheet.write_number("C4", 0.925, rate)
        sheet.write_formula("D4", "=A4*2", value=24)
        sheet.write_string("E4", "=SUM is what she said")
        sheet.merge_range("A6:B7", "Over four cells")
        sheet.write_comment("E4", "Check this with her.", {"author": "Ann"})
        sheet.write_string("A100000", "far below")
        hidden = workbook.add_worksheet("notes")
        hidden.write_string("B2", "hidden")
        hidden.hide()
        workbook.add_worksheet("empty")
    return path


def test_cells_read_as_they_show(book):
    first = next(unit for unit in read(book).units if isinstance(unit, Table))
    assert [[cell.text for cell in row] for row in first.rows] == [
        ["Replies", "", "", "", ""],
        ["", "", "", "", ""],
        ["n", "when", "rate", "sum", "said"],
        ["12", "2026-10-03", "92.5%", "24", "=SUM is what she said"],
        ["", "", "", "", ""],
        ["Over four cells", "", "", "", ""],
        ["", "", "", "", ""],
        ["far below", "", "", "", ""],
    ]
    assert first.rows[3][4].locator == "paper forms!E4"
    assert first.rows[-1][0].locator == "paper forms!A100000"


def test_hidden_sheets_are_read_with_a_remark_and_empty_ones_are_not_there(book):
    reading = read(book)
    assert [unit.name for unit in reading.units if isinstance(unit, Table)] == ["paper forms", "notes"]
    assert reading.remarks == ("1 hidden sheet read as well",)
    assert reading.format == "xlsx"


def test_notes_on_cells_say_which_cell(book):
    (note,) = (unit for unit in read(book).units if isinstance(unit, Part))
    assert (note.role, note.text.strip(), note.about) == ("note", "Check this with her.", "paper forms!E4")


def test_every_hard_string_comes_back_from_a_workbook(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as workbook:
        sheet = workbook.add_worksheet()
        for row, text in enumerate(HARD):
            sheet.write_string(row, 0, text)
    assert [row[0] for row in texts(tmp_path / "a.xlsx")] == HARD


def test_columns_are_named_as_spreadsheets_name_them():
    assert [column_name(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.shared
def test_real_comments_come_back_from_csv_and_xlsx_to_the_letter(tmp_path, shared):
    import pandas as pd

    comments = pd.read_parquet(shared / "corpora" / "patient_feedback.parquet")[
        ["comment_id", "question", "text"]
    ]
    comments.to_csv(tmp_path / "a.csv", index=False)
    comments.to_excel(tmp_path / "a.xlsx", index=False, engine="xlsxwriter")
    wanted = comments["text"].tolist()
    assert len(wanted) > 3000
    assert [row[2] for row in texts(tmp_path / "a.csv")[1:]] == wanted
    assert [row[2] for row in texts(tmp_path / "a.xlsx")[1:]] == wanted
