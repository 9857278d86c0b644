"""No cell of any spreadsheet or table that the program writes is run when it is opened."""

from __future__ import annotations

import csv
import dataclasses
import itertools
import zipfile

import pytest
import small_project
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from lif_narrative import trail
from lif_narrative.codebook import Codebook
from lif_narrative.spreadsheet import FORMULA, as_text, as_was

STARTS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """All spreadsheets and tables of a project in which whatever can be written begins like a formula."""
    place = tmp_path_factory.mktemp("cells")
    project, starts = small_project.make(place), itertools.cycle(STARTS)
    store = project.store
    with store.writing() as connection:
        for name, field in (("excerpts", "text"), ("themes", "name"), ("themes", "definition")):
            table = store.meta.tables[name]
            for row in connection.execute(sa.select(table.c.id).order_by(table.c.id)).scalars().all():
                words = f"{next(starts)} {field}"
                connection.execute(sa.update(table).where(table.c.id == row).values({field: words}))
    for start in STARTS:
        project.agree(f"{start} agreed", owner_role="team manager", due="2020-01-31", said=f"{start} said")
    for name in ("workbook", "register"):
        project.write(name, place / f"{name}.xlsx")
    project.write("codebook", place / "codebook.csv")
    project.data(place / "tables", "csv")
    trail.write(project, place / "trail.csv")
    project.close()
    return place


def test_no_cell_of_a_csv_begins_like_a_formula(written):
    place, kept = written, set()
    files = [*place.glob("*.csv"), *(place / "tables").glob("*.csv")]
    assert len(files) > 10
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert [c for c in row if c.startswith(FORMULA) and not number(c)] == [], path.name
                kept |= {start for start in STARTS for cell in row if cell.startswith(f"'{start}")}
    assert kept == set(STARTS)


def number(cell: str) -> bool:
    """Whether a cell is a number below nought, which is nobody's words."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_no_cell_of_an_xlsx_is_a_formula_or_a_link(written):
    place = written
    for name in ("workbook", "register"):
        with zipfile.ZipFile(place / f"{name}.xlsx") as package:
            pages = [package.read(n).decode() for n in package.namelist() if "/worksheets/" in n]
        assert pages and not any("<f>" in page or "<f " in page or "<hyperlink" in page for page in pages)
        assert any("=1+1" in page for page in pages), name


def test_a_codebook_comes_back_from_csv_as_it_was_written(tmp_path):
    themes = Codebook.starter().themes[:2]
    odd = tuple(dataclasses.replace(theme, definition="=1+1 is what they said") for theme in themes)
    Codebook(odd).to_csv(tmp_path / "codes.csv")
    assert [t.definition for t in Codebook.read(tmp_path / "codes.csv").themes] == [t.definition for t in odd]


@given(st.text(alphabet="'=+-@\t\ra ", max_size=6))
def test_what_was_made_safe_comes_back_as_it_was(words):
    assert as_was(as_text(words)) == words and not as_text(words).startswith(FORMULA)
