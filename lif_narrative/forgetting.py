"""Forgetting a case or a source: its keys, then its rows, then what was derived of it.

The vault's ring records the forgetting first, so that one which was cut short is finished when the
vault is next opened, and so that a restored backup, whose trail does not know of it, is brought in line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative import erasing, events
from lif_narrative.erasing import Gone
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Event, Retention

if TYPE_CHECKING:
    from lif_narrative.deidentify.ring import Forgotten
    from lif_narrative.deidentify.vault import Vault
    from lif_narrative.project import Project
    from lif_narrative.store import Store

FORGOT = "forgot"


@dataclass(frozen=True)
class Forgetting:
    """What a forgetting took, and what it cannot reach."""

    thing: str
    documents: int
    excerpts: int
    sealed: int  # items of the vault
    stories: tuple[str, ...]  # ids of stories that rested on it
    exports: int  # files that left the project and may hold its words: people ask for them back
    copy_keys: bool  # a copy of the key ring is out of date: it has to be replaced

    def __str__(self) -> str:
        """In a line or two, with what to do next."""
        told = (
            f"Forgotten: {self.documents} documents, {self.excerpts} excerpts, {self.sealed} sealed items. "
            f"{len(self.stories)} stories show words as withdrawn. Run the analysis again: lif run."
        )
        if self.exports:
            told += f" {self.exports} files were exported before; ask for those that quote it back."
        if self.copy_keys:
            told += " Replace the copy of the key ring now (lif keys copy) and destroy older ones."
        return told


def forget(project: Project, kind: str, name: str, reason: str) -> Forgetting:
    """Forget `case <label>` or `source <id>`; see `Keeping.forget`."""
    if not reason.strip():
        raise NarrativeError("Say in a line why it is to be forgotten: the reason stays in the trail.")
    thing, vault = f"{kind} {name}", project.vault
    gone = erasing.held(project.store, thing)
    if not gone.ids:
        raise NarrativeError(f"There is no {kind} '{name}' here. See lif retention for what is held.")
    veil(vault, project, gone, name if kind == "case" else "")
    _keep_the_rest(project, vault, gone)
    copied = vault.ring.copied
    entry, sealed = vault.destroy(thing, _owners(thing, gone))
    stories = _erase(project.store, project.actor, entry, gone, reason)
    erasing.clear(project.folder, project.store)
    exports = project.store.table(Event).c.verb == "exported"
    return Forgetting(
        thing, len(gone.documents), len(gone.excerpts), sealed, stories,
        len(project.store.read(Event, exports)), bool(copied),
    )  # fmt: skip


def _owners(thing: str, gone: Gone) -> tuple[str, ...]:
    from lif_narrative.deidentify.vault import rest_of

    kind, _, _ = thing.partition(" ")
    whole = [f"source {s}" for s in sorted(gone.sources)] + [
        f"source {rest_of(s)}" for s in sorted(gone.sources)
    ]
    # of a source that holds other cases too, the file goes; what is left was sealed apart
    cut = [f"source {s}" for s in sorted(gone.shared)]
    return tuple([thing, *whole, *cut] if kind == "case" else whole)


def veil(vault: Vault, project: Project, gone: Gone, case: str) -> None:
    """Hide the names of a forgotten case in what other people's papers say."""
    from lif_narrative.deidentify.roster import Roster
    from lif_narrative.deidentify.said import Said
    from lif_narrative.deidentify.settle import mapping_of, placed
    from lif_narrative.deidentify.veil import Veil, words_of
    from lif_narrative.steps.material import kept

    if not case:
        return
    raw = placed([document for item in kept(project) for document in mapping_of(item).documents])
    key = vault.pseudonym_key
    roster = Roster.learn(raw, key, Said.of(vault).mentions(raw, key))
    names = words_of(roster, _key_of(raw, gone) or case)
    Veil.of(vault).over(names).keep(vault)


def _key_of(raw: Iterable[Any], gone: Gone) -> str:
    """The case as the raw documents have it, before its pseudonym."""
    return next((document.case for document in raw if document.id in gone.documents), "")


def _keep_the_rest(project: Project, vault: Vault, gone: Gone) -> None:
    """The other cases' documents of sources that are forgotten in part, each sealed for itself."""
    from lif_narrative.deidentify import remainder
    from lif_narrative.deidentify.settle import mapping_of
    from lif_narrative.records import Document
    from lif_narrative.steps.material import kept

    cases = {d.id: d.case for d in project.store.read(Document) if d.id not in gone.documents}
    for item in kept(project) if gone.shared else ():
        if item.source_id in gone.shared and item.reading is not None:
            rest = [d for d in mapping_of(item).documents if d.id not in gone.documents]
            remainder.keep(vault, item.source_id, rest, cases)


def _erase(store: Store, actor: str, entry: Forgotten, gone: Gone, reason: str) -> tuple[str, ...]:
    """Rows and tombstone in one transaction; which stories changed."""
    from lif_narrative.records import Story

    before = {story.id: story for story in store.read(Story)}
    with store.writing() as connection:
        erasing.erase(store, connection, gone)
        kind, _, name = entry.thing.partition(" ")
        table = store.table(Retention)
        connection.execute(table.delete().where(table.c.kind == kind, table.c.thing == name))
        events.append(store, connection, actor, FORGOT, entry.thing, before=erasing.counts(gone),
                      after=entry.id, reason=reason)  # fmt: skip
    return tuple(story.id for story in store.read(Story) if before.get(story.id) != story)


def honour(store: Store, folder: Path, actor: str, forgotten: Iterable[Forgotten]) -> int:
    """Take away again what the ring knows as forgotten and the trail does not; how many there were."""
    told = {event.after for event in store.read(Event, store.table(Event).c.verb == FORGOT)}
    fresh = [entry for entry in forgotten if entry.id not in told]
    for entry in fresh:
        gone = erasing.held(store, entry.thing)
        _erase(store, actor, entry, gone, "forgotten before, taken away again")
    if fresh:
        erasing.clear(folder, store)
    return len(fresh)
