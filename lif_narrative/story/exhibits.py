"""Exhibits: each piece of evidence as a reader sees it, and where it stands in the material."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Final

from lif_narrative.records import Block
from lif_narrative.story.drafting import Draft, rows_of
from lif_narrative.story.material import Material, once
from lif_narrative.wording import measure

PLACE: Final = ("document_id", "method", "voice", "agency", "case", "source", "account", "polarity")


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence as a reader sees it, and where it stands in the material.

    For an excerpt `text` is exactly `document.text[start:end]`; for a measure it is the measure in words
    and start and end are -1.
    """

    id: str
    short: str  # the id people read, the same in every format
    text: str = field(repr=False)
    document_id: str = ""
    start: int = -1
    end: int = -1
    method: str = ""
    voice: str = ""
    agency: str = ""
    case: str = ""
    source: str = ""
    account: str = field(default="", repr=False)
    polarity: str = ""

    @property
    def sha256(self) -> str:
        """Of the text, as 64 hex digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def is_measure(self) -> bool:
        """A number rather than someone's words."""
        return self.start < 0


def exhibits(blocks: tuple[Block, ...], made: Draft) -> dict[str, Exhibit]:
    """Every piece of evidence that the blocks name, in the order in which they name it."""
    wanted = list(dict.fromkeys(item.excerpt_id for block in blocks for item in block.evidence))
    shorts = made.shorts
    rows = spoken(made.material)
    found = {}
    for name in wanted:
        if name in made.measures:
            found[name] = Exhibit(name, shorts[name], measure(made.measures[name]), method="performance data")
            continue
        row = rows[name]
        place = {k: row.get(k, "") for k in PLACE}
        found[name] = Exhibit(
            name, shorts[name], row["text"],
            start=int(row.get("start", 0)), end=int(row.get("end", len(row["text"]))), **place,
        )  # fmt: skip
    return found


@once
def spoken(material: Material) -> dict[str, dict[str, Any]]:
    """What is known of each excerpt, by its id."""
    rows = material.everyone.drop_duplicates("excerpt_id")
    held = [name for name in (*PLACE, "excerpt_id", "text", "start", "end") if name in rows]
    return {row["excerpt_id"]: row for row in rows_of(rows[held])}
