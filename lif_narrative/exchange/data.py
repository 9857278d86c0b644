"""A project's nouns as tables for analysis elsewhere: Parquet, JSON lines or CSV, and what they hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import __version__, events
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.export import whole
from lif_narrative.intake import sha256_of
from lif_narrative.spreadsheet import as_text

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from lif_narrative.project import Project

NOUNS: Final = (
    "documents", "excerpts", "themes", "codings", "spans", "issues", "convergence", "gaps", "indicators",
    "measures", "beside", "actions", "set_aside",
)  # fmt: skip
MANIFEST: Final = "manifest.json"


def write_data(project: Project, folder: Path, form: str = "parquet") -> Path:
    """Write every noun as a table in a folder, and a manifest with columns, rows and hashes.

    Two exports of the same project are the same bytes. In CSV, lists are JSON, and a text that a
    spreadsheet might run as a formula has an apostrophe before it; Parquet and JSON lines hold every
    value as it is.

    Parameters
    ----------
    folder : Path
        Made if new.
    form : {"parquet", "jsonl", "csv"}

    Raises
    ------
    NarrativeError
        The form is unknown, the place is a file, or there is nothing to write yet.
    """
    if form not in WRITERS:
        raise UnknownChoice("form of data", form, list(WRITERS))
    if folder.exists() and not folder.is_dir():
        raise NarrativeError(f"{folder} is a file. Name a folder, for one table a noun.")
    tables = {noun: getattr(project, noun)() for noun in NOUNS}
    if tables["documents"].empty:
        raise NarrativeError("There is nothing to write yet: take files in first.")
    folder.mkdir(parents=True, exist_ok=True)
    told = {noun: _kept(folder / f"{noun}.{form}", table, form) for noun, table in tables.items()}
    position, hash_ = events.head(project.store)
    about = {"program": f"lif_narrative {__version__}", "trail": f"{position} {hash_}", "tables": told,
             "columns": "lif_narrative.Project documents each table under its own name"}  # fmt: skip
    whole(folder / MANIFEST, lambda place: _json(place, about))
    with project.store.writing() as connection:
        events.append(project.store, connection, project.actor, "exported", "data",
                      after=sha256_of(folder / MANIFEST), reason=form)  # fmt: skip
    return folder


def _kept(path: Path, table: pd.DataFrame, form: str) -> dict[str, Any]:
    whole(path, lambda place: WRITERS[form](table, place))
    return {"rows": len(table), "columns": list(map(str, table.columns)), "sha256": sha256_of(path)}


def _json(place: Path, told: Any) -> None:
    place.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def _parquet(table: pd.DataFrame, place: Path) -> None:
    import pyarrow.parquet as parquet

    parquet.write_table(as_arrow(table), place)


def as_arrow(table: pd.DataFrame) -> pa.Table:
    """A noun as an Arrow table, which Polars, DuckDB and R read where it lies in memory."""
    import pyarrow as pa

    return pa.table({name: _column(table[name].tolist()) for name in table.columns})


def _column(values: list[Any]) -> Any:
    """An Arrow column; mappings become JSON, because a file's own attributes are not the same everywhere."""
    import pyarrow as pa

    if any(isinstance(value, dict) for value in values):
        values = [json.dumps(value, ensure_ascii=False, sort_keys=True) for value in values]
    values = [None if isinstance(value, float) and value != value else value for value in values]
    return pa.array(values) if any(v is not None for v in values) else pa.array(values, pa.string())


def _jsonl(table: pd.DataFrame, place: Path) -> None:
    with place.open("w", encoding="utf-8", newline="\n") as file:
        for row in _rows(table):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _csv(table: pd.DataFrame, place: Path) -> None:
    import csv

    with place.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        writer.writerows([_cell(value) for value in row.values()] for row in _rows(table))


def _rows(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for row in table.to_dict("records"):
        yield {str(name): None if isinstance(v, float) and v != v else v for name, v in row.items()}


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict | tuple):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
    return as_text(value)


WRITERS: Final[dict[str, Callable[[Any, Path], None]]] = {"parquet": _parquet, "jsonl": _jsonl, "csv": _csv}
