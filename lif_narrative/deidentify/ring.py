"""The key ring: which keys still stand, and what was forgotten; it never travels in a backup.

Forgetting must reach backups that nobody can find any more. So a backup carries the keys of its
sources and cases only wrapped by the **ring key**, which is in the live vault and in the copy that
a person keeps apart (`lif keys copy`). Each forgetting makes a new ring key and destroys the old one: the
keys in older backups open no more, and what still stands is opened by the ring itself. Whoever
keeps a copy of the ring replaces it after a forgetting; the old copy is the one thing that could
bring back what was forgotten.

The ring also lists what was forgotten (owners' names are pseudonyms or ids). A restore reads the
list and takes the de-identified rows of those cases away again.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lif_narrative.deidentify import files, sealing

FILE: Final = "ring"


@dataclass(frozen=True)
class Forgotten:
    """One forgetting: of what (`case <label>` or `source <id>`), and whose keys were destroyed for it.

    `done` once the keys and their items are gone.
    """

    id: str
    thing: str
    owners: tuple[str, ...]
    at: str
    done: bool = False

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Forgotten:
        """From its JSON."""
        return cls(told["id"], told["thing"], tuple(told["owners"]), told["at"], told["done"])


@dataclass(frozen=True)
class Ring:
    """The ring key, how many times it was changed, what was forgotten, and which change was copied last."""

    key: bytes = field(repr=False)
    generation: int = 1
    forgotten: tuple[Forgotten, ...] = ()
    copied: int = 0

    def without(self, *entries: Forgotten) -> Ring:
        """The ring after a forgetting: a new key, and entries that are not done yet."""
        return dataclasses.replace(
            self, key=sealing.new_key(), generation=self.generation + 1,
            forgotten=(*self.forgotten, *entries),
        )  # fmt: skip

    def settled(self) -> Ring:
        """The ring with every forgetting done."""
        return dataclasses.replace(self, forgotten=tuple(_done(f) for f in self.forgotten))


def _done(entry: Forgotten) -> Forgotten:
    """The entry once its key and items are gone."""
    return dataclasses.replace(entry, done=True)


def load(folder: Path, key: bytes) -> Ring:
    """The ring of a vault; a vault that has none yet gets one."""
    path = folder / FILE
    if not path.exists():
        ring = Ring(sealing.new_key())
        keep(folder, key, ring)
        return ring
    return decode(sealing.unseal(key, path.read_bytes(), FILE))


def keep(folder: Path, key: bytes, ring: Ring) -> None:
    """Write the ring, whole; the bytes of the one before it are overwritten."""
    files.write_over(folder / FILE, sealing.seal(key, encode(ring), FILE))


def encode(ring: Ring) -> bytes:
    """As JSON."""
    told = dataclasses.asdict(ring) | {"key": ring.key.hex()}
    return json.dumps(told, sort_keys=True).encode()


def decode(data: bytes) -> Ring:
    """The ring that was encoded."""
    told = json.loads(data)
    forgotten = tuple(map(Forgotten.of, told["forgotten"]))
    return Ring(bytes.fromhex(told["key"]), told["generation"], forgotten, told["copied"])


def sweep(folder: Path) -> None:
    """Destroy what a write that was cut short may have left."""
    files.sweep(folder / FILE)
