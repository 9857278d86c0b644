"""The process that does one piece of long work: `python -m lif_narrative.labour ID`."""

from __future__ import annotations

import os
import sys

from lif_narrative.access.sittings import LONGEST_HOURS, Sitting
from lif_narrative.errors import NarrativeError
from lif_narrative.labour import kept
from lif_narrative.labour.begun import FOLDER, WHERE
from lif_narrative.labour.kinds import KINDS
from lif_narrative.labour.teller import StoppedByPerson, Teller
from lif_narrative.project import Project
from lif_narrative.trouble import in_words


def main(labour_id: str) -> None:
    """Do the work of this row, in the name of who asked for it, and write how it ended."""
    where, folder = os.environ[WHERE], os.environ[FOLDER]
    remote = "://" in where
    project = Project.open(
        where, folder=folder if remote else None, passphrase=os.environ.get("LIF_PASSPHRASE")
    )
    store = project.store
    row = kept.labour(store, labour_id)
    project.actor = row.by
    if project.has_accounts:  # the row was written by a verb that asked whether they may
        project.sitting = Sitting(idle_minutes=LONGEST_HOURS * 60)
    try:
        with Teller(store, labour_id) as tell:
            KINDS[row.kind].work(project, row, tell)
    except StoppedByPerson:
        kept.end(store, labour_id, kept.STOPPED)
    except NarrativeError as error:
        kept.end(store, labour_id, kept.FAILED, str(error))
    except Exception as error:  # noqa: BLE001 - the last stop before a person
        kept.end(store, labour_id, kept.FAILED, in_words(error))
    else:
        kept.end(store, labour_id, kept.DONE)
    project.close()


if __name__ == "__main__":
    main(sys.argv[1])
