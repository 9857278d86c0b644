"""The practice story: the twelve parts in their order, each claim with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lif_narrative.export.basis import Basis
from lif_narrative.export.items import Item, Line
from lif_narrative.export.lines import ledger, provenance, shown_under, story_table
from lif_narrative.story.drafting import PARTS

LABELS: Final = {"question": "To ask", "action": "To do", "interpretation": "Read together"}


def items(basis: Basis) -> Iterator[Item]:
    """All that is shown of a story, in order."""
    story = basis.story
    yield Line("title", story.record.title)
    yield basis.status
    yield Line("note", basis.profile.note)
    tables = basis.tables
    for part, heading in PARTS.items():
        yield Line("heading", heading)
        kind = ""
        for block in story.blocks(part):
            if block.kind != kind and (label := LABELS.get(block.kind)):
                yield Line("label", label, block.id)
            kind = block.kind
            yield from basis.show(block)
        for table in tables:
            if table.part == part:
                yield from story_table(table)
    yield from ledger(story.exhibits, shown_under(story.record.blocks), basis.profile)
    yield provenance(story)
