"""OpenDocument text (.odt): headings, paragraphs, lists, tables, notes and comments.

Tracked deletions are kept by the format outside the text, in `text:tracked-changes`, which is not
read; tracked insertions are text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.odt_runs import Runs
from lif_narrative.ingest.odt_styles import Styles, child, name, number, value
from lif_narrative.ingest.odt_tables import table
from lif_narrative.ingest.package import BROKEN, Package
from lif_narrative.ingest.parts import Part, Reading, Table, Unreadable, lines
from lif_narrative.ingest.remarks import count

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LISTS: Final = {"text:list", "text:list-item", "text:list-header"}
_INDEXES: Final = {
    "text:table-of-content", "text:illustration-index", "text:table-index", "text:alphabetical-index",
}  # fmt: skip
_GROUPS: Final = {"text:section", "text:numbered-paragraph", "text:index-body", "text:index-title", "draw:g"}


def read(path: Path) -> Reading:
    """Read an OpenDocument text, as it stands once every tracked change is accepted.

    `p7` is the seventh paragraph or heading of the body outside tables, empty ones counted;
    `t1r2c2` a cell. Footnotes and comments follow the paragraph or table that they hang on.
    """
    with Package(path) as package:
        content, common = package.xml("content.xml"), package.xml("styles.xml")
        pictures = sum(part.startswith("Pictures/") for part in package.names)
        macros = any(part.startswith(("Basic/", "Scripts/")) for part in package.names)
    text = child(content, "office:body", "office:text")
    if text is None:
        raise Unreadable(BROKEN.format("text"))
    body = Body(Styles(common, content))
    units = [*body.edges(common, "header"), *body.whole(text), *body.edges(common, "footer")]
    title = next((unit.text for unit in units if isinstance(unit, Part) and unit.role == "title"), "")
    remarks = [
        count(pictures, "picture", "left out"),
        count(body.hidden, "stretch", "of hidden text left out", plural="stretches"),
        count(body.indexes, "table of contents", "left out", plural="tables of contents"),
        "macros were not run" if macros else "",
    ]
    return Reading(tuple(units), "odt", title, tuple(filter(None, remarks)))


class Body:
    """Walks blocks of a document and numbers what it meets."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.hidden = self.indexes = 0
        self._numbers = {"footnote": 0, "endnote": 0, "comment": 0}
        self._pending: list[Part] = []

    def whole(self, text: Element) -> Iterator[Part | Table]:
        """The units of the body, each followed by the notes that hang on it."""
        for unit in self.blocks(text, "", {"p": 0, "t": 0}):
            yield unit
            yield from self._due()
        yield from self._due()

    def _due(self) -> list[Part]:
        due, self._pending = self._pending, []
        return due

    def blocks(
        self, parent: Element, prefix: str, seen: dict[str, int], depth: int = 0
    ) -> Iterator[Part | Table]:
        """Paragraphs and tables under `parent`; `seen` numbers them across lists and sections."""
        for one in parent:
            kind = name(one)
            if kind in {"text:p", "text:h"}:
                seen["p"] += 1
                yield from self.paragraph(one, f"{prefix}p{seen['p']}", depth)
            elif kind == "table:table":
                seen["t"] += 1
                yield table(one, f"{prefix}t{seen['t']}", self)
            elif kind in _LISTS:
                yield from self.blocks(one, prefix, seen, depth + (kind == "text:list"))
            elif kind in _GROUPS and value(one, "display") != "none":
                yield from self.blocks(one, prefix, seen, depth)
            elif kind in _INDEXES:
                self.indexes += 1
            elif kind == "draw:frame":
                yield from self._box(one, f"{prefix}box{seen['p']}")

    def paragraph(self, element: Element, locator: str, depth: int = 0) -> Iterator[Part | Table]:
        """A paragraph, if it has text, and the text boxes anchored in it."""
        style = self.styles[value(element, "style-name")]
        runs = Runs(self.styles)
        runs.add(element, style)
        self.hidden += runs.hidden
        role, level = style.role, style.level
        if name(element) == "text:h":
            outline = number(value(element, "outline-level"), 1)
            role, level = ("title", 1) if role == "title" else ("heading", outline)
        elif depth and role == "body":
            role, level = "list", depth
        for note in runs.notes:
            self._note(note, locator)
        if runs.text.strip():
            yield Part(role, runs.text, locator, level, runs.bold)
        for order, frame in enumerate(runs.frames, 1):
            yield from self._box(frame, f"{locator}box{order}")

    def _box(self, frame: Element, locator: str) -> Iterator[Part | Table]:
        for box in (one for one in frame.iter() if name(one) == "draw:text-box"):
            yield from self.blocks(box, locator, {"p": 0, "t": 0})

    def _note(self, note: Element, about: str) -> None:
        comment = name(note) == "office:annotation"
        kind = "comment" if comment else (value(note, "note-class") or "footnote")
        within = note if comment else child(note, "text:note-body")
        said = list(self.blocks(within, "", {"p": 0, "t": 0})) if within is not None else []
        text = "\n".join(unit.text if isinstance(unit, Part) else lines(unit) for unit in said)
        creator = child(note, "dc:creator")
        author = "".join(map(str, creator.itertext())) if creator is not None else ""
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        if text.strip():
            role = "note" if comment else "footnote"
            locator = f"{kind}{self._numbers[kind]}"
            self._pending.append(Part(role, text, locator, speaker=author if comment else "", about=about))

    def edges(self, common: Element | None, edge: str) -> Iterator[Part]:
        """Page headers or footers of every kind of page, each text once."""
        texts: dict[str, None] = {}
        for one in [] if common is None else common.iter():
            if name(one).startswith(f"style:{edge}") and not name(one).endswith(("-style", "-properties")):
                units = self.blocks(one, "", {"p": 0, "t": 0})
                texts.setdefault("\n".join(u.text if isinstance(u, Part) else lines(u) for u in units))
        for order, text in enumerate(filter(None, texts), 1):
            yield Part(edge, text, edge if order == 1 else f"{edge}{order}")
