"""How a vault is locked: its key wrapped by a passphrase, a key file, or the system's own keyring."""

from __future__ import annotations

import importlib
import importlib.util
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lif_narrative.deidentify import files, sealing
from lif_narrative.errors import NarrativeError, VaultLocked

HEAD: Final = "vault.json"
KEY_FILE: Final = "key"
SERVICE: Final = "lif_narrative vault"
_VERSION: Final = 2


@dataclass(frozen=True)
class Lock:
    """What opens a vault: the first that is given of a passphrase, the system's keyring, a key file.

    `key_file` is where the key file lies; the default is in the vault's own folder, which protects a
    vault no better than its folder does: for a laptop whose disk is encrypted.
    """

    passphrase: str | None = field(default=None, repr=False)
    key_file: Path | None = None
    keyring: bool = False

    @property
    def kind(self) -> str:
        """Its name in the vault's head."""
        return "passphrase" if self.passphrase is not None else "keyring" if self.keyring else "key file"


def close(folder: Path, key: bytes, lock: Lock) -> None:
    """Wrap a vault's key and write the head: a vault has one lock at a time."""
    salt = sealing.new_key()
    if lock.kind == "passphrase":
        wrapping = sealing.from_passphrase(lock.passphrase or "", salt, sealing.ARGON2)
    else:
        wrapping = sealing.new_key()
        _put(folder, lock, salt.hex(), wrapping)
    head = {
        "version": _VERSION, "lock": lock.kind, "salt": salt.hex(), "argon2id": sealing.ARGON2,
        "key": sealing.seal(wrapping, key, "vault").hex(),
    }  # fmt: skip
    files.write_whole(folder / HEAD, json.dumps(head, indent=1).encode())
    if lock.kind != "key file" or lock.key_file:
        files.destroy(folder / KEY_FILE)  # what used to open it


def opened(folder: Path, lock: Lock) -> bytes:
    """The vault's key.

    Raises
    ------
    VaultLocked
        There is no vault, no key file, or the passphrase is missing or wrong.
    """
    if not (folder / HEAD).exists():
        raise VaultLocked("There is no vault here: only de-identified material can be read.")
    try:
        head = json.loads((folder / HEAD).read_bytes())
        return sealing.unseal(_wrapping(folder, head, lock), bytes.fromhex(head["key"]), "vault")
    except sealing.Damaged:
        raise VaultLocked("The vault does not open: its key or passphrase is another one.") from None
    except (ValueError, KeyError, TypeError):
        raise VaultLocked("The vault's head (vault.json) is damaged. Restore it from a backup.") from None


def _wrapping(folder: Path, head: dict[str, Any], lock: Lock) -> bytes:
    """The key that wraps the vault key."""
    if head["lock"] == "passphrase":
        if lock.passphrase is None:
            raise VaultLocked(
                "The vault is locked by a passphrase. Give it (LIF_PASSPHRASE) to open what is identifying."
            )
        return sealing.from_passphrase(lock.passphrase, bytes.fromhex(head["salt"]), dict(head["argon2id"]))
    if head["lock"] == "keyring":
        return _from_keyring(head["salt"])
    path = lock.key_file or folder / KEY_FILE
    if not path.exists():
        raise VaultLocked("The vault's key file is not here: only de-identified material can be read.")
    return bytes.fromhex(path.read_text())


def _put(folder: Path, lock: Lock, name: str, wrapping: bytes) -> None:
    if lock.keyring:
        _keyring().set_password(SERVICE, name, wrapping.hex())
    else:
        files.write_whole(lock.key_file or folder / KEY_FILE, wrapping.hex().encode())


def _from_keyring(name: str) -> bytes:
    try:
        held = _keyring().get_password(SERVICE, name)
    except NarrativeError as error:
        raise VaultLocked(str(error)) from None
    if held is None:
        raise VaultLocked("The key of this vault is in another person's keyring, or on another machine.")
    return bytes.fromhex(held)


def _keyring() -> Any:
    if importlib.util.find_spec("keyring") is None:
        raise NarrativeError("The system's keyring needs the keyring package: pip install keyring")
    return importlib.import_module("keyring")
