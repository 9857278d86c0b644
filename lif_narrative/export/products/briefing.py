"""The 7-minute briefing: seven boxes that a team reads together, and questions to close with.

Seven-minute briefings are the sector's usual way to pass on learning: one subject, seven short parts, what to
do now. A story with much to tell is cut to what is most shared; the rest stands in the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lif_narrative import wording
from lif_narrative.export import closing, sections
from lif_narrative.export.basis import Basis
from lif_narrative.export.doing import doings, in_words
from lif_narrative.export.items import Item, Line
from lif_narrative.export.lines import evidence_lines, hidden
from lif_narrative.records import Block

MINUTES: Final = 7
PACE: Final = 200  # words a minute, read aloud or slowly
CLAIMS: Final = 3  # in a box
BOXES: Final = (
    "1. Background", "2. Why it matters", "3. What we looked at", "4. What is working well",
    "5. What needs to improve", "6. What this tells us", "7. What to do now",
)  # fmt: skip
CLOSING: Final = (
    "What in this briefing do you recognise from your own work?",
    "Which child does it make you think of, and what would be different for them?",
    "What made the good practice possible, and how could we have more of it?",
    "What will you do differently this week, and how will you know that it helped?",
)


def items(basis: Basis) -> Iterator[Item]:
    """All that is shown, in order."""
    yield Line("title", f"7-minute briefing: {basis.story.record.title}")
    yield basis.status
    yield Line("note", basis.profile.note)
    makers = (_background, _matters, _looked, _works, _worries, _tells, _to_do)
    for heading, make in zip(BOXES, makers, strict=True):
        yield Line("heading", heading)
        yield from make(basis)
    yield Line("heading", "Questions for your team")
    yield from (Line("bullet", question) for question in CLOSING)
    yield Line(
        "note", f"Run {basis.story.run or 'unnamed'}. Every id in brackets leads to the words it came from."
    )


def _background(basis: Basis) -> Iterator[Line]:
    yield from sections.asked(basis)


def _matters(basis: Basis) -> Iterator[Line]:
    """Children's own words, then those of parents: the reason to read on."""
    for block in basis.story.blocks("child"):
        pieces = basis.released(basis.pieces(block))[:2]
        if pieces:
            yield Line(
                "text",
                "In the words of children:" if _by_child(basis, block) else "What was said of children:",
            )
            yield from evidence_lines(basis.story, block.id, pieces, basis.profile)
            return
    yield Line("text", "No child's words are in this material. That is a finding in itself: see box 6.")


def _by_child(basis: Basis, block: Block) -> bool:
    return all(exhibit.voice == "child" for _, exhibit in basis.released(basis.pieces(block))[:2])


def _looked(basis: Basis) -> Iterator[Line]:
    said = basis.material.heard
    methods = sorted(set(said["method"]) - {""})
    yield basis.text(
        f"We looked at what came by {wording.listed(methods)}." if methods else "No method was named."
    )
    for block in basis.story.blocks("heard"):
        if block.kind == "number":
            yield basis.text(block.text, block=block.id)


def _works(basis: Basis) -> Iterator[Line]:
    yield from _claims(basis, "works", "Nothing leans to strength over several accounts.")


def _worries(basis: Basis) -> Iterator[Line]:
    yield from _claims(basis, "worries", "Nothing leans to concern over several accounts.")


def _claims(basis: Basis, part: str, none: str) -> Iterator[Line]:
    """The most shared claims with their counts, and one quote to remember for each of the first."""
    blocks = closing.claims(basis, part)
    for n, block in enumerate(blocks[:CLAIMS]):
        yield basis.text(f"{short(block.text)} {basis.unfirm(block)}".strip(), "bullet", block.id)
        pieces = [p for p in basis.released(basis.few(block, 1)) if p[0].stance == "supports"]
        if pieces and n < 2:
            yield from evidence_lines(basis.story, block.id, pieces[:1], basis.profile)
    if not blocks:
        yield Line("text", none)


def short(text: str, sentences: int = 1) -> str:
    """The first sentences of a claim: what it says and by how many."""
    parts = text.split(". ")
    return text if len(parts) <= sentences else ". ".join(parts[:sentences]) + "."


def _tells(basis: Basis) -> Iterator[Line]:
    for block in basis.story.blocks("meaning"):
        if block.kind == "interpretation":
            yield basis.text(block.text, "bullet", block.id)
    gaps = basis.draft.gaps()
    if gaps:
        yield Line("label", "What we do not know yet")
        yield from (basis.text(gap["what"], "bullet") for gap in gaps[:CLAIMS])


def _to_do(basis: Basis) -> Iterator[Line]:
    found = [doing for doing in doings(basis) if doing.status == "open"]
    agreed = [doing for doing in found if doing.agreed]
    for doing in agreed[: 2 * CLAIMS]:
        who = ", ".join(
            part for part in (doing.owner, f"by {in_words(doing.due)}" if doing.due else "") if part
        )
        yield Line(
            "bullet", hidden(wording.sentence(doing.text) + (f" ({who})" if who else ""), basis.profile)
        )
    if waiting := [basis.draft.title(d.theme) for d in found if not d.agreed and d.theme]:
        yield Line("text", f"Still to be agreed: {wording.titles(waiting)}.")
    if not found:
        yield Line("text", "No action has been agreed yet. Use the questions below.")
