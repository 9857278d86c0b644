"""The manifest inside an Office file: a custom XML part, as the format provides for."""

from __future__ import annotations

import base64
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any, Final

from lxml import etree

from lif_narrative.export.package import add_part

NAMESPACE: Final = "urn:lif-narrative:story:1"
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
LIMIT: Final = 50_000_000  # bytes a manifest may take when unpacked


def embed(document: Any, manifest: dict[str, Any]) -> None:
    """Put a manifest into a python-docx document."""
    embed_part(document.part, manifest)


def embed_part(part: Any, manifest: dict[str, Any]) -> None:
    """Put a manifest beside the main part of an Office file."""
    root = etree.Element(f"{{{NAMESPACE}}}story", nsmap={None: NAMESPACE})
    root.text = packed(manifest)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    add_part(part, "/customXml/item9.xml", "application/xml", blob, RELATION)


def packed(manifest: dict[str, Any]) -> str:
    """A manifest as text that no office program rewrites."""
    text = json.dumps(manifest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"), 9)).decode("ascii")


def unpacked(text: str) -> dict[str, Any] | None:
    """The manifest in such a text, or None when it is none or damaged."""
    try:
        raw = zlib.decompressobj().decompress(base64.b64decode(text.strip(), validate=True), LIMIT)
        found = json.loads(raw.decode("utf-8", "surrogatepass"))
    except (ValueError, zlib.error):
        return None
    return found if isinstance(found, dict) and "lines" in found and "claims" in found else None


def extract(path: Path) -> dict[str, Any] | None:
    """The manifest that an Office file carries, or None when it carries none."""
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if name.startswith("customXml/") and package.getinfo(name).file_size < LIMIT:
                blob = package.read(name)
                if NAMESPACE.encode() in blob and (found := _read(blob)):
                    return found
    return None


def _read(blob: bytes) -> dict[str, Any] | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(blob, parser)
    except etree.XMLSyntaxError:
        return None
    return unpacked(root.text or "") if root.tag == f"{{{NAMESPACE}}}story" else None
