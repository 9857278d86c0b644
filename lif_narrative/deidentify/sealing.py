"""Keys and sealed boxes: AES-256-GCM, HKDF-SHA256, Argon2id, and files that appear whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

from lif_narrative.errors import NarrativeError

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
# OWASP's Password Storage Cheat Sheet asks for 19 MiB and 2 passes at least; a vault is opened
# a few times a day, so it can afford RFC 9106's second recommendation.
ARGON2: Final = {"time_cost": 3, "memory_cost": 65536, "parallelism": 4}


class Damaged(NarrativeError):
    """A sealed box whose bytes are not the ones that were sealed, or another key's."""


def new_key() -> bytes:
    """Thirty-two random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, data: bytes, label: str) -> bytes:
    """Encrypt, bound to a label: a box moved to another place does not open.

    A fresh random nonce of 96 bits each time (NIST SP 800-38D, 8.2.2).
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, label.encode())


def unseal(key: bytes, box: bytes, label: str) -> bytes:
    """What was sealed under the same key and label.

    Raises
    ------
    Damaged
        A byte differs, the box was moved, or the key is another one.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], label.encode())
    except (InvalidTag, ValueError):
        raise Damaged(
            "A sealed item does not open: its bytes are damaged or its key is another one."
        ) from None


def derive(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, from which neither the parent nor a sibling can be told (RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(key)


def from_passphrase(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    """A key from words, by Argon2id (RFC 9106, 2021)."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(passphrase.encode(), salt, hash_len=KEY_BYTES, type=Type.ID, **cost)


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write to a temporary name, flush to the disk, then rename: no reader sees a half-written file."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename or a deletion in `folder` last through a power cut, where the system can."""
    if os.name != "posix":  # Windows opens no folder and needs no such call
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def destroy(path: Path) -> None:
    """Overwrite a small key file with noise, then remove it."""
    if path.exists():
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        flush_folder(path.parent)
