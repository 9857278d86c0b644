"""Documents into an archive: in shards of like size, each document once, renewed ones in place of old."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative.archive.place import DOCUMENTS, Place, shard_name
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Document
from lif_narrative.schemas import schema_of

if TYPE_CHECKING:
    import pyarrow as pa

LETTERS = 130  # in an excerpt, about


def take(place: Place, batches: Iterable[pa.Table], size: int) -> dict[str, int]:
    """Keep documents as shards of about `size` excerpts.

    Returns
    -------
    dict
        `new`, `renewed` (another text under a known id) and `known` documents.
    """
    kept = {row: name for name in place.names() for row in _rows(place.read(DOCUMENTS, name))}
    of_id = {id_: (content, name) for (id_, content), name in kept.items()}
    counts = {"new": 0, "renewed": 0, "known": 0}
    fresh: dict[str, tuple[str, dict[str, Any]]] = {}
    for table in batches:
        for row, (id_, content) in zip(table.to_pylist(), _rows(table), strict=True):
            before = of_id.get(id_)
            counts["new" if before is None else "known" if before[0] == content else "renewed"] += 1
            if before is None or before[0] != content:
                fresh[id_] = content, row
    _without(place, {of_id[id_][1] for id_ in fresh if id_ in of_id}, set(fresh))
    for part in _parts(fresh, size):
        _keep(place, [(id_, fresh[id_][0], fresh[id_][1]) for id_ in part])
    return counts


def of_files(paths: Iterable[Path]) -> Iterator[pa.Table]:
    """Parquet files of documents, a row group at a time.

    Raises
    ------
    NarrativeError
        A file is no Parquet, or lacks a column of `Document`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = schema_of(Document)
    for path in sorted(paths):
        try:
            file = pq.ParquetFile(path)
            missing = sorted(set(schema.names) - set(file.schema_arrow.names))
        except (pa.ArrowInvalid, OSError):
            raise NarrativeError(f"{path.name} is no Parquet file. Give files of documents.") from None
        if missing:
            raise NarrativeError(f"{path.name} lacks the column {missing[0]} of a document.")
        for group in range(file.num_row_groups):
            yield file.read_row_group(group, columns=schema.names).cast(schema)


def _rows(table: pa.Table) -> list[tuple[str, str]]:
    """Each document's id, with a hash of all that is in it."""
    names = sorted(set(table.schema.names) - {"id"})
    columns = [table.column(name).to_pylist() for name in names]
    marks = [hashlib.sha256(repr(row).encode("utf-8", "surrogatepass")).hexdigest()[:32]
             for row in zip(*columns, strict=True)]  # fmt: skip
    return list(zip(table.column("id").to_pylist(), marks, strict=True))


def _parts(fresh: dict[str, tuple[str, dict[str, Any]]], size: int) -> Iterator[list[str]]:
    part, letters = [], 0
    for id_ in sorted(fresh):
        part.append(id_)
        letters += len(fresh[id_][1]["text"])
        if letters >= size * LETTERS:
            yield part
            part, letters = [], 0
    if part:
        yield part


def _keep(place: Place, rows: list[tuple[str, str, dict[str, Any]]]) -> None:
    import pyarrow as pa

    name = shard_name((id_, content) for id_, content, _ in rows)
    place.write(DOCUMENTS, name, pa.Table.from_pylist([row for _, _, row in rows], schema_of(Document)))


def _without(place: Place, names: set[str], gone: set[str]) -> None:
    for name in sorted(names):
        table = place.read(DOCUMENTS, name)
        rows = zip(_rows(table), table.to_pylist(), strict=True)
        left = [(id_, content, row) for (id_, content), row in rows if id_ not in gone]
        if left:
            _keep(place, left)
        place.path(DOCUMENTS, name).unlink()
