"""The zip package of an office document: its parts as XML, and how they refer to each other."""

from __future__ import annotations

import lzma
import posixpath
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative.ingest.letters import decode
from lif_narrative.ingest.parts import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BROKEN = (
    "The file is damaged: its {0} cannot be read. Open it in the program that made it, "
    "save it again and add that copy."
)
# What zipfile and the decompressors under it raise for a damaged entry; they share no parent.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, NotImplementedError,
    RuntimeError, KeyError,
)  # fmt: skip


def parse(data: bytes, part: str) -> Element:
    """The root element of a part: no entity is resolved and nothing is fetched.

    Raises
    ------
    Unreadable
        The part is not well formed, or declares a document type (which office files never do).
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Unreadable(BROKEN.format(f"part {part}")) from None
    if root.getroottree().docinfo.doctype:
        raise Unreadable(
            "The file declares a document type inside, which office files never do: it was not opened. "
            "Ask its sender for a copy saved anew."
        )
    return root


class Package:
    """An office file opened for reading; use as a context manager."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)
        self.names = frozenset(self._zip.namelist())

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def xml(self, name: str) -> Element | None:
        """The root of the part called `name`, or None where there is none."""
        if name not in self.names:
            return None
        try:
            data = self._zip.read(name)
        except DAMAGE as error:
            raise Unreadable(BROKEN.format(f"part {name}")) from error
        return parse(data, name)

    def text(self, name: str) -> str:
        """The part called `name` as text, every character kept."""
        try:
            return decode(self._zip.read(name))[0]
        except DAMAGE as error:
            raise Unreadable(BROKEN.format(f"part {name}")) from error

    def size(self, name: str) -> int:
        """How many bytes the part called `name` has when unpacked; 0 where there is none."""
        return self._zip.getinfo(name).file_size if name in self.names else 0

    def related(self, name: str = "") -> dict[str, tuple[str, str]]:
        """What a part refers to: id -> (kind, name of the part referred to); outside links are left out."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for link in [] if root is None else root:
            attributes: dict[str, Any] = dict(link.attrib)
            if attributes.get("TargetMode") == "External" or "Target" not in attributes:
                continue
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, target)
        return found

    def of_kind(self, kind: str, name: str = "") -> str:
        """The first part of a kind that `name` refers to, or ""."""
        return next((target for found, target in self.related(name).values() if found == kind), "")
