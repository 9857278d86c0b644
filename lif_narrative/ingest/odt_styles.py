"""Names and styles of OpenDocument: which paragraphs are titles, which runs are bold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SPACE: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES: Final = {
    f"{_SPACE}office:1.0": "office:", f"{_SPACE}text:1.0": "text:", f"{_SPACE}table:1.0": "table:",
    f"{_SPACE}style:1.0": "style:", f"{_SPACE}drawing:1.0": "draw:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}  # fmt: skip
_TITLES: Final = {"Title": 1, "Subtitle": 2}


def name(element: Element) -> str:
    """An element's name with its usual prefix: `text:p`; others without one."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    space, _, local = tag.rpartition("}")
    return _PREFIXES.get(space[1:], "") + local


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names."""
    for step in path:
        element = next((one for one in element if name(one) == step), None) if element is not None else None
    return element


def value(element: Element, attribute: str) -> str:
    """An attribute by its local name; "" where absent."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == attribute), "")


def number(text: str, default: int) -> int:
    """A whole number, or `default`."""
    return int(text) if text.isdigit() and len(text) < 10 else default


@dataclass(frozen=True, slots=True)
class Style:
    """What a style means for reading."""

    role: str = "body"  # title, heading, caption, list
    level: int = 0
    bold: bool = False
    hidden: bool = False


PLAIN: Final = Style()


class Styles:
    """Named and automatic styles of one file, each with what it takes from its parent."""

    def __init__(self, *roots: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        for root in roots:
            for one in root.iter() if root is not None else []:
                if name(one) == "style:style":
                    self._elements[value(one, "name")] = one

    def __getitem__(self, key: str) -> Style:
        if key not in self._known:
            self._known[key] = PLAIN  # a style that is its own parent ends here
            element = self._elements.get(key)
            self._known[key] = PLAIN if element is None else self._read(element, key)
        return self._known[key]

    def _read(self, element: Element, key: str) -> Style:
        base = self[value(element, "parent-style-name")]
        properties = child(element, "style:text-properties")
        weight = value(properties, "font-weight") if properties is not None else ""
        bold = (weight == "bold" or (weight.isdigit() and int(weight) >= 600)) if weight else base.bold
        display = value(properties, "display") if properties is not None else ""
        hidden = display == "none" if display else base.hidden
        if key in _TITLES:
            return Style("title", _TITLES[key], bold, hidden)
        outline = number(value(element, "default-outline-level"), 0)
        if outline and key.startswith("Heading"):
            return Style("heading", outline, bold, hidden)
        if key in {"Caption", "Illustration", "Figure"}:
            return Style("caption", 0, bold, hidden)
        return Style(base.role, base.level, bold, hidden)
