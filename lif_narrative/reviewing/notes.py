"""What people write beside things: comments, replies, the right of reply, memos, answers to checks.

The words live in a table of their own; the trail holds that they were written, by whom, and their hash.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lif_narrative import events
from lif_narrative.access import needs
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import digest, short_id
from lif_narrative.records import Note
from lif_narrative.reviewing.acting import Acting

if TYPE_CHECKING:
    import pandas as pd

WROTE = {
    "comment": "commented", "suggestion": "suggested", "reply": "replied",
    "right of reply": "used right of reply", "memo": "noted", "answer": "answered a check",
    "spoken": "wrote down", "support": "offered support", "challenge": "challenged", "decision": "decided",
    "chosen because": "chose a story",
}  # fmt: skip


class NoteVerbs(Acting):
    """Comment, reply, note; each returns the note's id."""

    @needs("comment")
    def comment(self, story_id: str, text: str, block_id: str = "") -> str:
        """Say something about a story, or about one of its blocks."""
        return self._note("comment", self._note_place(story_id, block_id), text)

    @needs("comment")
    def reply(self, note_id: str, text: str) -> str:
        """Answer a note."""
        parent = self._note_held(note_id)
        return self._note("reply", parent.about, text, parent=note_id)

    @needs("comment")
    def right_of_reply(self, story_id: str, block_id: str, text: str, role: str = "") -> str:
        """What the people a block speaks of say to it: shown beside it, in the app and in files.

        `role` is whose reply it is, such as "health visitor", where somebody else writes it down.
        """
        return self._note("right of reply", self._note_place(story_id, block_id), text, role=role)

    @needs("comment")
    def memo(self, about: str, text: str) -> str:
        """A note on anything that has an id: an excerpt, theme, document, story, or a story and its block."""
        if not about.strip():
            raise NarrativeError(
                "Say what the memo is about: the id of an excerpt, theme, document or story."
            )
        return self._note("memo", about.strip(), text)

    @needs("tell")
    def answer(self, story_id: str, check: str, reason: str, block_id: str = "") -> str:
        """Say why a warning may stand, such as why no child is heard; the warning then shows the reason."""
        self._note_place(story_id, block_id)
        return self._note("answer", f"{story_id} {block_id}".strip(), reason, parent=check)

    @needs("comment")
    def settle(self, note_id: str, reason: str = "") -> None:
        """Close a comment that needs no more."""
        self._note_settled(self._note_held(note_id), "settled", reason)

    @needs("comment")
    def withdraw_note(self, note_id: str) -> None:
        """Take one's own note back."""
        note = self._note_held(note_id)
        if note.by != self.actor:
            raise NarrativeError("Only whoever wrote a note can take it back. Reply to it, or settle it.")
        self._note_settled(note, "withdrawn", "")

    @needs("read")
    def notes(self, about: str = "", kind: str = "") -> pd.DataFrame:
        """Notes, oldest first, of all things or one (a story: its blocks' too); withdrawn ones are left out.

        id kind about by role at text parent proposed against status settled_by settled.
        """
        from lif_narrative.frames import of_records

        told = [note for note in self.store.read(Note) if note.status != "withdrawn"]
        told = [note for note in told if not about or f"{note.about} ".startswith(f"{about} ")]
        told = [note for note in told if not kind or note.kind == kind]
        return of_records(sorted(told, key=lambda note: (note.at, note.id)), Note)

    def _note(
        self, kind: str, about: str, text: str, *,
        parent: str = "", proposed: str = "", against: str = "", role: str = "",
    ) -> str:  # fmt: skip
        if not text.strip() and not proposed:
            raise NarrativeError("There is nothing written yet. Write it, then keep it.")
        at = events.now()
        name = short_id("no", kind, about, self.actor, at, text)
        note = Note(
            name, kind, about, self.actor, role or self.role, at, text.strip(), parent, proposed, against
        )
        with self.store.writing() as connection:
            self.store.add(connection, [note])
            self._note_told(connection, WROTE[kind], note, text + proposed)
        return name

    def _note_settled(self, note: Note, status: str, reason: str) -> None:
        with self.store.writing() as connection:
            done = replace(note, status=status, settled_by=self.actor, settled=reason.strip())
            self.store.put(connection, done)
            self._note_told(connection, f"{status} {note.kind}", note, reason)

    def _note_told(self, connection: Any, verb: str, note: Note, text: str) -> None:
        events.append(self.store, connection, self.actor, verb, f"{note.id} {note.about}", after=digest(text))

    def _note_held(self, note_id: str) -> Note:
        found = self.store.read(Note, self.store.table(Note).c.id == note_id)
        if not found:
            raise NarrativeError(f"There is no note {note_id}. Look at the notes again.")
        return found[0]

    def _note_place(self, story_id: str, block_id: str) -> str:
        from lif_narrative.reviewing import kept
        from lif_narrative.story.editing import block_of

        record = kept.held(self._project, story_id)
        if block_id:
            block_of(record, block_id)
        return f"{story_id} {block_id}".strip()
