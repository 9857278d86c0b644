"""Restore: a backup is opened, checked whole, and only then put in place.

What was forgotten since the backup was made stays forgotten: the key ring knows, and the rows of those
cases and sources are taken away again before anybody can open the project.
"""

from __future__ import annotations

import contextlib
import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING

from lif_narrative import events
from lif_narrative.backup import DATABASE, VAULT
from lif_narrative.deidentify.files import flush_folder
from lif_narrative.deidentify.locks import HEAD, Lock
from lif_narrative.errors import NarrativeError
from lif_narrative.migrate import upgrade
from lif_narrative.records import Event
from lif_narrative.returning import settle
from lif_narrative.scratch import scratch
from lif_narrative.sealedfile import Opener, head_of
from lif_narrative.store import Store, sqlite_url
from lif_narrative.unpacking import unpack

if TYPE_CHECKING:
    from lif_narrative.deidentify.travel import Keys


def restore(
    file: Path, folder: Path, *, opener: Opener | None = None, keys: Path | None = None,
    keys_opener: Opener | None = None, vault: Path | None = None, lock: Lock | None = None,
    replace: bool = False, without_keys: bool = False, actor: str = "human:local",
) -> Path:  # fmt: skip
    """Check a backup whole, then put it in place.

    Parameters
    ----------
    opener : Opener, optional
        The passphrase or key that the backup was sealed for.
    keys : Path, optional
        The copy of the key ring, or the folder of the live vault; a vault beside either folder is found.
    keys_opener : Opener, optional
        Of that copy, where it was sealed under another passphrase than the backup.
    vault : Path, optional
        Where the vault is to lie; beside the project by default.
    replace : bool
        Put a project that is in `folder` aside, under another name, instead of refusing.
    without_keys : bool
        Restore the de-identified record alone, not knowing what was forgotten since.

    Raises
    ------
    NarrativeError
        The folder holds a project, the backup is damaged or does not open, or the keys are missing or
        another vault's: nothing is replaced.
    """
    if (folder / DATABASE).exists() and not replace:
        raise NarrativeError(f"{folder} holds a project. Name a new folder: a restore replaces nothing.")
    if folder.exists() and any(folder.iterdir()) and not (folder / DATABASE).exists():
        raise NarrativeError(f"{folder} is not empty. Name a new folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    lock, opener = lock or Lock(), opener or Opener()
    with file.open("rb") as data:
        head = head_of(data)[0]
    near = functools.partial(find_keys, file, folder, keys, keys_opener or opener, lock)
    with scratch(folder.parent) as place:
        ring = near(head["vault"]) if head["for"] == "vault" else None
        manifest = unpack(file, place / "project", ring.opener if ring else opener)
        told = manifest["vault"]
        ring = ring or (near(told["id"]) if told and not without_keys else None)
        if told and ring is None and not without_keys:
            raise NarrativeError(
                "The keys of this project's vault are not here, so what was forgotten since is not known. "
                "Give the copy of its key ring (--keys), or restore the record alone (--without-keys)."
            )
        if (place / "project" / VAULT).exists():
            (place / "project" / VAULT).rename(place / VAULT)
        settle(place / "project", place / VAULT, manifest, ring, vault or _vault_of(folder), lock, actor)
        _put(place / "project", folder)
    return folder


def _vault_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.resolve().name}.vault")


def find_keys(
    file: Path, folder: Path, keys: Path | None, opener: Opener, lock: Lock, wanted: str
) -> Keys | None:
    """The keys that were named, else those of a vault beside the folder or the backup that fits."""
    from lif_narrative.deidentify.travel import Keys

    if keys is not None:
        return Keys.read(keys, opener, lock)
    near = [_vault_of(folder), *sorted(folder.parent.glob("*.vault")), *sorted(file.parent.glob("*.vault"))]
    for place in near:
        if (place / HEAD).exists():
            with contextlib.suppress(NarrativeError):  # another project's, or locked another way
                found = Keys.read(place, opener, lock)
                if found.vault == wanted:
                    return found
    return None


def _put(place: Path, folder: Path) -> None:
    if (folder / DATABASE).exists():
        stamp = events.now()[:19].replace(":", "")
        os.replace(folder, folder.with_name(f"{folder.name}-before-{stamp}"))
    elif folder.exists():
        folder.rmdir()
    os.replace(place, folder)
    flush_folder(folder.parent)


def into_database(folder: Path, url: str) -> None:
    """Move a restored record into an empty PostgreSQL database; the folder keeps what is not the record.

    Raises
    ------
    NarrativeError
        The database holds a project.
    """
    there, here = Store(url), Store(sqlite_url(folder / DATABASE))
    try:
        upgrade(there)
        if there.read(Event):
            raise NarrativeError("That database holds a project. Name an empty one: nothing was replaced.")
        here.copy_into(there)
    finally:
        here.close()
        there.close()
    for path in folder.glob(f"{DATABASE}*"):
        path.unlink()
