"""A product as the lines a reader sees, the same in every format, and the manifest that proves them.

Writers turn lines into paragraphs; `verify` reads the paragraphs back and sets them against the lines
that the file carries.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.export.basis import Basis
from lif_narrative.export.items import Figure, Item, Line, fold, lines_of
from lif_narrative.export.lines import hidden
from lif_narrative.export.products import Product, items_of, product_called
from lif_narrative.export.profiles import Profile
from lif_narrative.records import Block, Evidence
from lif_narrative.suppression import Suppressed

if TYPE_CHECKING:
    from lif_narrative.story import PracticeStory
    from lif_narrative.story.exhibits import Exhibit

FORMAT: Final = "lif-story/1"


@dataclass(frozen=True, slots=True)
class Dress:
    """What a partnership puts on a page: its own template and logo, and the size of the print."""

    template: Path | None = None
    logo: Path | None = None
    large: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """All that is shown, in order, the manifest with its seal, and the counts of people in it.

    `layout` is how it is set: pages, boxes (two columns) or slides. `made` is the date of the run that made
    the evidence (ISO 8601), so that the same evidence gives the same file.
    """

    title: str
    items: tuple[Item, ...] = field(repr=False)
    manifest: dict[str, Any] = field(repr=False)
    seal: str
    layout: str = "pages"
    made: str = ""
    dress: Dress = Dress()
    counts: tuple[Suppressed, ...] = field(default=(), repr=False)

    def lines(self) -> list[Line]:
        """Every line in order, the cells of tables among them."""
        return list(lines_of(self.items))


def page_of(
    story: PracticeStory, profile: Profile, product: str = "story", dress: Dress | None = None
) -> Page:
    """The page of a product for these readers."""
    kind: Product = product_called(product)
    basis = Basis(story, profile)
    items = tuple(items_of(kind, basis))
    lines = list(lines_of(items))
    manifest = {
        "format": FORMAT, "product": product, "story": story.record.id, "version": story.record.version,
        "run": story.run, "head": story.head, "profile": profile.name,
        "lines": [[line.role, fold(line.text), line.block, line.evidence] for line in lines],
        "pictures": [item.mark for item in items if isinstance(item, Figure)],
        "alts": [fold(item.alt) for item in items if isinstance(item, Figure)],
        "claims": list(_claims(basis, lines)),
    }  # fmt: skip
    title = next((line.text for line in lines if line.role == "title"), story.record.title)
    made = story.material.ran if story.material else ""
    counts = tuple(basis.settled)
    return Page(title, items, manifest, seal_of(manifest), kind.layout, made, dress or Dress(), counts)


def seal_of(manifest: dict[str, Any]) -> str:
    """SHA-256 of a manifest's canonical JSON, as 64 hex digits."""
    text = json.dumps(manifest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _claims(basis: Basis, lines: list[Line]) -> Any:
    """Each block whose evidence the page shows, with the pieces of it that are shown."""
    shown: dict[str, set[str]] = {}
    for line in lines:
        if line.evidence:
            shown.setdefault(line.block, set()).add(line.evidence)
    for block in basis.blocks():
        pieces = [(e, x) for e, x in basis.pieces(block) if e.excerpt_id in shown.get(block.id, ())]
        if pieces:
            yield _claim(basis, block, pieces)


def _claim(basis: Basis, block: Block, pieces: list[tuple[Evidence, Exhibit]]) -> dict[str, Any]:
    story, profile = basis.story, basis.profile

    def piece(item: Evidence, exhibit: Exhibit) -> dict[str, Any]:
        place = {"document": exhibit.document_id, "start": exhibit.start, "end": exhibit.end}
        text = (
            hidden(exhibit.text, profile) if exhibit.is_measure
            else profile.quote(exhibit.id, exhibit.text, story.released)
        )  # fmt: skip
        return {
            "id": exhibit.id, "short": exhibit.short, "stance": item.stance, "accepted_by": item.accepted_by,
            "text": text, **(place if profile.cases else {}),
        }  # fmt: skip

    return {
        "block": block.id,
        "kind": block.kind,
        "part": block.part,
        "text": hidden(block.text, profile),
        "evidence": [piece(item, exhibit) for item, exhibit in pieces],
    }
