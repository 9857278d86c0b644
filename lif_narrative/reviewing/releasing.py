"""Which quotes a person released for readers outside the audit; each release is an event."""

from __future__ import annotations

from typing import Final

from lif_narrative import events
from lif_narrative.access import needs
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Event, Excerpt
from lif_narrative.reviewing.acting import Acting

RELEASED: Final = "released quote"
WITHHELD: Final = "withheld quote"


class ReleaseVerbs(Acting):
    """Release and withhold quotes: until someone does, files for others say that the words are kept."""

    @needs("release")
    def release(self, excerpt_id: str, reason: str = "") -> None:
        """Let a quote be shown to readers outside the audit, once a person has read it for that."""
        if not self.store.read(Excerpt, self.store.table(Excerpt).c.id == excerpt_id):
            raise NarrativeError(f"There is no excerpt {excerpt_id} in this project, so nothing to release.")
        self._release_told(RELEASED, excerpt_id, reason)

    @needs("release")
    def withhold(self, excerpt_id: str, reason: str = "") -> None:
        """Take the release of a quote back; files already exported keep it."""
        self._release_told(WITHHELD, excerpt_id, reason)

    @needs("read")
    def released(self) -> frozenset[str]:
        """The excerpts whose words a person released, by id."""
        table = self.store.table(Event)
        latest = {e.object: e.verb for e in self.store.read(Event, table.c.verb.in_((RELEASED, WITHHELD)))}
        return frozenset(name for name, verb in latest.items() if verb == RELEASED)

    def _release_told(self, verb: str, thing: str, reason: str) -> None:
        with self.store.writing() as connection:
            events.append(self.store, connection, self.actor, verb, thing, reason=reason)
