"""Conversations on what was found: held, written down as they go, and ended as a record that is a source.

What people say is kept at once as notes about the conversation. When it ends, its record goes in by the same
door as any file: the vault keeps it as it was said, everything after sees it de-identified.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from lif_narrative.access import needs
from lif_narrative.reviewing.notes import NoteVerbs

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.conversing.topics import Topic
    from lif_narrative.project import Project
    from lif_narrative.records import Conversation


class ConversationVerbs(NoteVerbs):
    """What is done with conversations; a part of `Project`."""

    @needs("read")
    def conversations(self) -> pd.DataFrame:
        """Conversations, newest first: id title at by agenda roles minutes ended source_id."""
        from lif_narrative.frames import of_records
        from lif_narrative.records import Conversation

        held = sorted(self.store.read(Conversation), key=lambda one: (one.at, one.id), reverse=True)
        return of_records(held, Conversation)

    @needs("read")
    def topics(self) -> list[Topic]:
        """What a conversation could be on: issues, contested ones first, and differences between coders."""
        from lif_narrative.conversing.topics import topics

        return topics(cast("Project", self))

    @needs("tell")
    def hold_conversation(
        self, title: str, agenda: Sequence[str] = (), roles: Sequence[str] = (), minutes: int = 0
    ) -> Conversation:  # fmt: skip
        """Begin a conversation.

        Parameters
        ----------
        title : str
            What it is on, without anybody's name.
        agenda : sequence of str
            Ids of topics, in the order in which they are taken.
        roles : sequence of str
            Who is there, by role and never by name.
        minutes : int
            Planned for each topic; 0 for no timer.

        Raises
        ------
        NarrativeError
            It has no title, a role reads as a person's name, or the agenda names no topic of this project.
        """
        from lif_narrative.conversing.holding import hold

        return hold(cast("Project", self), title, agenda, roles, minutes)

    @needs("tell")
    def attend(self, conversation_id: str, roles: Sequence[str]) -> None:
        """Say anew who is there, by role."""
        from lif_narrative.conversing.holding import attend

        attend(cast("Project", self), conversation_id, roles)

    @needs("comment")
    def say_in(self, conversation_id: str, kind: str, text: str, *, topic: str = "", role: str = "") -> str:
        """Keep what was said, at once; returns the note's id, by which `withdraw_note` takes it back.

        Parameters
        ----------
        kind : {"spoken", "support", "challenge", "decision", "chosen because"}
            Support offered and challenge made stand side by side (restorative practice: Wachtel and McCold
            2001); "chosen because" is why a story was chosen as the most significant change (Davies and Dart
            2005).
        topic : str
            Of the agenda; "" for the conversation as a whole.
        role : str
            Who said it, by role.

        Raises
        ------
        NarrativeError
            Nothing is written, the kind is unknown, or the conversation has ended.
        """
        from lif_narrative.conversing.holding import about, checked
        from lif_narrative.conversing.script import TOGETHER

        checked(cast("Project", self), conversation_id, kind, topic, role)
        return self._note(kind, about(conversation_id, topic), text, role=role or TOGETHER)

    @needs("ingest")
    def end_conversation(self, conversation_id: str) -> Conversation:
        """End it: its record becomes a source of the method conversation, which can be coded and cited.

        The words of its notes are then the de-identified ones of that source.

        Raises
        ------
        NarrativeError
            Nothing was said, it has ended already, or the record could not be taken in.
        """
        from lif_narrative.conversing.ending import end

        return end(cast("Project", self), conversation_id)


__all__ = ["ConversationVerbs"]
