"""Paragraph and character styles of a Word file: which are headings, which are bold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Word's own namespace, and the one of the strict variety of the same standard (ISO/IEC 29500).
_SPACES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
}
_HEADING: Final = re.compile(r"heading (\d)$")
_OFF: Final = {"0", "false", "off", "none"}


def name(element: Element) -> str:
    """An element's name with its usual prefix: `w:p`, `mc:Choice`; others without one."""
    tag = element.tag
    if not isinstance(tag, str):  # a comment or a processing instruction
        return ""
    space, _, local = tag.rpartition("}")
    return _SPACES.get(space[1:], "") + local


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names."""
    for step in path:
        element = next((one for one in element if name(one) == step), None) if element is not None else None
    return element


def value(element: Element | None, attribute: str = "val") -> str:
    """An attribute of Word's own namespace, by its local name; "" where absent."""
    if element is None:
        return ""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == attribute), "")


def switch(element: Element | None) -> bool | None:
    """An on-off property: None where the element is absent."""
    return None if element is None else value(element).lower() not in _OFF


@dataclass(frozen=True, slots=True)
class Style:
    """What a style means for reading."""

    role: str = "body"  # title, heading, list, caption, contents
    level: int = 0
    bold: bool | None = None
    hidden: bool | None = None


PLAIN: Final = Style()


class Styles:
    """The styles of one file, each with what it takes from the style it is based on."""

    def __init__(self, root: Element | None) -> None:
        everything = [] if root is None else [one for one in root if name(one) == "w:style"]
        self._elements = {value(one, "styleId"): one for one in everything}
        self._known: dict[str, Style] = {}
        defaults = [one for one in everything if value(one, "default").lower() in {"1", "true", "on"}]
        of_text = (value(one, "styleId") for one in defaults if value(one, "type") == "paragraph")
        self._default = next(of_text, "")

    def paragraph(self, properties: Element | None) -> Style:
        """The style of a paragraph, with what its own properties change."""
        style = self[value(child(properties, "w:pStyle")) or self._default]
        outline = value(child(properties, "w:outlineLvl"))
        if outline.isdigit() and style.role in {"body", "list"} and int(outline) < 9:
            return Style("heading", int(outline) + 1, style.bold, style.hidden)
        number = child(properties, "w:numPr")
        if number is not None and style.role in {"body", "list"}:
            if value(child(number, "w:numId")) == "0":
                return Style("body", 0, style.bold, style.hidden)
            depth = value(child(number, "w:ilvl"))
            return Style("list", int(depth) + 1 if depth.isdigit() else 1, style.bold, style.hidden)
        return style

    def __getitem__(self, key: str) -> Style:
        if key not in self._known:
            self._known[key] = PLAIN  # a style based on itself ends here
            element = self._elements.get(key)
            self._known[key] = PLAIN if element is None else self._read(element)
        return self._known[key]

    def _read(self, element: Element) -> Style:
        base = self[value(child(element, "w:basedOn"))]
        bold = switch(child(element, "w:rPr", "w:b"))
        hidden = switch(child(element, "w:rPr", "w:vanish"))
        role, level = self._role(element, base)
        return Style(
            role, level, base.bold if bold is None else bold, base.hidden if hidden is None else hidden
        )

    def _role(self, element: Element, base: Style) -> tuple[str, int]:
        """Built-in names are English in every language of Word; the outline level tells the rest."""
        called = value(child(element, "w:name")).lower()
        outline = value(child(element, "w:pPr", "w:outlineLvl"))
        if called.startswith(("toc ", "table of figures")):
            return "contents", 0
        if called in {"title", "subtitle"}:
            return "title", 1 if called == "title" else 2
        if found := _HEADING.match(called):
            return "heading", int(found[1])
        if called == "toc heading":
            return "heading", 1
        if outline.isdigit():
            return ("heading", int(outline) + 1) if int(outline) < 9 else ("body", 0)
        if called == "caption":
            return "caption", 0
        if called.startswith("list ") or child(element, "w:pPr", "w:numPr") is not None:
            return (base.role, base.level) if base.role in {"heading", "title"} else ("list", 1)
        return base.role, base.level
