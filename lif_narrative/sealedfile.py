"""A sealed file: a stream under a passphrase or for a recipient's key, of which no byte can be changed.

The file is a line `LIFSEALED1`, the length of its head in 4 bytes, the head in JSON, then the pieces.
Each piece is a MiB under AES-256-GCM, bound to the hash of the head, its number and whether it is the
last (the STREAM construction: Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015), so that a changed,
moved, missing or added piece does not open. The head holds how the file's key is wrapped: by Argon2id
of a passphrase, or by X25519 for a recipient.
"""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any, BinaryIO, Final

from lif_narrative.deidentify import sealing
from lif_narrative.deidentify.sealing import Damaged
from lif_narrative.errors import NarrativeError
from lif_narrative.opener import Opener

__all__ = ["Opener", "Sealer", "Unsealer", "head_of", "sealed_for"]

MAGIC: Final = b"LIFSEALED1\n"
PIECE: Final = 1 << 20
_BOX: Final = PIECE + 28  # nonce and tag
_HEAD_MOST: Final = 4096


class Sealer(io.RawIOBase):
    """Writes a sealed file; without `close` it is cut short and opens nowhere."""

    def __init__(self, to: BinaryIO, opener: Opener) -> None:
        self._key = sealing.new_key()
        head = json.dumps(opener.wrapped(self._key)).encode()
        to.write(MAGIC + len(head).to_bytes(4, "big") + head)
        self._to, self._mark = to, hashlib.sha256(head).hexdigest()
        self._rest, self._count = bytearray(), 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: Any) -> int:
        """Take bytes in."""
        self._rest += data
        while len(self._rest) > PIECE:  # the last piece is kept for close, and is never empty but alone
            self._put(bytes(self._rest[:PIECE]), last=False)
            del self._rest[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Write the last piece: the file is whole."""
        self._put(bytes(self._rest), last=True)

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._to.write(sealing.seal(self._key, piece, _label(self._mark, self._count, last=last)))
        self._count += 1


def head_of(file: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """The head of a sealed file, unchecked, and its bytes; the file stands after it.

    Raises
    ------
    Damaged
        It is no sealed file.
    """
    if file.read(len(MAGIC)) != MAGIC:
        raise Damaged("That is no sealed file of this program, or its beginning is damaged.")
    size = int.from_bytes(file.read(4), "big")
    data = file.read(size) if size <= _HEAD_MOST else b""
    try:
        told = json.loads(data)
        return {"for": told["for"], **told}, data
    except (ValueError, KeyError, TypeError):
        raise Damaged("The head of this file is damaged.") from None


def sealed_for(path: Path) -> str:
    """What opens a sealed file: passphrase, recipient or vault."""
    if not path.is_file():
        raise NarrativeError(f"There is no file {path}.")
    with path.open("rb") as file:
        return str(head_of(file)[0]["for"])


class Unsealer(io.RawIOBase):
    """Reads a sealed file; nothing of a piece is given out before the whole piece was checked."""

    def __init__(self, file: BinaryIO, opener: Opener) -> None:
        told, head = head_of(file)
        try:
            self._key = opener.key_of(told)
        except (ValueError, KeyError, TypeError):
            raise Damaged("The head of this file is damaged.") from None
        self._file, self._mark = file, hashlib.sha256(head).hexdigest()
        self._next, self._count, self._rest = file.read(_BOX), 0, b""
        self._open_piece()

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Give bytes out."""
        if not self._rest and self._next:
            self._open_piece()
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size

    def _open_piece(self) -> None:
        box, self._next = self._next, self._file.read(_BOX)
        self._rest = sealing.unseal(self._key, box, _label(self._mark, self._count, last=not self._next))
        self._count += 1


def _label(mark: str, count: int, *, last: bool) -> str:
    return f"{mark} {count} {'last' if last else 'more'}"
