"""The vault: originals, raw text, rosters and keys, encrypted at rest in a folder apart.

```
vault/vault.json         how the vault key is wrapped; holds no secret by itself
vault/key                the key file, 0600, unless another lock is used: see `locks`
vault/ring               the ring key, and what was forgotten: see `ring`
vault/keys/<name>        one key a source and a case, wrapped by the vault key
vault/items/<kind>/<name> sealed items
```
Every item is sealed under the keys of its source and its cases together, so destroying any one of
them takes the item away, from every backup too: a backup holds none of these keys in a form that
outlives a forgetting. File names are HMACs: they confirm no guess without the key.
"""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from lif_narrative.deidentify import files, locks, sealing
from lif_narrative.deidentify import ring as rings
from lif_narrative.deidentify.items import Items
from lif_narrative.deidentify.locks import Lock
from lif_narrative.deidentify.ring import Forgotten, Ring
from lif_narrative.errors import NarrativeError


class Vault(Items):
    """An open vault. Make one with `Vault.create`, open one with `Vault.open`."""

    @classmethod
    def create(cls, folder: str | Path, passphrase: str | None = None, *, lock: Lock | None = None) -> Vault:
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
        rings.load(folder, vault._key)
        # last: cut short before it, there is no vault yet
        locks.close(folder, vault._key, lock or Lock(passphrase))
        return vault

    @classmethod
    def open(cls, folder: str | Path, passphrase: str | None = None, *, lock: Lock | None = None) -> Vault:
        """The vault in `folder`; a forgetting that was cut short is finished.

        Raises
        ------
        VaultLocked
            There is no vault, no key file, or the passphrase is missing or wrong.
        """
        vault = cls(Path(folder), locks.opened(Path(folder), lock or Lock(passphrase)))
        vault._finish()
        return vault

    def relock(self, lock: Lock) -> None:
        """Lock it another way from now on."""
        locks.close(self.folder, self._key, lock)

    @property
    def id(self) -> str:
        """Sixteen hex digits that tell this vault from any other, and tell nothing else."""
        return sealing.derive(self._key, "id").hex()[:16]

    @property
    def ring(self) -> Ring:
        """The ring key, and what was forgotten."""
        return rings.load(self.folder, self._key)

    def forget(self, source: str) -> int:
        """Destroy a source's keys: nothing sealed under them can be read again; how many items went."""
        return self.destroy(f"source {source}", (f"source {source}", f"source {rest_of(source)}"))[1]

    def forget_case(self, case: str) -> int:
        """Destroy a case's key, so that nothing sealed under it can be read again; how many items went."""
        return self.destroy(f"case {case}", (f"case {case}",))[1]

    def destroy(self, thing: str, owners: Sequence[str]) -> tuple[Forgotten, int]:
        """Destroy these keys because `thing` is to be forgotten; the entry, and how many items went."""
        # On record first: cut short after it, the next opening goes on.
        at = datetime.now(UTC).isoformat(timespec="seconds")
        entry = Forgotten(secrets.token_hex(8), thing, tuple(owners), at)
        rings.keep(self.folder, self._key, self.ring.without(entry))
        return entry, self._finish()

    def learn(self, forgotten: Sequence[Forgotten]) -> None:
        """Forget what another record of this vault says was forgotten."""
        ring = self.ring
        known = {entry.id for entry in ring.forgotten}
        fresh = [dataclasses.replace(e, done=False) for e in forgotten if e.id not in known]
        if fresh:
            rings.keep(self.folder, self._key, ring.without(*fresh))
            self._finish()

    def copied(self) -> None:
        """Note that the key ring was copied as it is now."""
        ring = self.ring
        rings.keep(self.folder, self._key, dataclasses.replace(ring, copied=ring.generation))

    def _finish(self) -> int:
        """Do the forgettings that are on record and not done; how many items went."""
        rings.sweep(self.folder)
        ring, gone = self.ring, 0
        owners = {owner for entry in ring.forgotten if not entry.done for owner in entry.owners}
        if not owners:
            return 0
        for owner in owners:
            files.destroy(self._key_path(owner))
        for path in self.paths():
            if owners & set(self._opened(path, path.parent.name)[1]):
                path.unlink(missing_ok=True)
                gone += 1
        rings.keep(self.folder, self._key, ring.settled())
        return gone


def rest_of(source: str) -> str:
    """What the documents of a source that was forgotten in part are sealed under."""
    return f"{source} rest"
