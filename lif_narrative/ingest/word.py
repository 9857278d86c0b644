"""Word files (.docx, .docm, .dotx): headings, paragraphs, tables, lists, notes and text boxes.

The XML is walked here, because python-docx passes over content controls, text boxes, footnotes and
tracked changes, and refuses files with macros and of the strict variety.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative.ingest.package import BROKEN, Package
from lif_narrative.ingest.parts import Part, Reading, Table, Unreadable, lines
from lif_narrative.ingest.remarks import count
from lif_narrative.ingest.word_notes import Notes
from lif_narrative.ingest.word_runs import Runs
from lif_narrative.ingest.word_styles import Styles, child, name, switch, value
from lif_narrative.ingest.word_tables import table

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_GONE: Final = ("w:del", "w:moveFrom")
_SEEN: Final = {"pic": "picture", "imagedata": "picture", "chart": "chart", "relIds": "diagram"}


def read(path: Path) -> Reading:
    """Read a Word file, as it stands once every tracked change is accepted.

    `p7` is the seventh paragraph directly in the body, empty ones and the title counted; `t1r2c2` a
    cell. Footnotes and comments follow the paragraph or table that they hang on.
    """
    with Package(path) as package:
        main = package.of_kind("officeDocument")
        root = package.xml(main)
        body = child(root, "w:body")
        if root is None or body is None:
            raise Unreadable(BROKEN.format("text"))
        reader = Body(Styles(package.xml(package.of_kind("styles", main))), Notes(package, main))
        headers = list(reader.edges(package, main, body, "header"))
        units = [*headers, *reader.whole(body), *reader.edges(package, main, body, "footer")]
        remarks = reader.remarks(package)
    title = next((unit.text for unit in units if isinstance(unit, Part) and unit.role == "title"), "")
    return Reading(tuple(units), "docx", title, remarks)


class Body:
    """Walks blocks of a document; one for a whole file, so that notes and remarks add up."""

    def __init__(self, styles: Styles, notes: Notes) -> None:
        self.styles = styles
        self.notes = notes
        self.hidden = self.prompts = self.contents = 0
        self.seen: dict[str, int] = {}
        self._carried: Runs | None = None

    def whole(self, body: Element) -> Iterator[Part | Table]:
        """The units of the body, each followed by the notes that hang on it."""
        for unit in self.blocks(body, ""):
            yield unit
            yield from self.notes.pending()
        yield from self.notes.pending()
        yield from self.notes.unattached()

    def blocks(self, parent: Element, prefix: str) -> Iterator[Part | Table]:
        """Paragraphs and tables under `parent`, with locators that begin with `prefix`."""
        paragraphs = tables = controls = 0
        for one in parent:
            kind = name(one)
            if kind == "w:p":
                paragraphs += 1
                yield from self.paragraph(one, f"{prefix}p{paragraphs}")
            elif kind == "w:tbl":
                tables += 1
                yield table(one, f"{prefix}t{tables}", self)
            elif kind in {"w:sdt", "w:customXml", "mc:AlternateContent", "w:ins", "w:moveTo"}:
                controls += 1
                yield from self._wrapped(one, f"{prefix}s{controls}")
            elif kind == "w:altChunk":
                self.seen["inserted document"] = self.seen.get("inserted document", 0) + 1

    def _wrapped(self, element: Element, prefix: str) -> Iterator[Part | Table]:
        """Blocks inside a content control; a generated table of contents only repeats the headings."""
        if value(child(element, "w:sdtPr", "w:docPartObj", "w:docPartGallery")) == "Table of Contents":
            self.contents += 1
        elif name(element) == "mc:AlternateContent":
            yield from (unit for choice in element[:1] for unit in self.blocks(choice, prefix))
        elif switch(child(element, "w:sdtPr", "w:showingPlcHdr")):
            self.prompts += 1
        else:
            inside = child(element, "w:sdtContent")
            yield from self.blocks(inside if inside is not None else element, prefix)

    def paragraph(self, element: Element, locator: str) -> Iterator[Part | Table]:
        """A paragraph, if it has text, and the text boxes anchored in it."""
        properties = child(element, "w:pPr")
        style = self.styles.paragraph(properties)
        runs, self._carried = self._carried or Runs(self.styles), None
        runs.add(element, style)
        self.notes.met(element, locator)
        self._count(element)
        mark = child(properties, "w:rPr")
        if runs.text and any(child(mark, gone) is not None for gone in _GONE):
            self._carried = runs  # its end was deleted: it runs on into the next paragraph
            return
        self.hidden += runs.hidden
        self.prompts += runs.prompts
        if style.role == "contents":
            self.contents += 1
        elif runs.text.strip():
            yield Part(style.role, runs.text, locator, style.level, runs.bold)
        for number, box in enumerate(runs.boxes, 1):
            yield from self.blocks(box, f"{locator}box{number}")

    def edges(self, package: Package, main: str, body: Element, edge: str) -> Iterator[Part]:
        """Page headers or footers of every section, each text once."""
        links = package.related(main)
        wanted = [one for one in body.iter() if name(one) == f"w:{edge}Reference"]
        names = dict.fromkeys(links.get(value(one, "id"), ("", ""))[1] for one in wanted)
        texts: dict[str, None] = {}
        for root in filter(lambda found: found is not None, map(package.xml, names)):
            units = list(self.blocks(root, "")) if root is not None else []
            found = [u.text if isinstance(u, Part) else lines(u) for u in units]
            texts.setdefault("\n".join(line for line in found if line.strip()))
        for number, text in enumerate(filter(None, texts), 1):
            yield Part(edge, text, edge if number == 1 else f"{edge}{number}")

    def _count(self, element: Element) -> None:
        for one in element.iter():
            if isinstance(one.tag, str) and (kind := _SEEN.get(one.tag.rpartition("}")[2])):
                self.seen[kind] = self.seen.get(kind, 0) + 1

    def remarks(self, package: Package) -> tuple[str, ...]:
        """What was met that is not text."""
        macros = any(part.endswith("vbaProject.bin") for part in package.names)
        embedded = sum("/embeddings/" in part for part in package.names)
        found = [count(number, kind, "left out") for kind, number in sorted(self.seen.items())]
        found += [
            count(self.hidden, "stretch", "of hidden text left out", plural="stretches"),
            count(self.prompts, "form field", "not filled in"),
            count(self.contents, "line", "of a table of contents left out"),
            count(embedded, "embedded file", "not opened"),
            "macros were not run" if macros else "",
        ]
        return tuple(filter(None, found))
