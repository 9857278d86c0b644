"""Web pages (.html): the words that a person would see, in blocks, and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.letters import decode
from lif_narrative.ingest.parts import Cell, Part, Reading, Table
from lif_narrative.ingest.remarks import count

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

_UNSEEN: Final = {
    "script", "style", "head", "template", "noscript", "iframe", "object", "svg", "canvas", "math", "select",
    "datalist", "audio", "video", "textarea", "-comment", "-doctype", "-undef", "title", "meta", "link",
}  # fmt: skip
_BLOCKS: Final = {
    "p", "div", "section", "article", "main", "body", "html", "blockquote", "pre", "ul", "ol", "li", "dl", "dt",
    "dd", "h1", "h2", "h3", "h4", "h5", "h6", "address", "aside", "nav", "form", "fieldset", "legend", "hr",
    "figure", "figcaption", "details", "summary", "center", "header", "footer", "table", "caption",
}  # fmt: skip
_CHARSET: Final = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_DEEPEST: Final = 150  # levels of nesting; browsers stop at 512
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")


def read(path: Path) -> Reading:
    """Read a web page; `p4` is the fourth block of text (a `<p>`, heading or list item), empty `<p>` counted."""
    return of_markup(_decoded(path.read_bytes()))


def of_markup(markup: str) -> Reading:
    """Read a page's markup."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup)
    page = Page()
    if tree.body is not None:
        page.walk(tree.body, "body", 0, 0)
        page.end_block()
    title = tree.css_first("title")
    words = _SPACE.sub(" ", title.text()).strip() if title is not None else ""
    remarks = (count(len(tree.css("img")), "picture", "left out"), count(page.hidden, "hidden part", "left out"))
    return Reading(tuple(page.units), "html", words, tuple(filter(None, remarks)))


class Page:
    """Walks the tree and cuts its words into blocks."""

    def __init__(self, prefix: str = "") -> None:
        self.units: list[Part | Table] = []
        self.hidden = 0
        self._prefix = prefix
        self._blocks = self._tables = 0
        self._held: list[tuple[str, bool]] = []  # words of the open block, and whether they are bold
        self._role: tuple[str, int] = ("body", 0)

    def walk(self, node: Node, role: str, level: int, depth: int, bold: bool = False, kept: bool = False) -> None:
        """Take in what is under `node`."""
        for one in _children(node):
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

    def _table(self, table: Node, depth: int) -> None:
        self.end_block()
        self._tables += 1
        locator = f"{self._prefix}t{self._tables}"
        for caption in (one for one in _children(table) if one.tag == "caption"):
            self._block(caption, "caption", "caption", 0, depth, False, False)
        rows: list[list[Cell]] = []
        for row in _rows(table):
            cells: list[Cell] = []
            for one in (cell for cell in _children(row) if cell.tag in {"td", "th"}):
                cells.append(self._cell(one, f"{locator}r{len(rows) + 1}c{len(cells) + 1}", depth))
                more = min(_number(one.attributes.get("colspan")), 100) - 1
                cells += [Cell("", f"{locator}r{len(rows) + 1}c{len(cells) + 1 + i}") for i in range(more)]
            rows.append(cells)
        width = max(map(len, rows), default=0)
        for r, filled in enumerate(rows, 1):
            filled += [Cell("", f"{locator}r{r}c{c}") for c in range(len(filled) + 1, width + 1)]
        if any(cell.text for filled in rows for cell in filled):
            self.units.append(Table(tuple(map(tuple, rows)), locator))

    def _cell(self, cell: Node, locator: str, depth: int) -> Cell:
        from lif_narrative.ingest.parts import lines

        page = Page(locator)
        page.walk(cell, "body", 0, depth + 1, bold=cell.tag == "th")
        page.end_block()
        self.hidden += page.hidden
        text = "\n".join(unit.text if isinstance(unit, Part) else lines(unit) for unit in page.units)
        bold = bool(page.units) and all(isinstance(unit, Part) and unit.bold for unit in page.units)
        return Cell(text, locator, bold, tuple(page.units))


def tidy(text: str) -> str:
    """No space at the ends of lines, no empty lines at the ends of the text."""
    return "\n".join(line.strip(" \t") for line in re.sub(r"(?<! ) {2,}(?! )", " ", text).split("\n")).strip("\n")


def _children(node: Node) -> Iterator[Node]:
    one = node.child
    while one is not None:
        following = one.next
        yield one
        one = following


def _rows(table: Node) -> Iterator[Node]:
    for one in _children(table):
        if one.tag == "tr":
            yield one
        elif one.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(one)


def _is_hidden(node: Node) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 1


def _decoded(data: bytes) -> str:
    """A byte order mark or UTF-8 first, then what the page says of itself."""
    text, encoding = decode(data)
    declared = _CHARSET.search(data[:4000])
    if encoding == "cp1252" and declared:
        try:
            return data.decode(declared[1].decode("ascii"), errors="replace")
        except LookupError:
            return text
    return text
