"""What feedback to families and to children shares: plain words, and what we heard, did and did not do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lif_narrative import wording
from lif_narrative.export.basis import Basis
from lif_narrative.export.doing import doings
from lif_narrative.export.items import Item, Line
from lif_narrative.export.lines import DRAFT
from lif_narrative.export.products.answers import did, not_done, to_come
from lif_narrative.readability import reading_age
from lif_narrative.records import Block, Evidence
from lif_narrative.story.exhibits import Exhibit

UNRELEASED: Final = (
    "Not for families yet: nobody has released these words. Read every line, release what may be shared, and "
    "export it as shareable."
)
READ: Final = ("title", "heading", "text", "bullet", "label", "quote")  # what a reader reads of the page
WHO: Final = (("child", "child", "children"), ("parent_carer", "parent or carer", "parents and carers"))
QUOTES: Final = 4  # of each side


@dataclass(frozen=True, slots=True)
class Tone:
    """The words of one kind of feedback."""

    title: str
    thanks: str
    voices: tuple[str, ...]  # whose words are shown
    good: str
    bad: str
    open: tuple[str, ...]  # how to say more
    aim: int  # years: the reading age to aim for


def feedback(basis: Basis, tone: Tone) -> Iterator[Item]:
    """A page of feedback, and the reading age of what it says."""
    body = list(_body(basis, tone))
    shown = [line for line in body if isinstance(line, Line)]
    age = round(reading_age("\n".join(line.text for line in shown if line.role in READ)))
    yield Line("title", tone.title)
    if basis.story.is_draft:
        yield Line("status", DRAFT)
    if not basis.profile.releases:
        yield Line("status", UNRELEASED)
    yield from body
    aim = f"We aim for {tone.aim} or less."
    yield Line("note", f"Reading age of this page: about {age} years (Flesch-Kincaid). {aim}")


def _body(basis: Basis, tone: Tone) -> Iterator[Line]:
    yield Line("text", tone.thanks)
    yield Line("heading", "What we asked")
    yield Line("text", f"We asked: {basis.story.record.question}")
    yield from _who(basis)
    yield Line("heading", "What we heard")
    yield from _heard(basis, tone)
    found = doings(basis)
    yield Line("heading", "What we did")
    yield from did(basis, found)
    yield Line("heading", "What we will do next")
    yield from to_come(basis, found)
    yield Line("heading", "What we did not do, and why")
    yield from not_done(basis, found)
    yield Line("heading", "Tell us more")
    yield from (Line("text", words) for words in tone.open)


def _who(basis: Basis) -> Iterator[Line]:
    said = basis.material.heard
    counts = said.groupby("voice")["account"].nunique()
    parts = [
        wording.many(int(counts[voice]), one, more)
        for voice, one, more in WHO if voice in counts
    ]  # fmt: skip
    if parts:
        yield basis.text(f"We heard from {wording.listed(parts)}.")
    yield Line("text", "We also heard from people who work with families.")


def _heard(basis: Basis, tone: Tone) -> Iterator[Line]:
    """The themes that people's own words speak of, with those words, on both sides."""
    for part, side, opening in (("works", "strength", tone.good), ("worries", "concern", tone.bad)):
        yield Line("label", opening)
        told = list(_said(basis, tone, part))
        yield from told or [Line("text", f"No words that we can share here tell of a {side}.")]
    if both := [block for block in _claims(basis, "tensions") if _own(basis, tone, block)]:
        yield Line("label", "People do not all say the same about this")
        yield from _with_words(basis, tone, both)


def _said(basis: Basis, tone: Tone, part: str) -> Iterator[Line]:
    yield from _with_words(basis, tone, [b for b in _claims(basis, part) if _own(basis, tone, b)])


def _with_words(basis: Basis, tone: Tone, blocks: list[Block]) -> Iterator[Line]:
    for block in blocks[:QUOTES]:
        sure = " We are less sure about this." if basis.unfirm(block) else ""
        yield Line("bullet", f"{basis.draft.title(block.theme_id)}.{sure}", block.id)
        for item, exhibit in _own(basis, tone, block)[:2]:
            yield Line("quote", exhibit.text, block.id, exhibit.id)
            whose = wording.sentence(wording.ONE_VOICE.get(exhibit.voice, "someone"))[:-1]
            proposed = "" if item.accepted_by else ", not checked yet"
            yield Line("cite", f"{whose}{proposed} [{exhibit.short}]", block.id, exhibit.id)


def _claims(basis: Basis, part: str) -> list[Block]:
    return [b for b in basis.story.blocks(part) if b.kind == "claim" and b.evidence and b.theme_id]


def _own(basis: Basis, tone: Tone, block: Block) -> list[tuple[Evidence, Exhibit]]:
    """The words of those for whom this is written, as far as they may be shared."""
    return [
        p
        for p in basis.released(basis.pieces(block))
        if p[1].voice in tone.voices and p[0].stance != "challenges"
    ]
