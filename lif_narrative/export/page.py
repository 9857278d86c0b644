"""A story as the lines a reader sees, the same in every format, and the manifest that proves them.

Writers turn lines into paragraphs; `verify` reads the paragraphs back and sets them against the lines
that the file carries.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.export.lines import Item, Line, cells, hidden, items_of
from lif_narrative.export.profiles import Profile
from lif_narrative.records import Block, Evidence

if TYPE_CHECKING:
    from lif_narrative.story import PracticeStory
    from lif_narrative.story.exhibits import Exhibit

FORMAT: Final = "lif-story/1"


@dataclass(frozen=True, slots=True)
class Page:
    """All that is shown, in order, and the manifest with its seal."""

    title: str
    items: tuple[Item, ...] = field(repr=False)
    manifest: dict[str, Any] = field(repr=False)
    seal: str

    def lines(self) -> list[Line]:
        """Every line in order, the cells of tables among them."""
        return [line for item in self.items for line in ([item] if isinstance(item, Line) else cells(item))]


def fold(text: str) -> str:
    """A line as it is compared: white space folded, and characters composed one way."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def page_of(story: PracticeStory, profile: Profile) -> Page:
    """The page of a story for these readers."""
    items = tuple(items_of(story, profile))
    lines = Page(story.record.title, items, {}, "").lines()
    manifest = {
        "format": FORMAT, "story": story.record.id, "version": story.record.version, "run": story.run,
        "head": story.head, "profile": profile.name,
        "lines": [[line.role, fold(line.text), line.block, line.evidence] for line in lines],
        "claims": [_claim(story, block, profile) for block in story.record.blocks if block.evidence],
    }  # fmt: skip
    return Page(story.record.title, items, manifest, seal_of(manifest))


def seal_of(manifest: dict[str, Any]) -> str:
    """SHA-256 of a manifest's canonical JSON, as 64 hex digits."""
    text = json.dumps(manifest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _shown(story: PracticeStory, exhibit: Exhibit, profile: Profile) -> str:
    if exhibit.is_measure:
        return hidden(exhibit.text, profile)
    return profile.quote(exhibit.id, exhibit.text, story.released)


def _claim(story: PracticeStory, block: Block, profile: Profile) -> dict[str, Any]:
    def piece(item: Evidence, exhibit: Exhibit) -> dict[str, Any]:
        place = {"document": exhibit.document_id, "start": exhibit.start, "end": exhibit.end}
        return {
            "id": exhibit.id, "short": exhibit.short, "stance": item.stance, "accepted_by": item.accepted_by,
            "text": _shown(story, exhibit, profile), **(place if profile.cases else {}),
        }  # fmt: skip

    evidence = [piece(item, exhibit) for item, exhibit in story.shown(block)]
    return {
        "block": block.id,
        "kind": block.kind,
        "part": block.part,
        "text": hidden(block.text, profile),
        "evidence": evidence,
    }
