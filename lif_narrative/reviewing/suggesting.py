"""Other words for a block, proposed by one person and accepted or declined by whoever writes the story."""

from __future__ import annotations

from lif_narrative.access import needs
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import digest
from lif_narrative.records import Note, Story
from lif_narrative.reviewing.notes import NoteVerbs


class SuggestionVerbs(NoteVerbs):
    """Suggest, accept, decline."""

    @needs("comment")
    def suggest(self, story_id: str, block_id: str, words: str, reason: str = "") -> str:
        """Propose other words for a block; whoever writes the story accepts or declines them."""
        from lif_narrative.reviewing import kept
        from lif_narrative.story.editing import block_of

        block = block_of(kept.held(self._project, story_id), block_id)
        if not words.strip() or words.strip() == block.text:
            raise NarrativeError(
                "A suggestion needs other words than the block has. Write them, then send it."
            )
        return self._note("suggestion", f"{story_id} {block_id}", reason, proposed=words.strip(),
                          against=digest(block.text))  # fmt: skip

    @needs("tell")
    def accept_suggestion(self, note_id: str) -> Story:
        """Put a suggestion's words into its block.

        Raises
        ------
        NarrativeError
            The block was changed since the suggestion was made: look again, and change it by hand.
        """
        from lif_narrative.story.editing import block_of, change_block

        note = self._suggestion(note_id)
        story_id, _, block_id = note.about.partition(" ")

        def put(record: Story) -> Story:
            if digest(block_of(record, block_id).text) != note.against:
                raise NarrativeError(
                    f"Block {block_id} has other words than when this was suggested. Compare the two, change "
                    "the block by hand, then decline the suggestion with that reason."
                )
            return change_block(record, block_id, {"text": note.proposed})

        after = self._act(story_id, "changed block", put, block=block_id, thing=note_id)
        self._note_settled(note, "accepted", "")
        return after

    @needs("tell")
    def decline_suggestion(self, note_id: str, reason: str) -> None:
        """Leave a block as it is, and say why."""
        if not reason.strip():
            raise NarrativeError("Say why: whoever made the suggestion will ask.")
        self._note_settled(self._suggestion(note_id), "declined", reason)

    def _suggestion(self, note_id: str) -> Note:
        note = self._note_held(note_id)
        if note.kind != "suggestion" or note.status != "open":
            raise NarrativeError(f"Note {note_id} is no open suggestion: it is a {note.kind}, {note.status}.")
        return note
