"""The backups of a project that lie beside it: made under a name that says when, listed, and checked."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import events
from lif_narrative.backup import backup
from lif_narrative.errors import NarrativeError
from lif_narrative.scratch import scratch
from lif_narrative.sealedfile import Opener, sealed_for

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

ENDING: Final = ".lifbackup"
NAMED: Final = re.compile(r"[\w.-]+\.lifbackup", re.ASCII)
CHECKED: Final = "checked backup"
COLUMNS: Final = ("name", "made", "size_bytes", "opens_by")


def folder_of(project: Project) -> Path:
    """Where they lie: beside the project's folder, so that a lost folder does not take them along."""
    return project.folder.resolve().with_name(f"{project.folder.resolve().name}.backups")


def made_here(project: Project, opener: Opener | None) -> Path:
    """A backup in that folder, named by the moment (UTC)."""
    folder = folder_of(project)
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = datetime.fromisoformat(events.now()).strftime("%Y-%m-%d-%H%M%S")
    return backup(project, folder / f"{stamp}{ENDING}", opener)


def kept(project: Project) -> pd.DataFrame:
    """The backups that lie there, the newest first: name made size_bytes opens_by (passphrase, vault, …)."""
    import pandas as pd

    folder = folder_of(project)
    files = sorted(folder.glob(f"*{ENDING}"), reverse=True) if folder.is_dir() else []
    rows = [(f.name, f.stem, f.stat().st_size, _opens_by(f)) for f in files]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _opens_by(file: Path) -> str:
    try:
        return sealed_for(file)
    except NarrativeError:
        return "damaged"


def named(project: Project, name: str) -> Path:
    """The backup of this name; no other file can be named.

    Raises
    ------
    NarrativeError
        There is none.
    """
    file = folder_of(project) / name
    if not NAMED.fullmatch(name) or not file.is_file():
        raise NarrativeError("There is no backup of this name beside the project. Look at the list again.")
    return file


def checked(project: Project, name: str, passphrase: str = "") -> dict[str, Any]:
    """Open a backup whole in a scratch folder, check every byte, sum, row and event; what it holds.

    Returns
    -------
    dict
        files, events, head, version, vault (whether originals are in it).

    Raises
    ------
    NarrativeError
        It does not open, or is damaged.
    """
    from lif_narrative.unpacking import unpack

    file = named(project, name)
    with scratch(project.folder) as place:
        try:
            told = unpack(file, place / "checked", _opener(project, file, passphrase))
        except NarrativeError as error:
            why = "the passphrase is another one, or the file is" if passphrase else "it is"
            raise NarrativeError(f"{name} does not open: {why} damaged. Make a new one.") from error
    with project.store.writing() as connection:
        events.append(project.store, connection, project.actor, CHECKED, "project", after=told["head"])
    return {"files": len(told["files"]), "events": told["events"], "head": told["head"],
            "version": told["version"], "vault": told["vault"] is not None}  # fmt: skip


def _opener(project: Project, file: Path, passphrase: str) -> Opener:
    from lif_narrative.deidentify.travel import Keys

    if sealed_for(file) == "vault":
        return Keys.of(project.vault).opener
    return Opener(passphrase=passphrase or None)
