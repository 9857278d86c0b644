"""The vault: originals, raw text, rosters and keys, encrypted at rest in a folder apart.

```
vault/vault.json         how the vault key is wrapped; holds no secret by itself
vault/key                the key file, 0600, unless a passphrase is used instead
vault/keys/<name>        one key a source and a case, wrapped by the vault key
vault/items/<kind>/<name> sealed items
```
Every item is sealed under the keys of its source and its cases together, so destroying any one of
them takes the item away, from a backup of `items/` too: a backup leaves `keys/` and `key` out.
File names are HMACs: they confirm no guess without the key.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence
from pathlib import Path

from lif_narrative.deidentify import locks, sealing
from lif_narrative.errors import NarrativeError


class Vault:
    """An open vault. Make one with `Vault.create`, open one with `Vault.open`."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self.folder = folder
        self._key = key
        self._names = sealing.derive(key, "names")

    @classmethod
    def create(cls, folder: str | Path, passphrase: str | None = None) -> Vault:
        """A new vault, locked by a passphrase or, without one, by a key file inside it (mode 0600).

        Raises
        ------
        NarrativeError
            The folder holds a vault already.
        """
        folder = Path(folder)
        if (folder / locks.HEAD).exists():
            raise NarrativeError("There is a vault in that folder already. Open it, or choose another.")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        vault = cls(folder, sealing.new_key())
        vault.put("secret", "pseudonyms", sealing.new_key())
        locks.close(folder, vault._key, passphrase)  # last: cut short before it, there is no vault yet
        return vault

    @classmethod
    def open(cls, folder: str | Path, passphrase: str | None = None) -> Vault:
        """The vault in `folder`.

        Raises
        ------
        VaultLocked
            There is no vault, no key file, or the passphrase is missing or wrong.
        """
        return cls(Path(folder), locks.opened(Path(folder), passphrase))

    @property
    def pseudonym_key(self) -> bytes:
        """Thirty-two bytes, made with the vault, that key every pseudonym."""
        return self.get("secret", "pseudonyms")

    def put(self, kind: str, id: str, data: bytes, *, source: str = "", cases: Sequence[str] = ()) -> None:
        """Seal `data` under the keys of its source and cases; an item of the same name is replaced."""
        owners = _owners(source, cases)
        key = self._item_key(owners, make=True)
        label = f"{kind}/{self._name(kind, id)}"
        head = json.dumps({"id": id, "owners": owners}).encode()
        sealed_head = sealing.seal(self._key, head, "head " + label)
        box = len(sealed_head).to_bytes(4, "big") + sealed_head + sealing.seal(key, data, label)
        sealing.write_whole(self._path(kind, id), box)

    def get(self, kind: str, id: str) -> bytes:
        """What was put there.

        Raises
        ------
        NarrativeError
            Nothing of that name is held, or it was forgotten.
        Damaged
            The stored bytes are not the ones that were sealed.
        """
        path = self._path(kind, id)
        if not path.exists():
            raise NarrativeError(f"The vault holds no {kind} of that id; it may have been forgotten.")
        owners, box = self._opened(path, kind)[1:]
        return sealing.unseal(self._item_key(owners), box, f"{kind}/{path.name}")

    def ids(self, kind: str) -> list[str]:
        """Ids of the items of one kind, sorted."""
        folder = self.folder / "items" / kind
        paths = [p for p in folder.iterdir() if not p.name.startswith(".")] if folder.exists() else []
        return sorted(self._opened(path, kind)[0] for path in paths)

    def forget(self, source: str) -> int:
        """Destroy a source's key, so that nothing sealed under it can be read again; how many items went."""
        return self._forget(f"source {source}")

    def forget_case(self, case: str) -> int:
        """Destroy a case's key, so that nothing sealed under it can be read again; how many items went."""
        return self._forget(f"case {case}")

    def _forget(self, owner: str) -> int:
        # The key first: cut short after it, what is left on the disk is noise.
        sealing.destroy(self._key_path(owner))
        gone = 0
        for path in sorted((self.folder / "items").glob("*/*")):
            if not path.name.startswith(".") and owner in self._opened(path, path.parent.name)[1]:
                path.unlink()
                gone += 1
        return gone

    def _item_key(self, owners: list[str], *, make: bool = False) -> bytes:
        parts = [self._owner_key(owner, make=make) for owner in owners]
        return sealing.derive(b"".join([self._key, *parts]), "item")

    def _owner_key(self, owner: str, *, make: bool) -> bytes:
        path = self._key_path(owner)
        if not path.exists():
            if not make:
                raise NarrativeError("That item was forgotten: its key has been destroyed.")
            sealing.write_whole(path, sealing.seal(self._key, sealing.new_key(), path.name))
        return sealing.unseal(self._key, path.read_bytes(), path.name)

    def _opened(self, path: Path, kind: str) -> tuple[str, list[str], bytes]:
        box = path.read_bytes()
        size = int.from_bytes(box[:4], "big")
        head = json.loads(sealing.unseal(self._key, box[4 : 4 + size], f"head {kind}/{path.name}"))
        return head["id"], head["owners"], box[4 + size :]

    def _name(self, kind: str, id: str) -> str:
        return hmac.digest(self._names, f"{kind}\0{id}".encode(), "sha256").hex()[:40]

    def _path(self, kind: str, id: str) -> Path:
        return self.folder / "items" / kind / self._name(kind, id)

    def _key_path(self, owner: str) -> Path:
        return self.folder / "keys" / self._name("key", owner)


def _owners(source: str, cases: Sequence[str]) -> list[str]:
    return ([f"source {source}"] if source else []) + [f"case {case}" for case in sorted(set(cases)) if case]
