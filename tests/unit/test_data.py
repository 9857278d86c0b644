"""Nouns as tables for analysis elsewhere: whole, equal twice, and harmless in a spreadsheet."""

from __future__ import annotations

import contextlib
import json

import pandas as pd
import pytest

from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project

REPLIES = "Form,What helped?\n1,she came back every week\n2,=1+1 is what they told us about time\n"


@pytest.fixture
def project(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    (files / "children's feedback.csv").write_text(REPLIES, encoding="utf-8")
    with contextlib.closing(Project.open(tmp_path / "project", actor="human:ana")) as opened:
        opened.ingest(files)
        opened.run("segment")
        yield opened


@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv"])
def test_every_row_is_in_the_table(project, tmp_path, form):
    folder = project.data(tmp_path / form, form)
    read = {"parquet": pd.read_parquet, "csv": pd.read_csv, "jsonl": lambda p: pd.read_json(p, lines=True)}
    there = read[form](folder / f"excerpts.{form}")
    assert there["id"].tolist() == project.excerpts()["id"].tolist() and len(there) > 1
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["tables"]["excerpts"]["rows"] == len(there)
    assert told["tables"]["excerpts"]["columns"] == project.excerpts().columns.tolist()


@pytest.mark.parametrize("form", ["parquet", "jsonl", "csv"])
def test_two_exports_of_tables_are_the_same_bytes(project, tmp_path, form):
    one, two = project.data(tmp_path / "one", form), project.data(tmp_path / "two", form)
    names = sorted(p.name for p in one.iterdir() if p.name != "manifest.json")
    assert len(names) == 13
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in names)


def test_a_spreadsheet_runs_no_cell(project, tmp_path):
    texts = pd.read_csv(project.data(tmp_path / "csv", "csv") / "excerpts.csv")["text"]
    assert texts.str.startswith("'=1+1").sum() == 1 and not texts.str.startswith("=").any()


def test_wrong_wishes_are_refused_in_words(project, tmp_path):
    with pytest.raises(NarrativeError, match="No form of data is called 'xml'"):
        project.data(tmp_path / "x", "xml")
    (tmp_path / "file").write_text("")
    with pytest.raises(NarrativeError, match="is a file"):
        project.data(tmp_path / "file")
