"""Who can open a sealed file: whoever has its passphrase, or the private half of a pair of keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lif_narrative.deidentify import sealing
from lif_narrative.deidentify.sealing import Damaged
from lif_narrative.errors import NarrativeError


@dataclass(frozen=True)
class Opener:
    """What seals or opens a file: a passphrase, or one half of a pair of keys.

    `vault` is the id of the vault whose own pair it is: such a file opens where the vault's keys are.
    """

    passphrase: str | None = field(default=None, repr=False)
    public: bytes | None = None
    private: bytes | None = field(default=None, repr=False)
    vault: str = ""

    def wrapped(self, key: bytes) -> dict[str, Any]:
        """The head that holds a file's key."""
        if self.public is not None:
            once, shown = sealing.pair_of(sealing.new_key())
            box = sealing.seal(sealing.agreed(once, self.public), key, "file key")
            told = {"for": "vault", "vault": self.vault} if self.vault else {"for": "recipient"}
            return {**told, "once": shown.hex(), "key": box.hex()}
        if not self.passphrase:
            raise NarrativeError("Give a passphrase, or the key of whoever is to open it.")
        salt = sealing.new_key()
        box = sealing.seal(sealing.from_passphrase(self.passphrase, salt, sealing.ARGON2), key, "file key")
        return {"for": "passphrase", "salt": salt.hex(), "argon2id": sealing.ARGON2, "key": box.hex()}

    def key_of(self, head: dict[str, Any]) -> bytes:
        """The file's key."""
        if head["for"] != "passphrase":
            if self.private is None:
                whose = f"vault {head['vault']}" if head["for"] == "vault" else "a recipient"
                raise NarrativeError(f"This file was sealed for {whose}: give its keys to open it.")
            wrapping = sealing.agreed(self.private, bytes.fromhex(head["once"]))
        else:
            if not self.passphrase:
                raise NarrativeError("This file was sealed under a passphrase: give it.")
            if head["argon2id"] not in sealing.COSTS:
                raise Damaged("The head of this file asks for another cost than any version wrote.")
            salt, cost = bytes.fromhex(head["salt"]), head["argon2id"]
            wrapping = sealing.from_passphrase(self.passphrase, salt, cost)
        return sealing.unseal(wrapping, bytes.fromhex(head["key"]), "file key")
