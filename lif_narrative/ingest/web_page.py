"""The words of a web page as a person sees them, cut into blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.parts import Cell, Part, Table, lines
from lif_narrative.ingest.web_tables import children, table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

_UNSEEN: Final = {
    "script", "style", "head", "template", "noscript", "iframe", "object", "svg", "canvas", "math", "select",
    "datalist", "audio", "video", "-comment", "-doctype", "-undef", "title", "meta", "link",
}  # fmt: skip
_BLOCKS: Final = {
    "p", "div", "section", "article", "main", "body", "html", "blockquote", "pre", "ul", "ol", "li", "dl",
    "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "address", "aside", "nav", "form", "fieldset", "legend",
    "hr", "figure", "figcaption", "details", "summary", "center", "header", "footer", "table", "caption",
}  # fmt: skip
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_DEEPEST: Final = 150  # levels of nesting; browsers stop at 512
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")


class Page:
    """Walks the tree and cuts its words into blocks."""

    def __init__(self, prefix: str = "") -> None:
        self.units: list[Part | Table] = []
        self.hidden = 0
        self._prefix = prefix
        self._blocks = self._tables = 0
        self._held: list[tuple[str, bool]] = []  # words of the open block, and whether they are bold
        self._role: tuple[str, int] = ("body", 0)

    def walk(
        self, node: Node, role: str, level: int, depth: int, bold: bool = False, kept: bool = False
    ) -> None:
        """Take in what is under `node`."""
        for one in children(node):
            tag = one.tag or ""
            if tag == "-text":
                text = one.text(deep=False) or ""
                self._held.append((text if kept else _SPACE.sub(" ", text), bold))
            elif tag in _UNSEEN:
                continue
            elif _is_hidden(one):
                self.hidden += 1
            elif tag == "br":
                self._held.append(("\n", bold))
            elif tag == "table" and depth < _DEEPEST:
                self._table(one, depth)
            elif tag in _BLOCKS and depth < _DEEPEST:
                self._block(one, tag, role, level, depth, bold, kept)
            elif depth < _DEEPEST:
                self.walk(one, role, level, depth + 1, bold or tag in {"b", "strong"}, kept)
            else:
                self._held.append((one.text(), bold))

    def _block(self, one: Node, tag: str, role: str, level: int, depth: int, bold: bool, kept: bool) -> None:
        self.end_block()
        before = self._role
        if tag[0] == "h" and tag[1:].isdigit():
            role, level = "heading", int(tag[1])
        elif tag == "li":
            role, level = "list", level + 1
        elif tag in {"figcaption", "caption"}:
            role, level = "caption", 0
        self._role = (role, level)
        self.walk(one, role, level, depth + 1, bold, kept or tag == "pre")
        self.end_block(always=tag == "p")
        self._role = before

    def _table(self, one: Node, depth: int) -> None:
        self.end_block()
        self._tables += 1
        for caption in (inside for inside in children(one) if inside.tag == "caption"):
            self._block(caption, "caption", "caption", 0, depth, False, False)
        found = table(one, f"{self._prefix}t{self._tables}", self._cell(depth))
        if found.rows:
            self.units.append(found)

    def _cell(self, depth: int) -> Callable[[Node, str], Cell]:
        """What reads a cell: a page of its own, one level deeper."""

        def cell(node: Node, locator: str) -> Cell:
            page = Page(locator)
            page.walk(node, "body", 0, depth + 1, bold=node.tag == "th")
            page.end_block()
            self.hidden += page.hidden
            text = "\n".join(unit.text if isinstance(unit, Part) else lines(unit) for unit in page.units)
            bold = bool(page.units) and all(isinstance(unit, Part) and unit.bold for unit in page.units)
            return Cell(text, locator, bold, tuple(page.units))

        return cell

    def end_block(self, always: bool = False) -> None:
        """Close the open block; an empty one is counted only if `always`."""
        text = tidy("".join(words for words, _ in self._held))
        said = [bold for words, bold in self._held if words.strip()]
        self._held = []
        if text or always:
            self._blocks += 1
        if text:
            role, level = self._role
            self.units.append(Part(role, text, f"{self._prefix}p{self._blocks}", level, all(said)))


def tidy(text: str) -> str:
    """No space at the ends of lines, no empty lines at the ends of the text."""
    return "\n".join(line.strip(" \t") for line in re.sub(r"(?<! ) {2,}(?! )", " ", text).split("\n")).strip(
        "\n"
    )


def _is_hidden(node: Node) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
