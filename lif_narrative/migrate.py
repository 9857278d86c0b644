"""Bring a project's database to the tables of this version, or say why not."""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib.resources import files
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from lif_narrative.errors import NarrativeError
from lif_narrative.store import Store


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("lif_narrative") / "migrations"))
    config.attributes["connection"] = connection
    return config


@cache
def newest() -> str:
    """The revision that this version of the program writes; it does not change while it runs."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def current(store: Store) -> str:
    """The revision of the database; "" for an empty one."""
    with store.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def is_current(store: Store) -> bool:
    """Whether the database has the tables of this version."""
    return current(store) == newest()


def upgrade(store: Store) -> None:
    """Make or migrate the tables in one transaction.

    A SQLite file is copied beside itself first, by SQLite's own backup; a PostgreSQL database that
    holds an older version is left to whoever looks after it.

    Raises
    ------
    NarrativeError
        The database is newer than the program, or is PostgreSQL and needs migrating.
    """
    have, want = current(store), newest()
    if have == want:
        return
    if have and have not in {s.revision for s in ScriptDirectory.from_config(_config()).walk_revisions()}:
        raise NarrativeError(
            f"This project was written by a newer version (database {have}, this program knows {want}). "
            "Install the newer version to open it."
        )
    if have and not store.is_sqlite:
        raise NarrativeError(
            f"The database is at {have} and this program needs {want}. Back it up, then run: "
            "lif init --migrate --project URL"
        )
    if have:
        _copy(Path(str(store.url.database)), have)
    migrate(store)


def migrate(store: Store) -> None:
    """Run every missing version, in one transaction."""
    with store.writing() as connection:
        command.upgrade(_config(connection), "head")


def _copy(path: Path, revision: str) -> None:
    before = path.with_name(f"{path.stem}-before-{revision}{path.suffix}")
    with sqlite3.connect(path) as source, sqlite3.connect(before) as target:
        source.backup(target)
