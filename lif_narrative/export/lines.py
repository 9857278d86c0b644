"""What a reader of a story sees, line by line and table by table, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lif_narrative import wording
from lif_narrative.export.profiles import Profile
from lif_narrative.records import Block
from lif_narrative.story.drafting import PARTS

if TYPE_CHECKING:
    from lif_narrative.story import PracticeStory
    from lif_narrative.story.exhibits import Exhibit
    from lif_narrative.story.tables import StoryTable

DRAFT: Final = "Draft: proposed evidence that no reviewer has accepted yet is marked so."
FINAL: Final = "Every claim rests on evidence that a reviewer accepted."
PROPOSED: Final = "Proposed: not yet accepted by a reviewer."
LABELS: Final = {"question": "To ask", "action": "To do", "interpretation": "Read together"}
LEDGER: Final = ("Evidence", "Whose words", "Where they stand", "Shown under", "Fingerprint")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph that a reader sees. `block` and `evidence` say which claim it belongs to."""

    role: str  # title, status, heading, text, label, quote, against, cite, proposed, caption, cell, note
    text: str = field(repr=False)
    block: str = ""
    evidence: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that a reader sees: its header row and rows; `summary` says what it shows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    summary: str = ""


Item = Line | Grid


def cells(grid: Grid) -> Iterator[Line]:
    """A table's cells as lines, row by row; empty ones show nothing."""
    for row in (grid.columns, *grid.rows):
        yield from (Line("cell", text) for text in row if text.strip())


def items_of(story: PracticeStory, profile: Profile) -> Iterator[Item]:
    """All that is shown of a story, in order."""
    yield Line("title", story.record.title)
    yield Line("status", DRAFT if story.is_draft else FINAL)
    yield Line("note", profile.note)
    for part, heading in PARTS.items():
        yield Line("heading", heading)
        kind = ""
        for block in story.blocks(part):
            if block.kind != kind and (label := LABELS.get(block.kind)):
                yield Line("label", label, block.id)
            kind = block.kind
            yield from _block(story, block, profile)
        for table in story.tables:
            if table.part == part:
                yield from _table(table)
    yield from _ledger(story, profile)


def _block(story: PracticeStory, block: Block, profile: Profile) -> Iterator[Line]:
    shown = story.shown(block)
    text = hidden(block.text, profile)
    if len(shown) == 1 and shown[0][1].is_measure:
        yield Line("text", f"{text} [{shown[0][1].short}]", block.id, shown[0][1].id, block.kind)
        return
    yield Line("text", text, block.id, kind=block.kind)
    if any(not item.accepted_by for item, _ in shown):
        yield Line("proposed", PROPOSED, block.id)
    against = False
    for item, exhibit in shown:
        if item.stance == "challenges" and not against:
            against = True
            yield Line("label", "Speaks against this, or sees it otherwise", block.id)
        role = "against" if against else "quote"
        text = profile.quote(exhibit.id, exhibit.text, story.released)
        yield Line(role, text, block.id, exhibit.id)
        yield Line("cite", cite(exhibit, profile), block.id, exhibit.id)


def cite(exhibit: Exhibit, profile: Profile) -> str:
    """Whose words, how they came, and the evidence id that people read."""
    whose = wording.ONE_VOICE.get(exhibit.voice, "")
    parts = [whose, exhibit.method, exhibit.agency, f"case {exhibit.case}" if exhibit.case else ""]
    shown = parts if profile.cases else parts[:2]
    said = ", ".join(part for part in shown if part) or "source unnamed"
    return f"{said[:1].upper()}{said[1:]} [{exhibit.short}]"


def _table(table: StoryTable) -> Iterator[Item]:
    yield Line("caption", table.title)
    yield Grid(table.title, table.columns, table.rows, table.summary)
    yield Line("note", table.summary)


def _ledger(story: PracticeStory, profile: Profile) -> Iterator[Item]:
    yield Line(
        "note", "Each piece of evidence, where it stands in the material, and the fingerprint of its words."
    )
    under: dict[str, list[str]] = {}
    for block in story.record.blocks:
        for item in block.evidence:
            under.setdefault(item.excerpt_id, []).append(PARTS[block.part])
    rows = []
    for name, exhibit in story.exhibits.items():
        place = (
            f"{exhibit.document_id}, {exhibit.start} to {exhibit.end}"
            if not exhibit.is_measure
            else "a measure"
        )
        whose = cite(exhibit, profile).rsplit(" [", 1)[0]
        where = place if profile.cases else "kept in the project"
        rows.append((exhibit.short, whose, where, "; ".join(dict.fromkeys(under[name])), exhibit.sha256[:10]))
    yield Grid("Ledger of evidence", LEDGER, tuple(rows), "One row for each piece of evidence.")
    yield Line("note", f"Run {story.run or 'unnamed'}. Trail {story.head or 'not kept'}.")


CASE: Final = re.compile(r"\bcase (?=\S*[A-Z\d])[^\s,:;.]+(, (?=\S*[A-Z\d])[^\s,:;.]+)*")
SMALL: Final = re.compile(r": [\d.,]+%? \(([\d.,]+) of ([\d.,]+)\)")


def hidden(text: str, profile: Profile) -> str:
    """Words without case labels and without counts that are too small to show, as the profile asks."""
    if not profile.cases:
        text = CASE.sub("a case", text)

    def masked(found: re.Match[str]) -> str:
        n, of = (float(part.replace(",", "")) for part in found.groups())
        part, whole = profile.count(n, of), profile.count(of)
        known = profile.mark not in (part, whole)
        return f": {profile.share(n, of)} ({part} of {whole})" if known else f": {part} ({whole})"

    return profile.words(SMALL.sub(masked, text) if profile.small else text)
