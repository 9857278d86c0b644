"""How a vault travels: its items and keys in a backup, and the copy of its key ring that is kept apart.

A backup holds the items as they are, and the keys of sources and cases under the ring key alone.
Neither the vault's own key nor the ring key is in it: those are in the live vault and in the copy of
the key ring. So a backup alone opens nothing, and after a forgetting it opens less.
"""

from __future__ import annotations

import dataclasses
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lif_narrative.deidentify import files, locks, sealing
from lif_narrative.deidentify import ring as rings
from lif_narrative.deidentify.locks import Lock
from lif_narrative.deidentify.ring import Forgotten, Ring
from lif_narrative.deidentify.vault import Vault
from lif_narrative.errors import NarrativeError
from lif_narrative.sealedfile import Opener, Sealer, Unsealer

KEYS: Final = "keys.sealed"


@dataclass(frozen=True)
class Keys:
    """All that opens a vault: its own key, its ring, and the keys of its sources and cases by name."""

    vault: str
    key: bytes = field(repr=False)
    ring: Ring = field(repr=False)
    owners: dict[str, bytes] = field(repr=False)

    @classmethod
    def of(cls, vault: Vault) -> Keys:
        """Of an open vault."""
        return cls(vault.id, vault.key, vault.ring, vault.owner_keys())

    @classmethod
    def read(cls, path: Path, opener: Opener, lock: Lock) -> Keys:
        """From a copy of the key ring, or from a vault's folder itself.

        Raises
        ------
        NarrativeError
            There is none, or it does not open.
        """
        if path.is_dir():
            return cls.of(Vault.open(path, lock=lock))
        if not path.exists():
            raise NarrativeError(f"There is no copy of a key ring at {path}.")
        with path.open("rb") as file:
            told = json.loads(io.BufferedReader(Unsealer(file, opener)).read())
        owners = {name: bytes.fromhex(key) for name, key in told["owners"].items()}
        return cls(told["vault"], bytes.fromhex(told["key"]), rings.decode(told["ring"].encode()), owners)

    def write(self, to: Path, opener: Opener) -> None:
        """Write the copy; the one before it could bring back what was forgotten, and is overwritten."""
        told = {
            "vault": self.vault, "key": self.key.hex(), "ring": rings.encode(self.ring).decode(),
            "owners": {name: key.hex() for name, key in self.owners.items()},
        }  # fmt: skip
        box = io.BytesIO()
        sealer = Sealer(box, opener)
        sealer.write(json.dumps(told).encode())
        sealer.finish()
        files.write_over(to, box.getvalue())

    @property
    def opener(self) -> Opener:
        """Seals for this vault, or opens what was sealed for it."""
        private, public = sealing.pair_of(sealing.derive(self.key, "backups"))
        return Opener(public=public, private=private, vault=self.vault)


def about(vault: Vault) -> dict[str, Any]:
    """What a backup says of its vault in its manifest: nothing secret."""
    ring = vault.ring
    forgotten = [dataclasses.asdict(entry) for entry in ring.forgotten]
    return {"id": vault.id, "generation": ring.generation, "forgotten": forgotten}


def parts(vault: Vault) -> Iterator[tuple[str, bytes]]:
    """What a backup holds of a vault: names and bytes."""
    ring = vault.ring
    told = {name: key.hex() for name, key in vault.owner_keys().items()}
    label = f"keys {vault.id} {ring.generation}"
    yield KEYS, sealing.seal(ring.key, json.dumps(told).encode(), label)
    for path in vault.paths():
        yield path.relative_to(vault.folder).as_posix(), path.read_bytes()


def arrive(place: Path, packed: Path, told: dict[str, Any], keys: Keys, lock: Lock) -> Vault:
    """Bring a vault back from a backup's parts in `packed`; items whose keys are gone stay behind.

    A vault that stands in `place` is added to; what it holds already is newer and stays.

    Raises
    ------
    NarrativeError
        The keys, or the vault that stands there, are another vault's.
    """
    if keys.vault != told["id"]:
        raise NarrativeError(f"These keys are of vault {keys.vault}; the backup is of {told['id']}.")
    forgotten = [Forgotten.of(entry) for entry in told["forgotten"]]
    if (place / locks.HEAD).exists():
        vault = Vault.open(place, lock=lock)
    else:
        vault = _made(place, packed, told, keys, lock)
    if vault.id != told["id"]:
        raise NarrativeError(f"{place} holds another project's vault. Name another place for this one.")
    vault.learn(forgotten)
    for path in sorted((packed / "items").glob("*/*")):
        vault.bring(path)
    return vault


def _made(place: Path, packed: Path, told: dict[str, Any], keys: Keys, lock: Lock) -> Vault:
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    vault = Vault(place, keys.key)
    rings.keep(place, keys.key, dataclasses.replace(keys.ring, copied=keys.ring.generation))
    owners = dict(keys.owners)
    if told["generation"] == keys.ring.generation:
        box = (packed / KEYS).read_bytes()
        label = f"keys {told['id']} {told['generation']}"
        held = json.loads(sealing.unseal(keys.ring.key, box, label))
        owners |= {name: bytes.fromhex(key) for name, key in held.items()}
    vault.take_keys(owners)
    locks.close(place, keys.key, lock)
    return vault
