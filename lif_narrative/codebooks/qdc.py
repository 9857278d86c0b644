"""REFI-QDA's codes as XML: what `.qdc` codebooks and `.qdpx` projects both hold (REFI-QDA 1.0, 2019)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import yaml

from lif_narrative.codebooks.entries import Row, entry_of, themes_of
from lif_narrative.codebooks.formats import yaml_of
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Theme

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE: Final = "urn:QDA-XML:codebook:1.0"
ORIGIN: Final = "lif_narrative"
MARK: Final = "--- lif_narrative codebook entry"
_GUIDS: Final = uuid.UUID("6f0c8a52-5f0e-5a39-9d0d-2d9a3b1c7e11")


def read(raw: bytes, where: str) -> tuple[Theme, ...]:
    """The themes of a codebook file."""
    from lxml import etree

    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, safe)
    except etree.XMLSyntaxError as error:
        raise NarrativeError(f"{where}, line {error.lineno}: not XML. Export the codebook again.") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise NarrativeError(f"{where} declares a document type, as no codebook does. Export it again.")
    if etree.QName(root).localname != "CodeBook":
        raise NarrativeError(f"{where} is no REFI-QDA codebook. Export the codebook itself, as .qdc.")
    return themes_in(root.find("{*}Codes"), where)


def themes_in(codes: _Element | None, where: str) -> tuple[Theme, ...]:
    """The themes under a `Codes` element; raises NarrativeError where they are no codebook."""
    return themes_of(_rows(codes, "", where))


def _rows(parent: _Element | None, parent_id: str, where: str) -> Iterator[Row]:
    for code in [] if parent is None else parent.findall("{*}Code"):
        definition, mark, rest = f"\n{code.findtext('{*}Description') or ''}".rpartition(f"\n{MARK}\n")
        entry = _own_entry(rest) if mark else None
        if entry is None:  # another program's code
            entry = {"id": (code.get("guid") or "").strip("{} ").lower()}
            definition = code.findtext("{*}Description") or ""
        known = {"name": code.get("name"), "definition": definition, "parent": parent_id}
        yield f"{where}, line {code.sourceline}", {**entry, **known}
        yield from _rows(code, str(entry["id"]), where)


def _own_entry(text: str) -> dict[str, Any] | None:
    try:
        entry = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, TypeError):
        return None
    return entry if isinstance(entry, dict) and entry.get("id") else None


def write(themes: Sequence[Theme]) -> bytes:
    """A codebook file; what REFI-QDA has no place for stands below each definition, for people and for us."""
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}CodeBook", nsmap={None: NAMESPACE}, attrib={"origin": ORIGIN})
    put_codes(root, themes)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def put_codes(book: _Element, themes: Sequence[Theme]) -> None:
    """Write a `Codes` element under `book`, in its namespace: parents before their children."""
    from lxml import etree

    namespace = etree.QName(book).namespace
    at = {"": etree.SubElement(book, f"{{{namespace}}}Codes")}
    parents = {theme.parent for theme in themes}
    for theme in themes:
        code = etree.SubElement(
            at[theme.parent], f"{{{namespace}}}Code", guid=guid_of(theme.id), name=theme.name
        )
        code.set("isCodable", "false" if theme.id in parents else "true")
        rest = {k: v for k, v in entry_of(theme).items() if k not in ("name", "definition", "parent")}
        described = etree.SubElement(code, f"{{{namespace}}}Description")
        described.text = f"{theme.definition}\n{MARK}\n{yaml_of(rest)}"
        at[theme.id] = code


def guid_of(theme_id: str) -> str:
    """The REFI-QDA guid of a theme: the id itself where it is one, else derived from it for ever."""
    try:
        return str(uuid.UUID(theme_id))
    except ValueError:
        return str(uuid.uuid5(_GUIDS, theme_id))
