"""Sign-off by role: who is asked, what each says of the story as it stood, and what that makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lif_narrative import events
from lif_narrative.access import needs
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.fingerprint import digest, short_id
from lif_narrative.records import SIGNS, SignOff, Story
from lif_narrative.reviewing.acting import Acting
from lif_narrative.schemas import row_of

if TYPE_CHECKING:
    import pandas as pd

AGREES = SIGNS[:2]


def words_hash(record: Story) -> str:
    """A hash of what is signed: the question and the blocks, whatever the version or status."""
    return digest([record.title, record.question, [row_of(block) for block in record.blocks]])


class SignVerbs(Acting):
    """Ask for sign-offs, and give one."""

    @needs("tell")
    def ask_sign_off(self, story_id: str, roles: Sequence[str]) -> None:
        """Put a story in review and ask these roles for their word, such as "designated nurse"."""
        from lif_narrative.reviewing import kept

        asked = [role.strip() for role in roles if role.strip()]
        if not asked:
            raise NarrativeError("Name the roles that are asked, such as 'head of service'.")
        with self.store.writing() as connection:
            now = kept.held(self._project, story_id, connection)
            known = {row.id for row in self._signs(story_id)}
            for role in asked:
                if (name := _name(story_id, role)) not in known:
                    self.store.put(connection, SignOff(name, story_id, role))
            kept.mark(self._project, connection, now, "in review", "asked for sign-off")

    @needs("comment")
    def sign(
        self, story_id: str, role: str, decision: str = SIGNS[0], words: str = "", *, seen: int | None = None
    ) -> Story:
        """Say in a role what one makes of the story as it stands, in words where there are reservations.

        When every role that was asked agrees, with or without reservations, the story is signed off.
        A later edit leaves the sign-off behind, and it is asked for again.

        Raises
        ------
        NarrativeError
            The story changed since it was read, or reservations come without words.
        """
        from lif_narrative.reviewing import kept

        if decision not in SIGNS:
            raise UnknownChoice("sign-off", decision, list(SIGNS))
        if decision != SIGNS[0] and not words.strip():
            raise NarrativeError(
                "Say in words what the reservations are: whoever reads the story needs them."
            )
        if not role.strip():
            raise NarrativeError("Say in which role you sign, such as 'designated nurse'.")
        with self.store.writing() as connection:
            now = kept.held(self._project, story_id, connection)
            if seen is not None and seen != now.version:
                known = kept.editions(self._project, story_id)
                raise kept.EditedMeanwhile(kept.whole_refused(seen, now, known))
            signed = SignOff(_name(story_id, role.strip()), story_id, role.strip(), now.version,
                             words_hash(now), self.actor, events.now(), decision, words.strip())  # fmt: skip
            self.store.put(connection, signed)
            events.append(self.store, connection, self.actor, "signed", f"{story_id} {signed.id}",
                          after=decision, reason=f"version {now.version}")  # fmt: skip
            others = [row for row in self._signs(story_id) if row.id != signed.id]
            if all(_stands(row, now) and row.decision in AGREES for row in (*others, signed)):
                return kept.mark(self._project, connection, now, "signed off", "signed off")
            if now.status == "signed off":
                return kept.mark(self._project, connection, now, "in review", "reopened review")
            return now

    @needs("read")
    def sign_offs(self, story_id: str) -> pd.DataFrame:
        """Who was asked and what they said: role by at version decision words stands.

        `stands`: it was given to the story as it is now; else it was not given yet, or the story changed.
        """
        import pandas as pd

        from lif_narrative.reviewing import kept

        now = kept.held(self._project, story_id)
        rows = [(row.role, row.by, row.at, row.version, row.decision, row.words, _stands(row, now))
                for row in sorted(self._signs(story_id), key=lambda row: row.role)]  # fmt: skip
        return pd.DataFrame(rows, columns=["role", "by", "at", "version", "decision", "words", "stands"])

    def _signs(self, story_id: str) -> list[SignOff]:
        return self.store.read(SignOff, self.store.table(SignOff).c.story_id == story_id)


def _name(story_id: str, role: str) -> str:
    return short_id("sg", story_id, role.casefold())


def _stands(row: SignOff, now: Story) -> bool:
    return bool(row.decision) and row.words_hash == words_hash(now)
