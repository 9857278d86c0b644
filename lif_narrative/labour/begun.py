"""Starting the process that does long work; it outlives the page, and the server, that asked for it."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from lif_narrative.labour import kept
from lif_narrative.store import Store

if TYPE_CHECKING:
    from lif_narrative.project import Project
    from lif_narrative.records import Labour

WHERE: Final = "LIF_LABOUR_PROJECT"  # an address may hold a password: it is not put on a command line
FOLDER: Final = "LIF_LABOUR_FOLDER"


def start(project: Project, row: Labour) -> None:
    """Start it, in a group of its own, so that nothing but its own end or a person ends it."""
    store: Store = project.store
    address = str(project.folder) if store.is_sqlite else store.url.render_as_string(hide_password=False)
    told = {WHERE: address, FOLDER: str(project.folder), "LIF_VAULT": str(project.vault_folder)}
    if project.lock.passphrase is not None:
        told["LIF_PASSPHRASE"] = project.lock.passphrase
    child = subprocess.Popen(
        [sys.executable, "-m", "lif_narrative.labour", row.id], env={**os.environ, **told},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    kept.CHILDREN[row.id] = child
    kept.tell(store, row.id, process=child.pid, machine=platform.node())
