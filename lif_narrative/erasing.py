"""Rows that go when a case or a source is forgotten, wherever they are: no table is named that need not be.

What stands in other people's work is shown as withdrawn: a block of a story that rested on the words
says so, in every version of the story. Counts worked out with them are worked out again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from lif_narrative import records
from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    from lif_narrative.store import Store

WITHDRAWN: Final = "[Withdrawn: the words that stood here were erased.]"
COUNTED: Final = ("issues", "convergence", "crossings", "changes", "falls", "saturation", "gaps")
KEPT: Final = {"events", "runs", "done", "documents", "excerpts", "sources", "accounts"}
LONG: Final = 25  # characters from which a quote is known for itself wherever it stands


@dataclass(frozen=True)
class Gone:
    """What a forgetting takes: ids, and the words by which quotes of them are known."""

    sources: frozenset[str]
    shared: frozenset[str]  # sources that hold other cases too: they stay, without this case
    documents: frozenset[str]
    excerpts: frozenset[str]
    words: tuple[str, ...] = field(repr=False)

    @property
    def ids(self) -> frozenset[str]:
        """Every id that points at something gone."""
        return self.sources | self.documents | self.excerpts


def held(store: Store, thing: str) -> Gone:
    """What there is of `case <label>` or `source <id>`."""
    kind, _, name = thing.partition(" ")
    if not name:
        raise NarrativeError(f"Name a {kind}: lif retention lists those that are held.")
    documents = store.read(records.Document)
    own = [d for d in documents if (d.case if kind == "case" else d.source_id) == name]
    gone = {d.id for d in own}
    named = [s.id for s in store.read(records.Source) if kind == "source" and s.id == name]
    touched = {d.source_id for d in own} | set(named)
    shared = {d.source_id for d in documents if d.source_id in touched and d.id not in gone}
    excerpts = [e for e in store.read(records.Excerpt) if e.document_id in gone]
    words = tuple(e.text for e in excerpts if len(e.text) >= LONG)
    return Gone(frozenset(touched - shared), frozenset(shared), frozenset(gone),
                frozenset(e.id for e in excerpts), words)  # fmt: skip


def erase(store: Store, connection: sa.Connection, gone: Gone) -> None:
    """Take the rows away, in the transaction of the act."""
    documents, sources = store.table(records.Document), store.table(records.Source)
    for ids in _batches(gone.documents):
        connection.execute(sa.delete(documents).where(documents.c.id.in_(ids)))
    for ids in _batches(gone.sources):
        connection.execute(sa.delete(sources).where(sources.c.id.in_(ids)))
    for name in COUNTED:
        connection.execute(sa.delete(store.meta.tables[name]))
    done = store.meta.tables["done"]
    connection.execute(sa.delete(done).where(done.c.step != "deidentify"))
    for table in store.meta.sorted_tables:
        if table.name not in KEPT:
            _clean(connection, table, gone)


def _batches(ids: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(ids)
    return (ordered[start : start + 400] for start in range(0, len(ordered), 400))


def _clean(connection: sa.Connection, table: sa.Table, gone: Gone) -> None:
    """Rows that point at what is gone go too; words of it in other rows are withdrawn."""
    keys = list(table.primary_key.columns)
    for row in connection.execute(sa.select(table)).mappings().all():
        here = [column == row[column.name] for column in keys]
        if any(_points(row[c.name], gone) for c in table.columns if isinstance(c.type, sa.Text)):
            connection.execute(sa.delete(table).where(*here))
            continue
        fresh = {c.name: cleaned(row[c.name], gone) for c in table.columns if c.name not in keys}
        changed = {name: value for name, value in fresh.items() if value != row[name]}
        if changed:
            connection.execute(sa.update(table).where(*here).values(changed))


def _points(value: Any, gone: Gone) -> bool:
    return isinstance(value, str) and len(value) < 200 and not gone.ids.isdisjoint(value.split())


def cleaned(value: Any, gone: Gone) -> Any:
    """A value without what is gone: a block of a story that rested on it says that it was withdrawn."""
    if isinstance(value, str):
        for words in gone.words:
            value = value.replace(words, WITHDRAWN)
        return value
    if isinstance(value, list | tuple):
        kept = [v for v in value if not (isinstance(v, str) and v in gone.ids)]
        return [cleaned(v, gone) for v in kept]
    if isinstance(value, dict):
        return _block(value, gone) if "evidence" in value else {k: cleaned(v, gone) for k, v in value.items()}
    return value


def _block(block: dict[str, Any], gone: Gone) -> dict[str, Any]:
    evidence = block["evidence"] or []
    left = [e for e in evidence if not (isinstance(e, dict) and e.get("excerpt_id") in gone.ids)]
    fresh = {k: cleaned(v, gone) for k, v in block.items()} | {"evidence": cleaned(left, gone)}
    if len(left) < len(evidence) and "text" in block:
        fresh["text"] = WITHDRAWN if not left else f"{fresh['text']} {WITHDRAWN}"
    return fresh


def counts(gone: Gone) -> str:
    """What went, for the event: numbers alone."""
    told = {"sources": len(gone.sources), "documents": len(gone.documents), "excerpts": len(gone.excerpts)}
    return json.dumps(told, sort_keys=True)


def clear(folder: Path, store: Store) -> None:
    """Remove what was derived, older copies of the record, and what the database left in its pages."""
    for name in ("shards", "vectors", "replicas"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for old in folder.glob("project-before-*.sqlite"):
        old.unlink()
    store.compact()
