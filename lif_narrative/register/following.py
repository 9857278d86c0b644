"""How an entry of the register is followed: changed, closed with what came of it, opened again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from lif_narrative import events
from lif_narrative.access import needs
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.fingerprint import digest
from lif_narrative.records import Action, Event
from lif_narrative.register import rules
from lif_narrative.register.nouns import RegisterNouns
from lif_narrative.schemas import row_of


class FollowingVerbs(RegisterNouns):
    """Change, close, reopen. Each act is an event; the words are in the register, not in the trail."""

    @needs("tell")
    def change_action(self, action_id: str, *, seen: int | None = None, **changes: Any) -> Action:
        """Change an entry's words, owner role, date, stage, measure of success, evidence or answer."""
        unknown = sorted(set(changes) - set(rules.CHANGEABLE))
        if unknown:
            raise UnknownChoice("field of an action", unknown[0], list(rules.CHANGEABLE))
        settled: dict[str, Any] = {name: tuple(v) if name == "evidence" else v for name, v in changes.items()}
        return self._rewrite(action_id, "changed action", lambda entry: replace(entry, **settled), seen)

    @needs("tell")
    def close_action(
        self, action_id: str, status: str = "done", *, because: str = "", difference: str = "", did: str = "",
        evidence: Sequence[str] = (), seen: int | None = None,
    ) -> Action:  # fmt: skip
        """Close an entry as "done", with the evidence of the difference it made, or "did not", with why.

        Closing without evidence is not refused: it is listed until somebody says what changed.
        """
        said = {"because": because, "difference": difference, "did": did}

        def close(entry: Action) -> Action:
            words: dict[str, Any] = {name: text.strip() for name, text in said.items() if text.strip()}
            words["evidence"] = (*entry.evidence, *(e for e in evidence if e not in entry.evidence))
            return rules.closed(entry, status, events.now(), **words)

        return self._rewrite(action_id, "closed action", close, seen)

    @needs("tell")
    def reopen_action(self, action_id: str, *, due: str = "", seen: int | None = None) -> Action:
        """Open a closed entry again; what was said of it stays."""

        def reopen(entry: Action) -> Action:
            return replace(entry, status="open", closed="", due=due or entry.due)

        return self._rewrite(action_id, "reopened action", reopen, seen)

    def _rewrite(
        self, action_id: str, verb: str, change: Callable[[Action], Action], seen: int | None
    ) -> Action:
        with self.store.writing() as connection:
            now = self._entry(action_id)
            if seen is not None and seen != now.version:
                raise NarrativeError(self._newer(now, seen))
            after = rules.checked(replace(change(now), version=now.version + 1))
            self.store.put(connection, after)
            self._entry_told(connection, verb, after, digest(row_of(now)))
        return after

    def _entry(self, action_id: str) -> Action:
        for entry in self._entries():
            if entry.id == action_id:
                return entry if entry.version else replace(entry, opened=events.now())
        raise NarrativeError(f"There is no action {action_id} in the register. Look at the register again.")

    def _newer(self, now: Action, seen: int) -> str:
        table = self.store.table(Event)
        acts = self.store.read(Event, table.c.object == now.id)
        who = acts[-1].actor.partition(":")[2] if acts else "Somebody"
        return (
            f"{who} changed this entry after you opened it (version {now.version}, you saw {seen}). "
            "Your change was not kept and theirs stands. Open it again."
        )
