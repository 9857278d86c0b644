"""Files of secrets: they appear whole or not at all, and what they held is overwritten when it goes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from pathlib import Path


def write_new(path: Path, data: bytes) -> None:
    """Write a file whole unless there is one: of two writers at once, the first one's stays."""
    scrap = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    write_whole(scrap, data)
    try:
        os.link(scrap, path)
    except FileExistsError:
        pass
    finally:
        scrap.unlink()
    flush_folder(path.parent)


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


def write_over(path: Path, data: bytes) -> None:
    """Write whole in place of a secret, and overwrite the bytes of the one before."""
    old = path.with_name(f".{path.name}.old")
    sweep(path)
    if path.exists():
        with contextlib.suppress(OSError):  # a file system without links keeps what it will
            old.hardlink_to(path)
    write_whole(path, data)
    sweep(path)


def sweep(path: Path) -> None:
    """Destroy what a `write_over` that was cut short may have left of the secret before."""
    old = path.with_name(f".{path.name}.old")
    if old.exists() and path.exists() and old.samefile(path):
        old.unlink()  # cut short before the new one was in place: it is still the secret itself
    else:
        destroy(old)


def sum_of(held: Path | bytes) -> str:
    """The SHA-256 of a file or of bytes, as 64 hex digits."""
    if isinstance(held, bytes):
        return hashlib.sha256(held).hexdigest()
    with held.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
