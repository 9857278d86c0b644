"""What is missing from a story, apart from how its claims are worded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lif_narrative.records import Block
from lif_narrative.story import PracticeStory
from lif_narrative.story.cautions import Caution
from lif_narrative.story.exhibits import Exhibit
from lif_narrative.story.material import Material
from lif_narrative.story.selection import candidates
from lif_narrative.wording import many

OUTCOME: Final = re.compile(
    r"\b(safer?|happier|better|worse|difference|changed?|improv\w+|feels?|felt|settled|thriv\w+|able to"
    r"|now (can|goes|has|is)|because of|led to|as a result|so that)\b"
)


def one_source(story: PracticeStory, block: Block) -> Iterator[Caution]:
    """A claim whose support comes from one file alone."""
    sources = {exhibit.source for item, exhibit in story.shown(block) if item.stance == "supports"}
    if len(sources) == 1:
        yield Caution("one source only", block.id, "All its supporting evidence is from one source.")


def no_evidence(block: Block) -> Iterator[Caution]:
    """A claim that rests on nothing: the one thing that keeps a story from being final."""
    if not block.evidence:
        yield Caution(
            "no evidence", block.id, "Nothing stands under it, so the story cannot be final with it."
        )


def unread(block: Block, material: Material) -> Iterator[Caution]:
    """A claim with nothing shown against it though the material holds something, or shown and not decided."""
    against = [item for item in block.evidence if item.stance == "challenges"]
    agreed = any(item.accepted_by for item in block.evidence if item.stance == "supports")
    if agreed and any(not item.accepted_by for item in against):
        reason = "What supports it is accepted; nobody has decided on what speaks against it."
        yield Caution("opposing evidence unread", block.id, reason)
    if against or not block.theme_id or any(item.stance == "challenges" for item in block.rejected):
        return
    side = "concern" if block.part == "works" else "strength"
    found = candidates(material, block.theme_id, side)
    if found:
        hold = "holds" if len(found) == 1 else "hold"
        reason = f"{many(len(found), 'excerpt')} on this theme {hold} a {side}, and none is shown."
        yield Caution("opposing evidence unread", block.id, reason)


def unasked(story: PracticeStory) -> Iterator[Caution]:
    """Strengths of which nobody asks what made them possible."""
    asked = {name for block in story.record.blocks if block.kind == "question" for name in block.rests_on}
    for block in story.blocks("works"):
        if block.kind == "claim" and block.id not in asked:
            yield Caution(
                "what made this possible?", block.id, "The strength stands alone: say what made it so."
            )


def unbased(story: PracticeStory) -> Iterator[Caution]:
    """Interpretations that name no claim under them."""
    claims = {block.id for block in story.record.blocks if block.kind in ("claim", "number", "voice")}
    for block in story.record.blocks:
        if block.kind == "interpretation" and not claims & set(block.rests_on):
            yield Caution("interpretation without claims", block.id, "It names no claim that it rests on.")


def unowned(story: PracticeStory) -> Iterator[Caution]:
    """Actions without an owner, a date, or a way to know."""
    for block in story.record.blocks:
        if block.kind == "action":
            wanted = (("owner_role", "an owner role"), ("due", "a date"), ("how_known", "how we will know"))
            lacks = [words for name, words in wanted if not getattr(block, name)]
            if lacks:
                yield Caution("action not agreed yet", block.id, f"It still lacks {', '.join(lacks)}.")


def no_child(story: PracticeStory) -> Iterator[Caution]:
    """A story in which no child speaks, and that does not say why."""
    shown: list[Exhibit] = [exhibit for block in story.record.blocks for _, exhibit in story.shown(block)]
    if not any(exhibit.voice == "child" for exhibit in shown):
        yield Caution(
            "no child's voice", "", "No quote in the story is a child's own, and no reason is given."
        )


def no_outcome(story: PracticeStory) -> Iterator[Caution]:
    """A story that tells what was done and not what difference it made."""
    texts = [exhibit.text.lower() for block in story.record.blocks for _, exhibit in story.shown(block)]
    if texts and not any(OUTCOME.search(text) for text in texts):
        reason = "No quote or measure says what changed for a child; all of them tell what was done."
        yield Caution("process but no outcome", "", reason)
