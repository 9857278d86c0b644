"""What can be read of the register."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lif_narrative import events
from lif_narrative.access import Guarded, needs
from lif_narrative.fingerprint import digest
from lif_narrative.records import Action, Story
from lif_narrative.register import entries
from lif_narrative.schemas import row_of

if TYPE_CHECKING:
    import pandas as pd


class RegisterNouns(Guarded):
    """The register, what is overdue, what was closed with nothing to show, and what people are told."""

    @needs("read")
    def actions(self, today: date | None = None) -> pd.DataFrame:
        """The register: what was agreed, by whom in which role, by when, and what came of it.

        story_id block_id action owner_role due stage how_known id kind (action, question) status (open, done,
        did not) because difference evidence said did theme_id gap_id cycle carried opened closed overdue
        without_evidence version. An action of a saved story that nobody took up yet has version 0.
        """
        return entries.frame(self._entries(), today or date.today())

    @needs("read")
    def overdue(self, today: date | None = None) -> pd.DataFrame:
        """Open entries whose date has passed: the columns of `actions`."""
        table = self.actions(today)
        return table[table["overdue"]].reset_index(drop=True)

    @needs("read")
    def closed_without_evidence(self) -> pd.DataFrame:
        """Entries closed as done with nothing to show for it: the columns of `actions`."""
        table = self.actions()
        return table[table["without_evidence"]].reset_index(drop=True)

    @needs("read")
    def you_said_we_did(self) -> pd.DataFrame:
        """What people said, and what was done or why not: said answer status id theme_id."""
        return entries.you_said(self._entries())

    def _entries(self) -> list[Action]:
        return entries.entries(self.store.read(Action), self.store.read(Story))

    def _entry_told(self, connection: Any, verb: str, entry: Action, before: str) -> None:
        events.append(self.store, connection, self.actor, verb, entry.id,
                      before=before, after=digest(row_of(entry)))  # fmt: skip
