"""Blocks, evidence and tables of a story as the lines that a reader sees, whatever the product and format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from lif_narrative import wording
from lif_narrative.export.items import Grid, Item, Line
from lif_narrative.export.profiles import Profile
from lif_narrative.records import Block, Evidence
from lif_narrative.story.drafting import PARTS

if TYPE_CHECKING:
    from lif_narrative.story import PracticeStory
    from lif_narrative.story.exhibits import Exhibit
    from lif_narrative.story.tables import StoryTable

DRAFT: Final = "Draft: proposed evidence that no reviewer has accepted yet is marked so."
FINAL: Final = "Every claim rests on evidence that a reviewer accepted."
PROPOSED: Final = "Proposed: not yet accepted by a reviewer."
AGAINST: Final = "Speaks against this, or sees it otherwise"
LEDGER: Final = ("Evidence", "Whose words", "Where they stand", "Shown under", "Fingerprint")
Pieces = Sequence[tuple[Evidence, "Exhibit"]]


def block_lines(story: PracticeStory, block: Block, pieces: Pieces, profile: Profile) -> Iterator[Line]:
    """A block with the evidence under it, and what the people it speaks of say to it."""
    text = hidden(block.text, profile)
    if len(pieces) == 1 and pieces[0][1].is_measure:
        yield Line("text", f"{text} [{pieces[0][1].short}]", block.id, pieces[0][1].id, block.kind)
        return
    yield Line("text", text, block.id, kind=block.kind)
    yield from evidence_lines(story, block.id, pieces, profile)
    for reply in story.replies(block.id):
        yield Line("label", f"Right of reply, {reply.role}", block.id)
        yield Line("text", hidden(reply.text, profile), block.id)


def evidence_lines(story: PracticeStory, block: str, pieces: Pieces, profile: Profile) -> Iterator[Line]:
    """Quotes with whose words they are and the id of each."""
    if any(not item.accepted_by for item, _ in pieces):
        yield Line("proposed", PROPOSED, block)
    against = False
    for item, exhibit in pieces:
        if item.stance == "challenges" and not against:
            against = True
            yield Line("label", AGAINST, block)
        role = "against" if against else "quote"
        yield Line(role, profile.quote(exhibit.id, exhibit.text, story.released), block, exhibit.id)
        yield Line("cite", cite(exhibit, profile), block, exhibit.id)


def cite(exhibit: Exhibit, profile: Profile) -> str:
    """Whose words, how they came, and the evidence id that people read."""
    whose = wording.ONE_VOICE.get(exhibit.voice, "")
    parts = [whose, exhibit.method, exhibit.agency, f"case {exhibit.case}" if exhibit.case else ""]
    shown = parts if profile.cases else parts[:2]
    said = ", ".join(part for part in shown if part) or "source unnamed"
    return f"{said[:1].upper()}{said[1:]} [{exhibit.short}]"


def story_table(table: StoryTable) -> Iterator[Item]:
    """A table of the story with its title and its words."""
    yield Line("caption", table.title)
    yield Grid(table.title, table.columns, table.rows, table.summary)
    yield Line("note", table.summary)


def ledger(
    exhibits: Mapping[str, Exhibit], under: Mapping[str, Iterable[str]], profile: Profile
) -> Iterator[Item]:
    """Each piece of evidence, where it stands, under what it is shown, and the fingerprint of its words."""
    yield Line(
        "note", "Each piece of evidence, where it stands in the material, and the fingerprint of its words."
    )
    rows = []
    for name, places in under.items():
        exhibit = exhibits[name]
        place = (
            f"{exhibit.document_id}, {exhibit.start} to {exhibit.end}"
            if not exhibit.is_measure
            else "a measure"
        )
        whose = cite(exhibit, profile).rsplit(" [", 1)[0]
        where = place if profile.cases else "kept in the project"
        rows.append((exhibit.short, whose, where, "; ".join(dict.fromkeys(places)), exhibit.sha256[:10]))
    yield Grid("Ledger of evidence", LEDGER, tuple(rows), "One row for each piece of evidence.")


def provenance(story: PracticeStory) -> Line:
    """Which run made the evidence, and where the trail stood."""
    return Line("note", f"Run {story.run or 'unnamed'}. Trail {story.head or 'not kept'}.")


def shown_under(blocks: Iterable[Block]) -> dict[str, list[str]]:
    """For each piece of evidence, the parts of the story that show it, in the order of the blocks."""
    under: dict[str, list[str]] = {}
    for block in blocks:
        for item in block.evidence:
            under.setdefault(item.excerpt_id, []).append(PARTS.get(block.part, block.part))
    return under


CASE: Final = re.compile(r"\bcase (?=\S*[A-Z\d])[^\s,:;.]+(, (?=\S*[A-Z\d])[^\s,:;.]+)*")
SMALL: Final = re.compile(r": ([\d.,]+)%? \(([\d.,]+) (of|to) ([\d.,]+)\)")


def hidden(text: str, profile: Profile) -> str:
    """Words without case labels and without counts that are too small to show, as the profile asks."""
    if not profile.cases:
        text = CASE.sub("a case", text)

    def masked(found: re.Match[str]) -> str:
        n, of = (float(found[place].replace(",", "")) for place in (2, 4))
        part, whole = profile.count(n, of), profile.count(of)
        if profile.mark in (part, whole):
            return f": {part} ({whole})"
        if found[3] == "to":  # a rate is no share; rounded counts say what may be known of it
            return f": {part} to {whole}" if (part, whole) != (found[2], found[4]) else found[0]
        return f": {profile.share(n, of)} ({part} of {whole})"

    return profile.words(SMALL.sub(masked, text) if profile.small else text)
