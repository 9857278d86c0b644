"""Reading what training learns from: the coded sentences and the published reports, in their folder."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from lif_narrative.appraise.tuned import THEMES
from lif_narrative.errors import NarrativeError


def paragraphs(shared: Path) -> dict[str, tuple[str, str]]:
    """The paragraphs of the inspection reports: text and section, by id."""
    rows = parquet(shared / "corpora" / "ofsted_ilacs.parquet")
    return {row["paragraph_id"]: (row["text"], row["section"]) for row in rows}


def parquet(path: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file."""
    import pyarrow.parquet as pq

    _must_exist(path)
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return rows


def delimited(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    _must_exist(path)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def codes(cell: str) -> tuple[str, ...]:
    """The theme codes of a cell, as far as the guide has them."""
    return tuple(code for code in cell.split("|") if code in THEMES)


def _must_exist(path: Path) -> None:
    if not path.is_file():
        raise NarrativeError(f"{path.name} is not in {path.parent}. Training reads it there.")
