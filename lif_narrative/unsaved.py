"""What a person typed and did not keep yet, and what they have read: theirs, and there again tomorrow.

Neither is a decision, so neither is an event; both live in tables of their own, and words never leave them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lif_narrative import events
from lif_narrative.access import Guarded, needs
from lif_narrative.records import Seen, Unsaved

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnsavedVerbs(Guarded):
    """Keep words as they are typed, and what was read; a part of `Project`."""

    @needs("comment")
    def jot(self, place: str, text: str) -> None:
        """Keep what was typed at a place until it is saved; nothing, or blanks, takes it away."""
        table = self.store.table(Unsaved)
        with self.store.writing() as connection:
            if text.strip():
                self.store.put(connection, Unsaved(self.actor, place, events.now(), text))
            else:
                connection.execute(table.delete().where(table.c.by == self.actor, table.c.place == place))

    @needs("read")
    def jotted(self, place: str) -> str:
        """What this person typed at a place and did not keep yet; "" for nothing."""
        table = self.store.table(Unsaved)
        found = self.store.read(Unsaved, table.c.by == self.actor, table.c.place == place)
        return found[0].text if found else ""

    @needs("read")
    def note_read(self, excerpt_ids: Sequence[str]) -> None:
        """Remember that this person has read these excerpts."""
        with self.store.writing() as connection:
            for name in excerpt_ids:
                self.store.put(connection, Seen(self.actor, name, events.now()))

    @needs("read")
    def read_so_far(self) -> list[str]:
        """The excerpts that this person has read, the last one last."""
        found = self.store.read(Seen, self.store.table(Seen).c.by == self.actor)
        return [seen.excerpt_id for seen in sorted(found, key=lambda seen: (seen.at, seen.excerpt_id))]
