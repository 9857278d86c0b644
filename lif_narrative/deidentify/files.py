"""Files of secrets: they appear whole or not at all, and what they held is overwritten when it goes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

AT_ONCE: Final = 16  # flushes that wait together: the disk does them in one go


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files whole where there are none: of two writers at once, the first one's stays."""
    _write(files, _link)


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write to a temporary name, flush to the disk, then rename: no reader sees a half-written file."""
    _write({path: data}, os.replace, mode)


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write many files, each whole or not at all; none is seen before all of them are on the disk."""
    _write(files, os.replace)


def _write(files: Mapping[Path, bytes], publish: Callable[[Path, Path], None], mode: int = 0o600) -> None:
    scraps = {path: path.with_name(f".{path.name}.{secrets.token_hex(4)}") for path in files}
    folders = sorted({path.parent for path in files})
    try:
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path, data in files.items():
            handle = os.open(scraps[path], os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
        _flush(scraps.values())
        for path, scrap in scraps.items():
            publish(scrap, path)
    finally:
        for scrap in scraps.values():
            scrap.unlink(missing_ok=True)
    for folder in folders:
        flush_folder(folder)


def _link(scrap: Path, path: Path) -> None:
    with contextlib.suppress(FileExistsError):
        os.link(scrap, path)


def _flush(paths: Iterable[Path]) -> None:
    """Flush files to the disk, many at a time."""
    waiting = list(paths)
    if len(waiting) < 2:
        for path in waiting:
            _flush_one(path)
        return
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(_flush_one, waiting))  # the list raises what one of them raised


def _flush_one(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
