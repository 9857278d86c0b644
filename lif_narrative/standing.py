"""What may identify, was looked at, and may stand: a person's word on one place of one document.

The word is an event that holds a hash of the place and of the words around it, so it needs no vault, shows
no words, and lapses when what stands there changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from lif_narrative import events
from lif_narrative.access import Guarded, needs
from lif_narrative.errors import NarrativeError, ReasonNeeded
from lif_narrative.fingerprint import short_id
from lif_narrative.records import Document, Event
from lif_narrative.store import Store

if TYPE_CHECKING:
    import pandas as pd

STANDS: Final = "let stand"
AGAIN: Final = "looked again"
AROUND: Final = 60  # code points on either side: nobody guesses so many to try a hash


class StandingVerbs(Guarded):
    """Say of what stands out that it may stand, and take that back."""

    @needs("redact")
    def let_stand(self, document_id: str, start: int, end: int, reason: str) -> str:
        """Say that these words were looked at and identify nobody; the id of the place.

        Parameters
        ----------
        start, end : int
            Offsets in the de-identified text, code points, as `residual_risks` gives them.
        reason : str
            In a line, without the words themselves; it stays in the trail.
        """
        if not reason.strip():
            raise ReasonNeeded("Say why these words may stand: they might identify somebody.")
        return self._stands_told(STANDS, document_id, (start, end), reason)

    @needs("redact")
    def look_again(self, document_id: str, start: int, end: int, reason: str = "") -> str:
        """Take back that these words may stand: they are to be looked at again."""
        found = place_of(document_id, _text(self.store, document_id), start, end)
        if found not in standing(self.store):
            raise NarrativeError(f"Nobody said that characters {start} to {end} of {document_id} may stand.")
        return self._stands_told(AGAIN, document_id, (start, end), reason)

    def _stands_told(self, verb: str, document_id: str, span: tuple[int, int], reason: str) -> str:
        found = place_of(document_id, _text(self.store, document_id), *span)
        with self.store.writing() as connection:
            events.append(self.store, connection, self.actor, verb, document_id, after=found, reason=reason)
        return found


def place_of(document_id: str, text: str, start: int, end: int) -> str:
    """The id of a place in a document's text: of its words with those around them."""
    if not 0 <= start < end <= len(text):
        raise NarrativeError(f"Document {document_id} has no characters {start} to {end}.")
    return short_id("pl", document_id, text[max(0, start - AROUND) : start], text[start:end],
                    text[end : end + AROUND])  # fmt: skip


def standing(store: Store) -> frozenset[str]:
    """The places of which somebody said last that they may stand."""
    table = store.table(Event)
    told = store.read(Event, table.c.verb.in_((STANDS, AGAIN)))
    latest = {event.after: event.verb for event in sorted(told, key=lambda event: event.position)}
    return frozenset(place for place, verb in latest.items() if verb == STANDS)


def which_stand(store: Store, texts: Mapping[str, str], risks: pd.DataFrame) -> pd.DataFrame:
    """Risks with a column `stands`; `texts` are the de-identified documents by id."""
    import pandas as pd

    told = standing(store)
    spans = zip(risks["document_id"], risks["start"], risks["end"], strict=True)
    found = [bool(told) and place_of(d, texts[d], int(start), int(end)) in told for d, start, end in spans]
    return risks.assign(stands=pd.Series(found, index=risks.index, dtype=bool))


def _text(store: Store, document_id: str) -> str:
    found = store.read(Document, store.table(Document).c.id == document_id)
    if not found:
        raise NarrativeError(f"There is no document {document_id}. See documents() for their ids.")
    return found[0].text
