"""Keys and sealed boxes: AES-256-GCM, HKDF-SHA256, Argon2id, X25519."""

from __future__ import annotations

import secrets
from typing import Final

from lif_narrative.errors import NarrativeError

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
# OWASP's Password Storage Cheat Sheet asks for 19 MiB and 2 passes at least; a vault is opened
# a few times a day, so it can afford RFC 9106's second recommendation.
ARGON2: Final = {"time_cost": 3, "memory_cost": 65536, "parallelism": 4}
COSTS: Final = (ARGON2,)  # every cost that a version wrote: a file may not ask for another


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


def pair_of(private: bytes) -> tuple[bytes, bytes]:
    """A private key and its public one (X25519, RFC 7748), of 32 bytes each, to seal for somebody."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return private, X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def agreed(private: bytes, public: bytes) -> bytes:
    """The key that one's private and the other's public key agree on.

    Raises
    ------
    Damaged
        One of them is no key.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    try:
        shared = X25519PrivateKey.from_private_bytes(private).exchange(
            X25519PublicKey.from_public_bytes(public)
        )
    except ValueError:
        raise Damaged("That is no key to seal for, or its file is damaged.") from None
    return derive(shared, "agreed")
