"""What a person can do to the evidence under a block: add, take out, reject with a reason."""

from __future__ import annotations

from dataclasses import replace

from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.records import STANCES, Block, Evidence, Story
from lif_narrative.story.editing import at, block_of


def add_evidence(record: Story, block_id: str, evidence: Evidence) -> Story:
    """A block that rests on one more excerpt or measure."""
    if evidence.stance not in STANCES:
        raise UnknownChoice("stance", evidence.stance, list(STANCES))
    if any(item.excerpt_id == evidence.excerpt_id for item in block_of(record, block_id).evidence):
        raise NarrativeError(f"Block {block_id} rests on {evidence.excerpt_id} already.")

    def added(block: Block) -> Block:
        left = tuple(item for item in block.rejected if item.excerpt_id != evidence.excerpt_id)
        return replace(block, evidence=(*block.evidence, evidence), rejected=left)

    return at(record, block_id, added)


def remove_evidence(record: Story, block_id: str, excerpt_id: str) -> Story:
    """A block without a piece of evidence, as if it had never been chosen."""
    piece_of(record, block_id, excerpt_id)
    return at(record, block_id, lambda block: replace(block, evidence=_without(block, excerpt_id)))


def reject_evidence(record: Story, block_id: str, excerpt_id: str, by: str, reason: str) -> Story:
    """A block whose piece of evidence was looked at and refused, with the reason: it is kept as such."""
    piece = replace(piece_of(record, block_id, excerpt_id), accepted_by="", decided=f"{by}: {reason.strip()}")
    if not reason.strip():
        raise NarrativeError("Say why the evidence does not belong: the next reader will ask.")

    def rejected(block: Block) -> Block:
        return replace(block, evidence=_without(block, excerpt_id), rejected=(*block.rejected, piece))

    return at(record, block_id, rejected)


def piece_of(record: Story, block_id: str, excerpt_id: str) -> Evidence:
    """A block's piece of evidence."""
    for item in block_of(record, block_id).evidence:
        if item.excerpt_id == excerpt_id:
            return item
    raise NarrativeError(f"Block {block_id} has no evidence {excerpt_id}. Open the story again.")


def _without(block: Block, excerpt_id: str) -> tuple[Evidence, ...]:
    return tuple(item for item in block.evidence if item.excerpt_id != excerpt_id)
