"""How a vault is locked: its key wrapped by a key file's key, or by one made of a passphrase."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from lif_narrative.deidentify import sealing
from lif_narrative.errors import VaultLocked

HEAD: Final = "vault.json"
KEY_FILE: Final = "key"
_VERSION: Final = 1


def close(folder: Path, key: bytes, passphrase: str | None) -> None:
    """Wrap a vault's key and write the head; without a passphrase, by a new key file."""
    salt = sealing.new_key()
    if passphrase is None:
        lock = sealing.new_key()
        sealing.write_whole(folder / KEY_FILE, lock.hex().encode())
    else:
        lock = sealing.from_passphrase(passphrase, salt, sealing.ARGON2)
    head = {
        "version": _VERSION,
        "lock": "key file" if passphrase is None else "passphrase",
        "salt": salt.hex(),
        "argon2id": sealing.ARGON2,
        "key": sealing.seal(lock, key, "vault").hex(),
    }
    sealing.write_whole(folder / HEAD, json.dumps(head, indent=1).encode())


def opened(folder: Path, passphrase: str | None) -> bytes:
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
        return sealing.unseal(_lock(folder, head, passphrase), bytes.fromhex(head["key"]), "vault")
    except sealing.Damaged:
        raise VaultLocked("The vault does not open: its key or passphrase is another one.") from None
    except (ValueError, KeyError, TypeError):
        raise VaultLocked("The vault's head (vault.json) is damaged. Restore it from a backup.") from None


def _lock(folder: Path, head: dict[str, Any], passphrase: str | None) -> bytes:
    """The key that wraps the vault key."""
    if head["lock"] == "passphrase":
        if passphrase is None:
            raise VaultLocked("The vault is locked by a passphrase. Give it to open what is identifying.")
        return sealing.from_passphrase(passphrase, bytes.fromhex(head["salt"]), dict(head["argon2id"]))
    if not (folder / KEY_FILE).exists():
        raise VaultLocked("The vault's key file is not here: only de-identified material can be read.")
    return bytes.fromhex((folder / KEY_FILE).read_text())
