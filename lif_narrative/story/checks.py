"""Warnings about a story, each with its reason: a person decides what to do about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lif_narrative.records import Block
from lif_narrative.story import PracticeStory
from lif_narrative.story.drafting import rows_of
from lif_narrative.story.exhibits import Exhibit
from lif_narrative.story.material import Material
from lif_narrative.story.selection import candidates
from lif_narrative.wording import NUMBERS, many

STRONG: Final = (
    (r"\b(all|every|each|always|never|everyone|nobody|no one|none of|without exception|in every)\b", "all"),
    (
        r"(?<!the )(?<!at )\bmost (?=\w)|\b(mostly|the majority|usually|typically|generally"
        r"|nearly all|almost (all|every))\b",
        "most",
    ),
)  # fmt: skip
COUNTED: Final = re.compile(
    rf"\b(all|none|each|every) (of )?(the )?(\w+ )?(\d+|{'|'.join(NUMBERS[1:])})\b"
    r"|\bnone (holds|the other)\b|\beach with\b"
)
RANK: Final = {"one": 1, "some": 2, "unstated": 2, "most": 3, "all": 4}
OUTCOME: Final = re.compile(
    r"\b(safer?|happier|better|worse|difference|changed?|improv\w+|feels?|felt|settled|thriv\w+|able to"
    r"|now (can|goes|has|is)|because of|led to|as a result|so that)\b"
)


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to look at: the check, the block it concerns, and why."""

    check: str
    block: str
    reason: str


def checks(story: PracticeStory, material: Material) -> list[Caution]:
    """All warnings about a story, in the order of its blocks."""
    found: list[Caution] = []
    scopes = {row["excerpt_id"]: str(row.get("scope") or "unstated") for row in rows_of(material.everyone)}
    for block in story.record.blocks:
        if block.kind == "claim":
            found += [*stronger(block, scopes), *one_source(story, block), *unread(block, material)]
    return [*found, *no_child(story), *no_outcome(story)]


def claimed_scope(text: str) -> str:
    """How far a claim reaches in words: all, most or unstated; a count ("all 12 accounts") needs no check."""
    bare = COUNTED.sub(" ", text.lower())
    return next((scope for pattern, scope in STRONG if re.search(pattern, bare)), "unstated")


def stronger(block: Block, scopes: Mapping[str, str]) -> Iterator[Caution]:
    """A claim about all or most that rests on evidence about one or some."""
    claimed = claimed_scope(block.text)
    if RANK[claimed] <= RANK["unstated"]:
        return
    held = [scopes[e.excerpt_id] for e in block.evidence if e.stance == "supports" and e.excerpt_id in scopes]
    if not any(RANK.get(scope, RANK["unstated"]) >= RANK[claimed] for scope in held):
        reason = f"The claim speaks of {claimed}; none of its {many(len(held), 'quote')} reaches so far."
        yield Caution("scope stronger than the evidence", block.id, reason)


def one_source(story: PracticeStory, block: Block) -> Iterator[Caution]:
    """A claim whose support comes from one file alone."""
    sources = {exhibit.source for item, exhibit in story.shown(block) if item.stance == "supports"}
    if len(sources) == 1:
        yield Caution("one source only", block.id, "All its supporting evidence is from one source.")


def unread(block: Block, material: Material) -> Iterator[Caution]:
    """A claim that shows nothing against it, though the material holds something."""
    stances = {item.stance for item in block.evidence}
    if "challenges" in stances or not block.theme_id:
        return
    side = "concern" if block.part == "works" else "strength"
    against = candidates(material, block.theme_id, side)
    if against:
        reason = f"{many(len(against), 'excerpt')} on this theme hold a {side}, and none is shown."
        yield Caution("opposing evidence unread", block.id, reason)


def no_child(story: PracticeStory) -> Iterator[Caution]:
    """A story in which no child speaks."""
    shown: list[Exhibit] = [exhibit for block in story.record.blocks for _, exhibit in story.shown(block)]
    if not any(exhibit.voice == "child" for exhibit in shown):
        yield Caution("no child's voice", "", "No quote in the story is a child's own.")


def no_outcome(story: PracticeStory) -> Iterator[Caution]:
    """A story that tells what was done and not what difference it made."""
    texts: list[Any] = [
        exhibit.text.lower() for block in story.record.blocks for _, exhibit in story.shown(block)
    ]
    if texts and not any(OUTCOME.search(text) for text in texts):
        reason = "No quote or measure says what changed for a child; all of them tell what was done."
        yield Caution("process but no outcome", "", reason)
