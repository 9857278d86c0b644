"""Passwords: kept as Argon2id's own string, and asked to be long rather than strange."""

from __future__ import annotations

import functools
import secrets
from typing import TYPE_CHECKING, Final

from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

AT_LEAST: Final = 12  # NCSC's three random words; NIST SP 800-63B-4 (2025) asks for no symbols

CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aeiou"  # what is not taken for another when it is read out


def hashed(password: str, name: str) -> str:
    """The Argon2id string to keep.

    Raises
    ------
    NarrativeError
        It is short, or holds the person's own name.
    """
    if len(password) < AT_LEAST:
        raise NarrativeError(
            f"A password has at least {AT_LEAST} characters: three random words are easy to keep."
        )
    if name.lower() in password.lower():
        raise NarrativeError("A password may not hold the name of its account. Choose another.")
    return _hasher().hash(password)


def temporary(name: str) -> str:
    """A password to be told once and changed: eight syllables by chance (51 bits), easy to read out.

    Drawn again while it holds the name of the account, which a short name may do.
    """
    while True:
        syllables = ["".join(map(secrets.choice, (CONSONANTS, VOWELS))) for _ in range(8)]
        password = "-".join("".join(syllables[n : n + 2]) for n in range(0, 8, 2))
        if name.lower() not in password:
            return password


def matches(kept: str, password: str) -> bool:
    """Whether a password is the one that was kept; takes as long for an account that has none."""
    from argon2.exceptions import InvalidHashError, VerifyMismatchError

    try:
        return _hasher().verify(kept or _nobodys(), password) and bool(kept)
    except (VerifyMismatchError, InvalidHashError):
        return False


@functools.cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()  # RFC 9106's second recommendation: 64 MiB, 3 passes


@functools.cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_hex())
