"""Custody of a project as its verbs: backed up, forgotten in part, asked about, kept until due."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative.access import Guarded, needs

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.forgetting import Forgetting
    from lif_narrative.sealedfile import Opener
    from lif_narrative.suppression import Suppressed


class Custody(Guarded):
    """Backups, forgetting, subject access, retention and the trail in prose."""

    @needs("keep")
    def backup(self, to: str | Path, opener: Opener | None = None, *, without_vault: bool = False) -> Path:
        """Write a sealed backup while others go on working: see `backup.backup`."""
        from lif_narrative.backup import backup

        return backup(self, Path(to), opener, without_vault=without_vault)  # type: ignore[arg-type]

    @needs("keep")
    def back_up_here(self, passphrase: str = "") -> Path:
        """A backup in the folder beside the project; without a passphrase it opens by the vault's keys."""
        from lif_narrative.backups import made_here
        from lif_narrative.sealedfile import Opener

        opener = Opener(passphrase=passphrase) if passphrase else None
        return made_here(self, opener)  # type: ignore[arg-type]

    @needs("keep")
    def backups(self) -> pd.DataFrame:
        """The backups beside the project, newest first: name made size_bytes opens_by."""
        from lif_narrative.backups import kept

        return kept(self)  # type: ignore[arg-type]

    @needs("keep")
    def backup_file(self, name: str = "") -> Path:
        """Where one of them lies; the folder of all without a name."""
        from lif_narrative import backups

        return backups.named(self, name) if name else backups.folder_of(self)  # type: ignore[arg-type]

    @needs("keep")
    def check_backup(self, name: str, passphrase: str = "") -> dict[str, Any]:
        """Open one of them whole and check it: see `backups.checked`."""
        from lif_narrative.backups import checked

        return checked(self, name, passphrase)  # type: ignore[arg-type]

    @needs("forget")
    def forget_case(self, case: str, reason: str) -> Forgetting:
        """Forget a case for good: originals, text, codings and quotes, in backups too.

        Parameters
        ----------
        case : str
            The label by which the project knows it: `documents()["case"]`.
        reason : str
            Why; it stays in the trail, with the tombstone.
        """
        from lif_narrative.forgetting import forget

        return forget(self, "case", case, reason)  # type: ignore[arg-type]

    @needs("forget")
    def forget_source(self, source_id: str, reason: str) -> Forgetting:
        """Forget a source for good: see `forget_case`."""
        from lif_narrative.forgetting import forget

        return forget(self, "source", source_id, reason)  # type: ignore[arg-type]

    @needs("forget")
    def subject_access(self, case: str, to: str | Path) -> Path:
        """Gather all that is held on a case into a folder, or a `.zip`; a view of originals."""
        from lif_narrative.subject import gather

        return gather(self, case, Path(to))  # type: ignore[arg-type]

    @needs("forget")
    def retention(self, on: str = "") -> pd.DataFrame:
        """Until when cases and sources are kept: kind thing due basis is_due, soonest first.

        `on` is the day to judge by (ISO 8601), today by default.
        """
        from lif_narrative.retention import dates

        return dates(self, on)  # type: ignore[arg-type]

    @needs("forget")
    def keep_until(self, kind: str, thing: str, due: str, reason: str = "") -> None:
        """Set until when a case or a source is kept (ISO 8601 date), before the house rule."""
        from lif_narrative.retention import keep_until

        keep_until(self, kind, thing, due, reason)  # type: ignore[arg-type]

    @needs("history")
    def trail(self, to: str | Path) -> Path:
        """Write the trail as people read it (.docx, .md) or as a table (.csv); an export."""
        from lif_narrative.trail import write

        return write(self, Path(to))  # type: ignore[arg-type]

    @needs("export")
    def exported(
        self, thing: str, seal: str = "", profile: str = "", *, counts: Sequence[Suppressed] = ()
    ) -> None:
        """Tell the trail that something is about to leave: what, its seal or hash, and for whom.

        Whoever writes a file asks here first, so that a refused export leaves none. `counts` are those of
        people that it shows or holds back: the exports that follow are settled beside them.
        """
        from lif_narrative import events, releases

        with self.store.writing() as connection:
            events.append(self.store, connection, self.actor, "exported", thing, after=seal, reason=profile)
            releases.keep(self.store, connection, thing, counts)

    @needs("read")
    def check_trail(self, head: str = "") -> list[str]:
        """What is wrong with the chain of events, in words; empty when it holds.

        `head`, as COUNT:HASH printed on an export or a backup, shows a trail that was cut short since.
        """
        from lif_narrative import events
        from lif_narrative.records import Event

        return events.faults(self.store.read(Event), events.read_head(head) if head else None)
