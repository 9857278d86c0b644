"""Zip files that come out the same on every machine and every day."""

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

WRITTEN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)  # the date that documents carry inside


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack members in the order given, stored and not deflated: deflate differs between zlib builds."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return held.getvalue()


def rezipped(package: bytes) -> bytes:
    """Pack a zip again, without the clock of the machine that made it."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return zipped((name, archive.read(name)) for name in archive.namelist())
