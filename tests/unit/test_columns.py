"""Every DataFrame has the columns that the one page of columns says, in that order, and of that kind."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import small_project

from lif_narrative.columns import KINDS, columns, page
from lif_narrative.errors import NarrativeError
from lif_narrative.exchange.data import NOUNS

ROOT = Path(__file__).resolve().parents[2]
LIKE = {"whole": "integer", "number": "floating", "yes/no": "boolean", "text": "string"}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    made = small_project.make(tmp_path_factory.mktemp("columns"))
    made.code("ex-do-1-0", "th-heard")
    yield made
    made.close()


@pytest.mark.parametrize("noun", sorted(columns()))
def test_a_frame_has_the_columns_that_are_documented(project, noun):
    frame, told = getattr(project, noun)(), columns()[noun]
    assert list(frame.columns) == list(told)
    for name, (kind, meaning) in told.items():
        assert kind in KINDS and meaning
        seen = pd.api.types.infer_dtype(frame[name].dropna(), skipna=True)
        if len(frame[name].dropna()) and kind in LIKE:
            assert seen == LIKE[kind] or (kind == "number" and seen == "integer"), name


def test_every_noun_that_is_exported_is_documented():
    assert set(NOUNS) - set(columns()) <= {"actions"}


def test_the_page_of_columns_is_up_to_date():
    assert (ROOT / "docs" / "frames.md").read_text(encoding="utf-8") == page(), "make frames writes it anew"


@pytest.mark.parametrize("noun", sorted(columns()))
def test_arrow_tables_hold_what_the_frames_hold(project, noun):
    table, frame = project.arrow(noun), getattr(project, noun)()
    assert table.num_rows == len(frame) and table.column_names == list(frame.columns)
    assert hasattr(table, "__arrow_c_stream__")  # what Polars and DuckDB read without a copy


def test_an_unknown_noun_is_refused_with_those_that_there_are(project):
    with pytest.raises(NarrativeError, match="excerpts"):
        project.arrow("words")
