"""Backup: one sealed file that holds a project whole, made while others go on working.

The record is copied by SQLite's own backup, never as an open file: a plain copy loses what still
stands in the write-ahead log. A PostgreSQL record is read as it stands at one moment, into SQLite.
The vault's items travel as they are, sealed; what opens them does not travel: see `deidentify.travel`.
"""

from __future__ import annotations

import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from lif_narrative import __version__, events
from lif_narrative.deidentify.files import sum_of
from lif_narrative.errors import NarrativeError
from lif_narrative.house import SETTINGS
from lif_narrative.migrate import upgrade
from lif_narrative.records import Event
from lif_narrative.scratch import scratch
from lif_narrative.sealedfile import Opener, Sealer
from lif_narrative.store import Store, sqlite_url

if TYPE_CHECKING:
    from lif_narrative.deidentify.vault import Vault
    from lif_narrative.project import Project

DATABASE, MANIFEST, VAULT = "project.sqlite", "manifest.json", "vault"
FORMAT: Final = 2
DONE: Final = "backed up"


def backup(project: Project, to: Path, opener: Opener | None = None, *, without_vault: bool = False) -> Path:
    """Write one backup file; the project may be in use meanwhile.

    Parameters
    ----------
    opener : Opener, optional
        Who can open it; without one, whoever has the keys of this project's vault.

    Raises
    ------
    NarrativeError
        The file exists, or the vault is closed.
    """
    if to.exists():
        raise NarrativeError(f"{to} exists. Choose another name: a backup is never overwritten.")
    vault = None if without_vault or not _has_vault(project) else project.vault
    if opener is None:
        opener = _own(vault)
    part = to.with_name(f".{to.name}.part")
    try:
        with scratch(project.folder) as place:
            copy = _copied(project, place / DATABASE)
            with part.open("wb") as file:
                _fill(file, opener, _manifest(copy, vault), _members(project, copy, vault))
                file.flush()
                os.fsync(file.fileno())
        os.replace(part, to)
    finally:
        part.unlink(missing_ok=True)
    with project.store.writing() as connection:
        events.append(project.store, connection, project.actor, DONE, "project", after=sum_of(to))
    return to


def _has_vault(project: Project) -> bool:
    held = (project.vault_folder / "vault.json").exists()
    if not held and len(project.sources()):
        raise NarrativeError(
            f"The vault is not at {project.vault_folder}. Put it back, or back up without it: "
            "--without-vault."
        )
    return held


def _own(vault: Vault | None) -> Opener:
    from lif_narrative.deidentify.travel import Keys

    if vault is None:
        raise NarrativeError("Give a passphrase or a recipient's key for the backup.")
    return Keys.of(vault).opener


def _copied(project: Project, to: Path) -> Path:
    if project.store.is_sqlite:
        source, target = sqlite3.connect(project.folder / DATABASE), sqlite3.connect(to)
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        source.close()
        target.close()
        return to
    copy = Store(sqlite_url(to))
    upgrade(copy)
    project.store.copy_into(copy)
    copy.close()
    return to


def _manifest(copy: Path, vault: Vault | None) -> dict[str, Any]:
    from lif_narrative.deidentify import travel

    store = Store(sqlite_url(copy))
    count, head = events.head(store)
    faults = events.faults(store.read(Event))
    store.close()
    if faults:
        raise NarrativeError(f"The trail is broken, so no backup was made. {faults[0]} Run lif verify --log.")
    told = travel.about(vault) if vault else None
    return {"format": FORMAT, "version": __version__, "events": count, "head": head, "vault": told}


def _members(project: Project, copy: Path, vault: Vault | None) -> Iterator[tuple[str, bytes | Path]]:
    from lif_narrative.deidentify import travel

    yield DATABASE, copy
    if (settings := project.folder / SETTINGS).exists():
        yield SETTINGS, settings
    if vault:
        for name, data in travel.parts(vault):
            yield f"{VAULT}/{name}", data


def _fill(file: BinaryIO, opener: Opener, manifest: dict[str, Any], members: Any) -> None:
    """A tar in a sealed stream: what is in it first, then each member; the list of sums last."""
    sealer = Sealer(file, opener)
    sums: dict[str, str] = {}
    with tarfile.open(fileobj=cast(Any, sealer), mode="w|", format=tarfile.PAX_FORMAT) as tar:
        for name, held in members:
            size = held.stat().st_size if isinstance(held, Path) else len(held)
            member = tarfile.TarInfo(name)
            member.size = size
            sums[name] = sum_of(held)
            with held.open("rb") if isinstance(held, Path) else io.BytesIO(held) as data:
                tar.addfile(member, data)
        listed = json.dumps({**manifest, "files": sums}, indent=1).encode()
        last = tarfile.TarInfo(MANIFEST)
        last.size = len(listed)
        tar.addfile(last, io.BytesIO(listed))
    sealer.finish()
