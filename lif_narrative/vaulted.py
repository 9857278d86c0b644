"""A project's vault as its verbs: where it lies, what opens it, originals seen, its keys copied.

The vault lies beside the project's folder, not in it (`newcastle.vault` beside `newcastle`), so that
the folder can be given to a researcher. `Project.open(vault=…)`, the variable `LIF_VAULT` or `[vault]
folder` in `lif.toml` put it elsewhere. A vault that version 0.1 made inside the folder stays there.
"""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lif_narrative import events
from lif_narrative.access import Guarded, needs
from lif_narrative.errors import NarrativeError, VaultLocked
from lif_narrative.house import house
from lif_narrative.records import Event, Source

if TYPE_CHECKING:
    from lif_narrative.deidentify.locks import Lock
    from lif_narrative.deidentify.vault import Vault
    from lif_narrative.sealedfile import Opener

MADE = "made vault"  # the event that ties a project to its vault


def beside(folder: Path) -> Path:
    """Where the vault of a project in `folder` lies unless somebody says otherwise."""
    old = folder / "vault"
    return old if (old / "vault.json").exists() else folder.with_name(f"{folder.resolve().name}.vault")


class Vaulted(Guarded):
    """The vault of a project; everything but what is identifying works without it."""

    lock: Lock
    _vault_folder: Path | None

    @property
    def vault_folder(self) -> Path:
        """Where the vault lies, or would."""
        told = self._vault_folder or os.environ.get("LIF_VAULT") or house(self.folder, "vault").get("folder")
        return Path(told) if told else beside(self.folder)

    @property
    @needs("originals")
    def vault(self) -> Vault:
        """Originals, raw text and keys, encrypted; made with the project's first file.

        Raises
        ------
        VaultLocked
            The vault is not here or does not open with this key; the rest of the project still works.
        """
        return self._vault

    @cached_property
    def _vault(self) -> Vault:
        from lif_narrative.deidentify.vault import Vault
        from lif_narrative.forgetting import honour

        place = self.vault_folder
        if (place / "vault.json").exists():
            vault = self._ours(Vault.open(place, lock=self.lock))
            honour(self.store, self.folder, self.actor, vault.ring.forgotten)
            return vault
        if self.store.read(Source):
            raise VaultLocked(f"The vault of this project is not at {place}. Put it back to read originals.")
        made = Vault.create(place, lock=self.lock)
        with self.store.writing() as connection:
            events.append(self.store, connection, self.actor, MADE, "vault", after=made.id)
        return made

    def _ours(self, vault: Vault) -> Vault:
        told = self.store.read(Event, self.store.table(Event).c.verb == MADE)
        if told and told[-1].after != vault.id:
            raise VaultLocked(
                f"The vault at {self.vault_folder} is another project's: this one's is {told[-1].after}. "
                "Say where it is by LIF_VAULT, or by [vault] folder in lif.toml."
            )
        return vault

    @needs("originals")
    def original(self, source_id: str) -> bytes:
        """A source's file as it was received; the view is an event.

        Raises
        ------
        NarrativeError
            The vault is closed, or the source is not there or was forgotten.
        """
        data = self.vault.get("original", source_id)
        self.saw(source_id)
        return data

    @needs("originals")
    def saw(self, thing: str) -> None:
        """Tell the trail that the person looked at what is identifying: a source's or a document's id."""
        with self.store.writing() as connection:
            events.append(self.store, connection, self.actor, "viewed original", thing)

    @needs("keep")
    def relock(self, lock: Lock) -> None:
        """Lock the vault another way: a passphrase, a key file elsewhere, or the system's keyring."""
        self.vault.relock(lock)
        self.lock = lock
        with self.store.writing() as connection:
            events.append(self.store, connection, self.actor, "locked vault", "vault", after=lock.kind)

    @needs("keep")
    def copy_keys(self, to: str | Path, opener: Opener) -> Path:
        """Write the copy of the key ring that is kept apart, in place of the one before it.

        It opens the vault of any backup, of what was not forgotten. See `deidentify.ring`.
        """
        from lif_narrative.deidentify.travel import Keys

        target = Path(to)
        if target.resolve().is_relative_to(self.folder.resolve()):
            raise NarrativeError("Keep the copy of the keys apart, outside the project's folder.")
        Keys.of(self.vault).write(target, opener)
        self.vault.copied()
        with self.store.writing() as connection:
            generation = str(self.vault.ring.generation)
            events.append(self.store, connection, self.actor, "copied keys", "vault", after=generation)
        return target
