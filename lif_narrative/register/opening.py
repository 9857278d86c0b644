"""How an action or question comes into the register, and into the next cycle."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from lif_narrative import events
from lif_narrative.access import needs
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import short_id
from lif_narrative.records import Action, Gap
from lif_narrative.register import entries, rules
from lif_narrative.register.nouns import RegisterNouns

if TYPE_CHECKING:
    from lif_narrative.project import Project


class OpeningVerbs(RegisterNouns):
    """Agree on one, take one up from a story, make one of a gap, carry what is open over."""

    @needs("tell")
    def agree(self, text: str, *, kind: str = "action", **more: Any) -> str:
        """Put an action or a question in the register; returns its id.

        Parameters
        ----------
        more
            owner_role (a role, never a name), due, stage, how_known, said, theme_id, story_id, gap_id, cycle.
        """
        entry = Action(short_id("ac", kind, text, self.actor, events.now()), kind, text, **more)
        return self._enter(entry)

    @needs("tell")
    def take_up(self, story_id: str, block_id: str, **more: Any) -> str:
        """Put an action or question of a saved story in the register, where it outlives the story."""
        from lif_narrative.reviewing import kept
        from lif_narrative.story.editing import block_of

        record = kept.held(cast("Project", self), story_id)
        block = block_of(record, block_id)
        if block.kind not in rules.KINDS:
            raise NarrativeError(
                f"Block {block_id} is a {block.kind}: only actions and questions are taken up."
            )
        return self._enter(replace(entries.of_block(record, block), **more, version=1))

    @needs("tell")
    def ask(self, gap_id: str, owner_role: str, due: str = "", **more: Any) -> str:
        """Make a gap a question with an owner."""
        found = self.store.read(Gap, self.store.table(Gap).c.id == gap_id)
        if not found:
            raise NarrativeError(f"There is no gap {gap_id} now: it may have been closed by newer material.")
        gap = found[0]
        entry = Action(
            short_id("ac", gap_id), "question", f"{gap.what} {gap.next_step}".strip(), owner_role, due,
            theme_id=gap.theme_id, gap_id=gap_id,
        )  # fmt: skip
        return self._enter(replace(entry, **more))

    @needs("tell")
    def carry_over(self, cycle: str, source: Project | None = None) -> list[str]:
        """Take what is still open into the next cycle, from this project or from the one before it.

        Parameters
        ----------
        cycle : str
            The period that begins, as the audit names it.
        source : Project, optional
            The project of the cycle before, where each cycle has its own.

        Returns
        -------
        list of str
            The ids that were carried.
        """
        if not cycle.strip():
            raise NarrativeError("Name the cycle that begins, such as 'autumn 2031'.")
        kept = (source.store if source else self.store).read(Action)
        open_ = [e for e in kept if e.status == "open" and cycle not in (e.cycle, *e.carried)]
        with self.store.writing() as connection:
            for entry in open_:
                carried = replace(entry, carried=(*entry.carried, cycle.strip()), version=entry.version + 1)
                self.store.put(connection, carried)
                events.append(
                    self.store, connection, self.actor, "carried over", entry.id, after=cycle.strip()
                )
        return [entry.id for entry in open_]

    def _enter(self, entry: Action) -> str:
        from lif_narrative.steps.triangulation import plan_of

        plan = plan_of(cast("Project", self))
        cycle = entry.cycle or (plan.period if plan else "")
        entry = rules.checked(replace(entry, cycle=cycle, opened=entry.opened or events.now()))
        with self.store.writing() as connection:
            if self.store.read(Action, self.store.table(Action).c.id == entry.id):
                raise NarrativeError(f"It is in the register already, as {entry.id}. Change it there.")
            self.store.put(connection, entry)
            self._entry_told(connection, "agreed", entry, "")
        return entry.id
