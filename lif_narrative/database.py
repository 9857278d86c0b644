"""Connections to SQLite and PostgreSQL, and what their errors mean in words."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import time
from collections.abc import Iterable, Iterator
from typing import Any, Final

import sqlalchemy as sa

from lif_narrative.errors import NarrativeError

DAMAGED: Final = (
    "The project's database is damaged. Bring back the last backup into a new folder with lif restore, and"
    " keep this one for whoever looks after your computers."
)
WAIT_S: Final = 30.0  # how long a writer waits for another before it gives up


def engine_of(url: sa.URL) -> sa.Engine:
    """The engine of a database; SQLite's writers take their lock at once, in turn."""
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    engine = sa.create_engine(url, connect_args={"timeout": WAIT_S, "check_same_thread": False})

    @sa.event.listens_for(engine, "connect")
    def _settle(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's BEGIN below, not the driver's own
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        if not (writes and _in_turn(connection)):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _in_turn(connection: sa.Connection) -> bool:
    """Begin to write as soon as no other writer does; whether that came in time.

    SQLite's own waiting grows to a tenth of a second while newcomers try every millisecond, so among ten
    writers one may wait for ever. Here all of them try equally often.
    """
    raw: Any = connection.connection.driver_connection
    until = time.monotonic() + WAIT_S
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        while time.monotonic() < until:
            try:
                raw.execute("BEGIN IMMEDIATE")
                return True
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    return False
                time.sleep(random.uniform(0.001, 0.01))
    finally:
        raw.execute(f"PRAGMA busy_timeout = {WAIT_S * 1000:.0f}")
    return False


@contextlib.contextmanager
def worded() -> Iterator[None]:
    """Trouble with the database in words that a person can act on; what breaks a rule of a table goes on."""
    try:
        yield
    except (sa.exc.DatabaseError, sqlite3.DatabaseError) as error:
        if words := in_words(error):
            raise NarrativeError(words) from error
        raise


def in_words(error: sa.exc.DatabaseError | sqlite3.DatabaseError) -> str:
    """What went wrong with the database, without the statement (it may hold case text); "" for our faults."""
    cause = str(getattr(error, "orig", error)).lower()
    known: Iterable[tuple[str, str]] = (
        ("full", "The disk is full: nothing was changed. Make room, then do it again."),
        ("readonly", "The project can only be read here: nothing was changed. Check the folder's rights."),
        ("locked", f"Another process has been writing for {WAIT_S:.0f} s: nothing was changed. Try again."),
        ("unable to open", "The database's file cannot be opened. Check its folder, and your rights there."),
        ("not a database", DAMAGED), ("malformed", DAMAGED),
        ("i/o", "The disk refused a write: nothing was changed. Check its room and its health."),
    )  # fmt: skip
    for sign, message in known:
        if sign in cause:
            return message
    if not isinstance(error, sa.exc.OperationalError | sqlite3.OperationalError):
        return ""
    return "The database could not be reached or written: nothing was changed. Check that it is running."
