"""Backup and restore: one file that holds a project whole, and is checked before it is trusted.

The database is copied by SQLite's own backup, never as an open file: a plain copy loses what still
stands in the write-ahead log. The vault travels as it is, encrypted.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from lif_narrative import events
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Event
from lif_narrative.store import Store, sqlite_url

if TYPE_CHECKING:
    from lif_narrative.project import Project

DATABASE, MANIFEST = "project.sqlite", "manifest.json"


def backup(project: Project, to: Path) -> Path:
    """Write one backup file; the app may be in use meanwhile.

    Raises
    ------
    NarrativeError
        The project is on PostgreSQL (use its own backup), or the file exists.
    """
    if not project.store.is_sqlite:
        raise NarrativeError("This project is on PostgreSQL: use pg_dump, and copy its folder beside it.")
    if to.exists():
        raise NarrativeError(f"{to} exists. Choose another name: a backup is never overwritten.")
    count, head = events.head(project.store)
    with tempfile.TemporaryDirectory(dir=project.folder) as scratch:
        copy = Path(scratch) / DATABASE
        source, target = sqlite3.connect(project.folder / DATABASE), sqlite3.connect(copy)
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        source.close()
        target.close()
        files = {DATABASE: copy}
        vault = project.folder / "vault"
        kept = [path for path in sorted(vault.rglob("*")) if path.is_file()]
        files |= {path.relative_to(project.folder).as_posix(): path for path in kept}
        sums = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
        part = to.with_name(to.name + ".part")
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as box:
            box.writestr(MANIFEST, json.dumps({"files": sums, "events": count, "head": head}, indent=1))
            for name, path in files.items():
                box.write(path, name)
    os.replace(part, to)
    with project.store.writing() as connection:
        events.append(project.store, connection, project.actor, "backed up", "project",
                      after=hashlib.sha256(to.read_bytes()).hexdigest())  # fmt: skip
    return to


def restore(file: Path, folder: Path) -> Path:
    """Check a backup whole, then put it in place as a new folder.

    Raises
    ------
    NarrativeError
        The folder holds a project, or the backup is damaged: nothing is replaced.
    """
    if (folder / DATABASE).exists():
        raise NarrativeError(f"{folder} holds a project. Name a new folder: a restore replaces nothing.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        place = Path(scratch) / "project"
        _unpack(file, place)
        if folder.exists():
            folder.rmdir() if not any(folder.iterdir()) else _refuse(folder)
        os.replace(place, folder)
    return folder


def _refuse(folder: Path) -> None:
    raise NarrativeError(f"{folder} is not empty. Name a new folder.")


def _unpack(file: Path, place: Path) -> None:
    damaged = NarrativeError(f"{file} is damaged or no backup of a project: nothing was restored.")
    try:
        with zipfile.ZipFile(file) as box:
            manifest = json.loads(box.read(MANIFEST))
            for name, expected in manifest["files"].items():
                if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                    raise damaged
                data = box.read(name)
                if hashlib.sha256(data).hexdigest() != expected:
                    raise damaged
                target = place / name
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                target.write_bytes(data)
                target.chmod(0o600)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise damaged from error
    _check(place / DATABASE, (manifest["events"], manifest["head"]), damaged)


def _check(database: Path, head: tuple[int, str], damaged: NarrativeError) -> None:
    connection = sqlite3.connect(database)
    sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    sound &= not connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    store = Store(sqlite_url(database))
    faults = events.faults(store.read(Event), head)
    store.close()
    if not sound or faults:
        raise damaged
