"""REFI-QDA's names, and the small parts that a project file is made of."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACE: Final = "urn:QDA-XML:project:1.0"
PROJECT: Final = "project.qde"
INTERNAL: Final = "internal://"
_IDS: Final = uuid.UUID("b8b5e6f0-1d52-5c1e-8a47-3c6f3f0f6a29")
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def guid(kind: str, *parts: str) -> str:
    """The guid of a thing of ours: the same on every machine and in every export."""
    return str(uuid.uuid5(_IDS, "\x1f".join((kind, *parts))))


def child(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    """A new element under `parent`; characters that XML has no place for are left out."""
    from lxml import etree

    made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    for key, value in attributes.items():
        made.set(key, _NOT_XML.sub("", value))
    if text:
        made.text = _NOT_XML.sub("", text)
    return made
