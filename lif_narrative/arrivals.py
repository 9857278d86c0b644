"""Files that were read, kept together: the vault first, then one transaction for all of them.

Flushing to the disk is what takes long for a small file, so many share it. What is together is bound in
number, size and age: an intake that is killed reads again what it read in its last seconds, and every
file is in the project whole or not at all.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import events
from lif_narrative.fingerprint import short_id
from lif_narrative.ingest.parts import Reading
from lif_narrative.ingest.wire import packed
from lif_narrative.records import SetAside, Source

if TYPE_CHECKING:
    from lif_narrative.deidentify.items import Item
    from lif_narrative.project import Project

NAME_PARTS = 3  # a file's own name and two folders: enough for cues, and the same however it is handed in
MOST_FILES: Final = 128
MOST_BYTES: Final = 8 * 2**20
MOST_S: Final = 2.0


@dataclass
class Arrivals:
    """What was read and is not kept yet; a context that keeps the rest at its end."""

    project: Project
    form: str = field(default="", repr=False)  # the template that came with them, as written
    waiting: list[Source | SetAside] = field(default_factory=list)
    sealed: list[Item] = field(default_factory=list, repr=False)
    since: float = 0.0

    def __enter__(self) -> Arrivals:
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        if fault is None:
            self.keep()

    def take(self, sha: str, ways: Iterable[Path], data: bytes, reading: Reading) -> str:
        """A file and what was read in it; the id of its source."""
        source = Source(short_id("so", sha), sha, reading.format, len(data))
        self.sealed += sealed(source.id, data, reading, names_of(ways), self.form)
        self._await(source)
        return source.id

    def refuse(self, sha: str, reason: str) -> None:
        """A file that could not be read, and why."""
        self._await(SetAside(short_id("sa", sha, "ingest"), sha, "ingest", "", reason))

    def _await(self, row: Source | SetAside) -> None:
        now = time.monotonic()
        self.since = self.since if self.waiting else now
        self.waiting.append(row)
        size = sum(len(item.data) for item in self.sealed)
        if len(self.waiting) >= MOST_FILES or size >= MOST_BYTES or now - self.since >= MOST_S:
            self.keep()

    def keep(self) -> None:
        """Keep all of them now."""
        if self.sealed:
            self.project.vault.put_all(self.sealed)
        if self.waiting:
            with self.project.store.writing() as connection:
                for row in self.waiting:
                    _record(self.project, connection, row)
        self.waiting, self.sealed = [], []


def _record(project: Project, connection: Any, row: Source | SetAside) -> None:
    store, verb = project.store, "took" if isinstance(row, Source) else "set aside"
    store.put(connection, row)
    if isinstance(row, Source):
        table = store.table(SetAside)
        connection.execute(table.delete().where(table.c.sha256 == row.sha256))
    events.append(store, connection, project.actor, verb, row.id, after=row.sha256)


def sealed(source: str, data: bytes, reading: Reading, names: list[list[str]], form: str) -> list[Item]:
    """What the vault keeps of a file."""
    from lif_narrative.deidentify.items import Item

    kept = {
        "original": data, "reading": json.dumps(packed(reading)).encode(),
        "names": json.dumps(names).encode(), "template": form.encode(),
    }  # fmt: skip
    return [Item(kind, source, held, source) for kind, held in kept.items()]


def names_of(ways: Iterable[Path]) -> list[list[str]]:
    """The names a file came by, each with its folders."""
    return sorted([list(way.resolve().parts[-NAME_PARTS:]) for way in ways])
