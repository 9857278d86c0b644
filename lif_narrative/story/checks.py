"""Warnings about a story, each with its reason: a person decides what to do about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lif_narrative.records import Block
from lif_narrative.story import PracticeStory
from lif_narrative.story.cautions import Caution
from lif_narrative.story.claims import counted, told_in
from lif_narrative.story.drafting import Draft
from lif_narrative.story.material import Material
from lif_narrative.story.warnings import (
    no_child,
    no_evidence,
    no_outcome,
    one_source,
    unasked,
    unbased,
    unowned,
    unread,
)

SCOPE: Final = "scope stronger than the evidence"
BLAME: Final = "blame of a named role"
SENTENCES: Final = re.compile(r"(?<=[.!?])\s+")
LEAST_CASES: Final = 3  # fewer children's cases show no share


def checks(story: PracticeStory, material: Material) -> list[Caution]:
    """All warnings about a story in the order of its blocks, but for those that a person has answered."""
    draft = Draft(story.record.question, material)
    found: list[Caution] = []
    for block in story.record.blocks:
        if block.kind == "claim":
            found += [*no_evidence(block), *stronger(story, block, draft), *one_source(story, block),
                      *unread(block, material)]  # fmt: skip
        if block.kind in ("claim", "interpretation", "action"):
            found += blame(block, draft)
    found += [*unasked(story), *unbased(story), *unowned(story), *no_child(story), *no_outcome(story)]
    answered = {(note.parent, note.about.partition(" ")[2]) for note in story.notes if note.kind == "answer"}
    return [caution for caution in found if (caution.check, caution.block) not in answered]


def own_words(block: Block, draft: Draft) -> str:
    """What of a block a person wrote: the rest was counted from the material and says its own scope."""
    given = set(SENTENCES.split(counted(draft, block)))
    return " ".join(one for one in SENTENCES.split(block.text) if one not in given)


def stronger(story: PracticeStory, block: Block, draft: Draft) -> Iterator[Caution]:
    """A claim that speaks of more people, or more often, than its evidence does."""
    from lif_narrative.story.outrunning import outruns

    words = own_words(block, draft)
    support = [exhibit for item, exhibit in story.shown(block) if item.stance == "supports"]
    if not words or not support:
        return
    independent = len({exhibit.account or exhibit.id for exhibit in support})
    texts = [exhibit.text for exhibit in support]
    if why := outruns(words, texts, independent=independent, floor=_share_of_cases(block, draft)):
        yield Caution(SCOPE, block.id, why)


def _share_of_cases(block: Block, draft: Draft) -> float:
    """The share of the audited children in whose case a claim's theme is told on its side."""
    known = draft.material.cases
    side = "strength" if block.part == "works" else "concern"
    cases = told_in(draft.material).get((block.theme_id, side), frozenset())
    return len(cases) / len(known) if block.theme_id and len(cases) >= LEAST_CASES else 0.0


def blame(block: Block, draft: Draft) -> Iterator[Caution]:
    """Words that put fault on somebody in a role."""
    from lif_narrative.story.blaming import blamed

    words = own_words(block, draft)
    if words and (role := blamed(words)):
        reason = f"It blames a {role}. Say what happened and what got in the way; nobody is judged here."
        yield Caution(BLAME, block.id, reason)
