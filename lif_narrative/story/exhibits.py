"""Exhibits: each piece of evidence as a reader sees it, and where it stands in the material."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Final

from lif_narrative.records import Block
from lif_narrative.story.drafting import Draft
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
    rows = made.material.everyone.drop_duplicates("excerpt_id").set_index("excerpt_id", drop=False)
    found = {}
    for name in wanted:
        if name in made.measures:
            found[name] = Exhibit(name, shorts[name], measure(made.measures[name]), method="performance data")
            continue
        row: Any = rows.loc[name].to_dict()
        place = {k: row.get(k, "") for k in PLACE}
        found[name] = Exhibit(
            name, shorts[name], row["text"],
            start=int(row.get("start", 0)), end=int(row.get("end", len(row["text"]))), **place,
        )  # fmt: skip
    return found
