"""An exported file read back as a reader sees it: its lines, the manifest it carries, its printed seal."""

from __future__ import annotations

import hashlib
import importlib
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lxml import etree

from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.export import embedding
from lif_narrative.export.items import fold

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACED: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
UNSEEN: Final = tuple(WORD + name for name in ("del", "moveFrom", "instrText"))
READERS: Final = {
    ".docx": "lif_narrative.export.readback:read_word",
    ".html": "lif_narrative.export.plainback:read_plain",
    ".md": "lif_narrative.export.plainback:read_plain",
    ".pdf": "lif_narrative.export.pdfback:read_pdf",
    ".pptx": "lif_narrative.export.slidesback:read_slides",
}
LIMIT: Final = 100_000_000  # bytes of one part when unpacked
SEAL: Final = re.compile(r"\bSeal ([0-9a-f]{16})\b")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file shows and carries.

    pictures: the words drawn in pictures are among the lines. squeezed: lines may lack spaces. images: the
    marks of the vector pictures it holds; None where it holds none, so that they cannot be compared. alts:
    what its pictures say to those who cannot see them.
    """

    lines: tuple[str, ...] = field(repr=False)
    manifest: dict[str, Any] | None = field(repr=False)
    seal: str = ""
    pictures: bool = False
    squeezed: bool = False
    images: frozenset[str] | None = None
    alts: frozenset[str] | None = None


def read_back(path: Path) -> Seen:
    """Read an exported story.

    Raises
    ------
    NarrativeError
        The file is not there, is no such file, or cannot be read.
    """
    if not path.is_file():
        raise NarrativeError(f"There is no file {path}.")
    ending = path.suffix.lower()
    if ending not in READERS:
        raise UnknownChoice("format that can be verified", ending or path.name, list(READERS))
    module, name = READERS[ending].split(":")
    seen: Seen = getattr(importlib.import_module(module), name)(path)
    return seen


def pictures_in(package: zipfile.ZipFile) -> frozenset[str] | None:
    """The marks of an Office file's vector pictures, or None when it has none."""
    names = [n for n in package.namelist() if "/media/" in n and n.endswith(".svg")]
    blobs = [package.read(n) for n in names if package.getinfo(n).file_size < LIMIT]
    return frozenset(hashlib.sha256(blob).hexdigest()[:16] for blob in blobs) if names else None


def read_word(path: Path) -> Seen:
    """Read an exported .docx."""
    try:
        with zipfile.ZipFile(path) as package:
            body = _parsed(package, "word/document.xml")
            names = [n for n in sorted(package.namelist()) if re.fullmatch(r"word/footer\d*\.xml", n)]
            feet = " ".join(line for name in names for line in _lines(_parsed(package, name)))
            images = pictures_in(package)
            alts = frozenset(fold(e.get("descr") or "") for e in body.iter(f"{{{PLACED}}}docPr"))
        manifest = embedding.extract(path)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, OSError) as error:
        raise NarrativeError(f"{path.name} cannot be read as a Word file. Export the story again.") from error
    printed = SEAL.search(feet)
    return Seen(tuple(_lines(body)), manifest, printed[1] if printed else "", images=images, alts=alts)


def _parsed(package: zipfile.ZipFile, name: str) -> Any:
    if package.getinfo(name).file_size > LIMIT:
        raise NarrativeError(
            f"The file unpacks to more than {LIMIT // 1_000_000} MB. It is no story of ours."
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(package.read(name), parser)


def _lines(root: Any) -> list[str]:
    """The paragraphs that show something, in order; what tracked changes deleted or hid is not shown."""
    found = (fold(_text(paragraph)) for paragraph in root.iter(WORD + "p"))
    return [line for line in found if line]


def _text(paragraph: Any) -> str:
    parts: list[str] = []
    for element in paragraph.iter(WORD + "t", WORD + "tab", WORD + "br", WORD + "cr", WORD + "noBreakHyphen"):
        above = list(element.iterancestors())
        inner = next(a for a in above if a.tag == WORD + "p")
        if inner is not paragraph or any(a.tag in UNSEEN for a in above) or _hidden(above):
            continue
        kind = element.tag.removeprefix(WORD)
        parts.append((element.text or "") if kind == "t" else "-" if kind == "noBreakHyphen" else " ")
    return "".join(parts)


def _hidden(above: list[Any]) -> bool:
    run = next((a for a in above if a.tag == WORD + "r"), None)
    vanish = None if run is None else run.find(f"{WORD}rPr/{WORD}vanish")
    return vanish is not None and vanish.get(WORD + "val") not in ("0", "false")
