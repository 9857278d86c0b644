"""The record in SQL: tables derived from the records, on SQLite or PostgreSQL by the same code.

SQLite runs in WAL with `synchronous=FULL` and foreign keys on; a writer takes its lock at once
(`BEGIN IMMEDIATE`), so that two writers wait for each other and neither fails half-way.
"""

from __future__ import annotations

import contextlib
import typing
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from lif_narrative import records
from lif_narrative.database import engine_of, worded
from lif_narrative.errors import ProjectBusy
from lif_narrative.schemas import marks_of, record_of, row_of, types_of

R = TypeVar("R")
TABLES: typing.Final[dict[str, type]] = {
    "sources": records.Source, "documents": records.Document, "excerpts": records.Excerpt,
    "appraisals": records.Appraisal, "themes": records.Theme, "codings": records.Coding,
    "spans": records.Span, "wordings": records.Wording,
    "indicators": records.Indicator, "measures": records.Measure, "issues": records.Issue,
    "convergence": records.Convergence, "crossings": records.Crossing, "changes": records.Change,
    "copies": records.Copy, "falls": records.Fall, "saturation": records.Saturation,
    "stabilities": records.Stability,
    "beside": records.Beside, "gaps": records.Gap,
    "stories": records.Story, "editions": records.Edition, "notes": records.Note,
    "unsaved": records.Unsaved, "seen": records.Seen,
    "sign_offs": records.SignOff, "actions": records.Action,
    "samples": records.Sample, "blind_codings": records.BlindCoding, "settlements": records.Settlement,
    "conversations": records.Conversation,
    "plans": records.Plan, "set_aside": records.SetAside,
    "accounts": records.Account, "retentions": records.Retention,
    "labours": records.Labour, "releases": records.Release, "runs": records.Run, "events": records.Event,
}  # fmt: skip
ROWS_A_STATEMENT = 500
ADVISORY = 0x6C6966  # one number for the whole program: a database holds one project


def metadata() -> sa.MetaData:
    """The tables of every record, and `done`: which run each step's rows came from."""
    meta = sa.MetaData()
    for name, record in TABLES.items():
        marks = marks_of(record)
        sa.Table(name, meta, *(_column(f, kind, marks[f]) for f, kind in types_of(record).items()))
    sa.Table("done", meta, sa.Column("step", sa.Text, primary_key=True),
             sa.Column("run_id", sa.Text, sa.ForeignKey("runs.id"), nullable=False))  # fmt: skip
    return meta


def _column(name: str, kind: Any, marks: records.Marks) -> sa.Column[Any]:
    plain = {str: sa.Text, int: sa.BigInteger, float: sa.Double, bool: sa.Boolean}
    optional = type(None) in typing.get_args(kind)
    inner = next(a for a in typing.get_args(kind) if a in plain) if optional else kind
    # documents and what is derived from them are replaced together
    links = [sa.ForeignKey(marks.ref, ondelete="CASCADE")] if marks.ref else []
    return sa.Column(
        name, plain.get(inner, sa.JSON), *links, primary_key=marks.key, nullable=optional,
        autoincrement=False, index=marks.index,
    )  # fmt: skip


class Store:
    """Reads and writes records; knows nothing of what they mean."""

    def __init__(self, url: str) -> None:
        self.url = sa.make_url(url)
        self.meta = metadata()
        self.engine = engine_of(self.url)
        self.memory: dict[str, tuple[str, Any]] = {}  # see `memory.recall`

    @property
    def is_sqlite(self) -> bool:
        """Whether the record is a file of this machine."""
        return self.url.get_backend_name() == "sqlite"

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction that writes: all of it is kept, or nothing."""
        with (
            worded(), self.engine.connect().execution_options(writes=True) as connection, connection.begin()
        ):  # fmt: skip
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One connection that reads; what goes wrong is said in words."""
        with worded(), self.engine.connect() as connection:
            yield connection

    def read(
        self, record: type[R], *where: sa.ColumnElement[bool], without: Mapping[str, Any] | None = None
    ) -> list[R]:
        """All records of a class, ordered by key; `where` narrows them.

        The fields named in `without` are not read; each record takes the value given there instead.
        """
        table, instead = self.table(record), without or {}
        columns = [column for column in table.columns if column.name not in instead]
        query = sa.select(*columns).where(*where).order_by(*table.primary_key.columns)
        with self.reading() as connection:
            return [record_of(record, {**row._mapping, **instead}) for row in connection.execute(query)]

    def held(self, connection: sa.Connection, record: type[R], key: str) -> R | None:
        """The record of this id as it stands, held until the transaction ends; None when there is none."""
        table = self.table(record)
        query = sa.select(table).where(table.c.id == key).with_for_update()
        row = connection.execute(query).first()
        return record_of(record, dict(row._mapping)) if row else None

    def rows(self, query: sa.Select[Any]) -> list[dict[str, Any]]:
        """The rows of a query, as dictionaries."""
        with self.reading() as connection:
            return [dict(row._mapping) for row in connection.execute(query)]

    def table(self, record: type) -> sa.Table:
        """The table of a record class."""
        return self.meta.tables[next(name for name, known in TABLES.items() if known is record)]

    def add(self, connection: sa.Connection, items: Sequence[Any]) -> None:
        """Insert records of one class, in batches."""
        for start in range(0, len(items), ROWS_A_STATEMENT):
            batch = items[start : start + ROWS_A_STATEMENT]
            connection.execute(sa.insert(self.table(type(batch[0]))), [row_of(item) for item in batch])

    def replace(self, connection: sa.Connection, record: type, items: Sequence[Any]) -> None:
        """Make these the only records of their class."""
        connection.execute(sa.delete(self.table(record)))
        self.add(connection, items)

    def put(self, connection: sa.Connection, item: Any) -> None:
        """Insert a record, or replace the one with the same key."""
        table = self.table(type(item))
        row = row_of(item)
        keys = [column == row[column.name] for column in table.primary_key.columns]
        if connection.execute(sa.update(table).where(*keys).values(row)).rowcount == 0:
            connection.execute(sa.insert(table), [row])

    def compact(self) -> None:
        """Leave nothing of deleted rows in the database's files; readers are waited for, not thrown out."""
        if self.is_sqlite:
            raw = self.engine.raw_connection()
            with contextlib.closing(raw):
                raw.cursor().execute("VACUUM")
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM FULL")

    def copy_into(self, other: Store) -> None:
        """Put all rows, as they stand at one moment, into an empty database of the same tables."""
        same_moment = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        reading = self.engine.connect().execution_options(**same_moment)
        with reading as source, source.begin(), other.writing() as target:
            for table in self.meta.sorted_tables:
                rows = source.execute(sa.select(table)).yield_per(ROWS_A_STATEMENT)
                for batch in rows.partitions():
                    target.execute(sa.insert(table), [dict(row._mapping) for row in batch])

    @contextlib.contextmanager
    def advisory(self) -> Iterator[None]:
        """On PostgreSQL, hold the database for long work among many machines; a file needs no more."""
        if self.is_sqlite:
            yield
            return
        with self.engine.connect() as connection:
            if not connection.execute(sa.text(f"SELECT pg_try_advisory_lock({ADVISORY})")).scalar():
                raise ProjectBusy("Another machine is working on this project. Wait, then try again.")
            try:
                yield
            finally:
                connection.execute(sa.text(f"SELECT pg_advisory_unlock({ADVISORY})"))

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file."""
    return sa.URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)
