"""Is a package safe to open? Decided from its directory, before anything in it is unpacked.

Limits follow OWASP ASVS 5.0 (2025), V5.2: number of entries, size unpacked, ratio, links, names.
"""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path
from typing import Final

from lif_narrative.ingest.package import DAMAGE
from lif_narrative.ingest.parts import Unreadable

MOST_ENTRIES: Final = 2_000
MOST_BYTES: Final = 200 * 2**20  # of a file, packed or unpacked
MOST_RATIO: Final = 100
SMALL_BYTES: Final = 20 * 2**20  # below this a high ratio does no harm
_ARCHIVES: Final = (".zip", ".7z", ".rar", ".gz", ".tar", ".bz2", ".xz")
_NEXT: Final = " It was not opened. Ask its sender for a copy saved anew."
CUT_SHORT: Final = (
    "The file is cut short or damaged: it is not a whole package. Copy or download it again, or open it in "
    "the program that made it and save it anew."
)


def check_size(path: Path) -> None:
    """Refuse an empty file, and one too large to be an audit file."""
    size = path.stat().st_size
    if size == 0:
        raise Unreadable("The file is empty (0 bytes). Ask its sender for it again.")
    if size > MOST_BYTES:
        raise Unreadable(
            f"The file is larger than {MOST_BYTES // 2**20} MB. Split it, or leave its pictures out, "
            "and add the parts."
        )


def check_package(path: Path) -> list[str]:
    """The names of a zip package's entries, after its directory was checked.

    Raises
    ------
    Unreadable
        The package is damaged, too large when opened, or holds what no office file holds.
    """
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            _check_total(entries, path.stat().st_size)
            for entry in entries:
                _check_entry(entry)
            _check_declarations(package)
            return [entry.filename for entry in entries]
    except DAMAGE as error:
        raise Unreadable(CUT_SHORT) from error


def _check_total(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(f"The package holds more than {MOST_ENTRIES:,} files.{_NEXT}")
    if unpacked > MOST_BYTES or (unpacked > SMALL_BYTES and unpacked > MOST_RATIO * size):
        raise Unreadable(
            f"The file is too large when opened: {size / 2**20:.1f} MB become {unpacked / 2**20:.0f} MB "
            f"(at most {MOST_BYTES // 2**20} MB, or {MOST_RATIO} times its size). It was not opened. "
            "Save the part you need as a new file and add that."
        )
    if sum(entry.compress_size for entry in entries) > size:
        raise Unreadable(f"The package's parts overlap, as in a file made to do harm.{_NEXT}")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    steps = entry.filename.replace("\\", "/").split("/")
    if ".." in steps or steps[0] == "" or ":" in steps[0]:
        raise Unreadable(f"The package names a place outside itself.{_NEXT}")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Unreadable(f"The package holds a link instead of a file.{_NEXT}")
    if entry.filename.lower().endswith(_ARCHIVES):
        raise Unreadable(
            "The package holds another archive. It was not opened. Unpack it, and add the documents in it "
            "one by one."
        )
    if entry.flag_bits & 1:
        raise Unreadable("The package is encrypted. Save it without a password and add that copy.")


def _check_declarations(package: zipfile.ZipFile) -> None:
    """Office files declare no document type; entities hide in one."""
    for entry in package.infolist():
        if entry.filename.lower().endswith((".xml", ".rels")) and _declares(package, entry):
            raise Unreadable(
                f"A part of the file declares a document type, which office files never do.{_NEXT}"
            )


def _declares(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    tail = b""
    with package.open(entry) as stream:
        while block := stream.read(2**20):
            seen = (tail + block).replace(b"\0", b"")  # UTF-16 too
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                return True
            tail = block[-32:]
    return False
