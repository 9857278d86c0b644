"""Long work, done by a process of its own: begun from a page, watched by all, stopped by whoever may.

The work is a verb of `Project` and keeps what it finishes, so that stopping it, or killing it, leaves
nothing half-written. How far it is lies in the record (`labours`), so that a page that is loaded again,
another person's page and another server all read the same.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, cast

from lif_narrative.access import Guarded, needs
from lif_narrative.errors import NarrativeError, ProjectBusy
from lif_narrative.events import now
from lif_narrative.labour import kept
from lif_narrative.labour.kinds import KINDS, Kind, holding
from lif_narrative.records import Labour

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project


class LabourVerbs(Guarded):
    """What a project says of long work."""

    @needs("read")
    def begin(self, kind: str, **asked: str) -> str:
        """Have long work done by a process of its own; its id.

        Parameters
        ----------
        kind : {"ingest", "run", "sample", "export"}
        asked : str
            What it is to work on: ids, settings, a folder of files. Never case text.

        Raises
        ------
        ProjectBusy
            Work that must be alone is under way.
        """
        from lif_narrative.labour.begun import start

        self._ask(_kind(kind).permission)
        project = cast("Project", self)
        row = Labour(f"la-{secrets.token_hex(8)}", kind, self.actor, asked, now(), told=now())
        if (busy := kept.added(project.store, row)) is not None:
            who = busy.by.partition(":")[2]
            raise ProjectBusy(f"{who} is {KINDS[busy.kind].doing}. Wait until that is done, or stop it.")
        start(project, row)
        return row.id

    @needs("read")
    def labours(self, n: int = 8) -> pd.DataFrame:
        """The latest long work, newest first: the fields of `Labour`, `state` as it stands now."""
        import pandas as pd

        from lif_narrative.schemas import row_of, types_of

        rows = [row_of(row) for row in kept.latest(cast("Project", self).store, n)]
        return pd.DataFrame(rows, columns=list(types_of(Labour)))

    @needs("read")
    def stop(self, labour_id: str) -> None:
        """Stop long work; what it finished stays, and nothing is half-written."""
        store = cast("Project", self).store
        row = kept.labour(store, labour_id)
        self._ask(_kind(row.kind).permission)
        kept.ask_to_stop(store, row, self.actor)

    @needs("originals")
    def last_received(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """What became of the files that came in last by a page: taken and set aside, as `IngestReport` says.

        Paths are the names that the files came by; both tables are empty before there was one.
        """
        from lif_narrative.labour.arrived import last

        return last(cast("Project", self))

    @needs("export")
    def product(self, labour_id: str) -> bytes:
        """The file that an export made.

        Raises
        ------
        NarrativeError
            It is not done, or was made so long ago that it was cleared away.
        """
        from lif_narrative.labour.kinds import product_of

        place = product_of(cast("Project", self), kept.labour(cast("Project", self).store, labour_id))
        if not place.exists():
            raise NarrativeError("That file is not there any more. Make it again.")
        return place.read_bytes()

    @needs("read")
    def revision(self) -> str:
        """A mark that changes with every act of anybody, and when long work begins or ends; quick to ask."""
        return kept.revision(cast("Project", self).store)


__all__ = ["LabourVerbs", "holding"]


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise NarrativeError(f"No long work is called '{name}'. Known: {', '.join(KINDS)}.")
    return KINDS[name]
