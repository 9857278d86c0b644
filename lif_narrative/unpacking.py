"""A backup unpacked and checked: every byte, every sum, the database and the chain of its trail."""

from __future__ import annotations

import json
import os
import sqlite3
import tarfile
from pathlib import Path, PurePosixPath
from typing import Any, cast

from lif_narrative import events
from lif_narrative.backup import DATABASE, MANIFEST
from lif_narrative.deidentify.files import sum_of
from lif_narrative.deidentify.sealing import Damaged
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Event
from lif_narrative.sealedfile import Opener, Unsealer
from lif_narrative.store import Store, sqlite_url


def unpack(file: Path, place: Path, opener: Opener) -> dict[str, Any]:
    """Put what a backup holds into a new folder; its manifest.

    Raises
    ------
    NarrativeError
        The backup is damaged, is none, or does not open.
    """
    damaged = NarrativeError(f"{file} is damaged or no backup of a project: nothing was restored.")
    place.mkdir(mode=0o700)
    try:
        with (
            file.open("rb") as data,
            tarfile.open(fileobj=cast(Any, Unsealer(data, opener)), mode="r|") as tar,
        ):
            for member in tar:
                _take(tar, member, place, damaged)
        manifest: dict[str, Any] = json.loads((place / MANIFEST).read_bytes())
        (place / MANIFEST).unlink()
        found = {p.relative_to(place).as_posix(): sum_of(p) for p in place.rglob("*") if p.is_file()}
    except Damaged as error:
        raise NarrativeError(f"{damaged} ({error})") from error
    except (OSError, KeyError, ValueError, tarfile.TarError, EOFError) as error:
        raise damaged from error
    if found != manifest["files"]:
        raise damaged
    _check(place / DATABASE, (manifest["events"], manifest["head"]), damaged)
    return manifest


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, place: Path, damaged: NarrativeError) -> None:
    parts = PurePosixPath(member.name)
    if not member.isreg() or parts.is_absolute() or ".." in parts.parts:
        raise damaged
    target = place / parts
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = tar.extractfile(member)
    assert held is not None  # a regular member
    with target.open("xb") as out:
        while piece := held.read(1 << 20):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    target.chmod(0o600)


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
