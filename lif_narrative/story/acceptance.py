"""A person accepts evidence; a story is final when every claim rests on evidence that was accepted."""

from __future__ import annotations

from dataclasses import replace

from lif_narrative.errors import NarrativeError
from lif_narrative.records import Block, Story
from lif_narrative.wording import many


def unaccepted(record: Story) -> list[str]:
    """Ids of the claims, voices and numbers whose evidence nobody has accepted yet."""
    return [b.id for b in record.blocks if any(not item.accepted_by for item in b.evidence)]


def finished(record: Story) -> Story:
    """The story as final.

    Raises
    ------
    NarrativeError
        A claim has no evidence, or evidence that nobody accepted.
    """
    bare = [b.id for b in record.blocks if b.kind == "claim" and not b.evidence]
    waiting = unaccepted(record)
    if bare or waiting:
        raise NarrativeError(
            f"The story is still a draft: {many(len(bare), 'claim')} without evidence, "
            f"{many(len(waiting), 'block')} on evidence nobody accepted. Accept it or take the block out: "
            f"{', '.join((bare + waiting)[:5])}."
        )
    return record


def accept(record: Story, block_id: str, excerpt_id: str, by: str, reason: str = "") -> Story:
    """The story with one piece of evidence accepted by a person (`human:…`), with their reason if any.

    A piece that somebody rejected can be accepted after all; that asks for a reason.

    Raises
    ------
    NarrativeError
        The block or the evidence is not there, or it is not a person who accepts.
    """
    if not by.startswith("human:"):
        raise NarrativeError("Only a person accepts evidence: name one as human:name.")
    block = next((b for b in record.blocks if b.id == block_id), None)
    rejected = block and next((e for e in block.rejected if e.excerpt_id == excerpt_id), None)
    if block is None or not (rejected or any(e.excerpt_id == excerpt_id for e in block.evidence)):
        raise NarrativeError(f"Block {block_id} has no evidence {excerpt_id}. Open the story again.")
    if rejected and not reason.strip():
        raise NarrativeError("Somebody rejected this evidence, with a reason. Say why it belongs after all.")

    def marked(other: Block) -> Block:
        if other.id != block_id:
            return other
        pieces = (*other.evidence, *([rejected] if rejected else []))
        evidence = (
            replace(e, accepted_by=by, decided=reason or e.decided) if e.excerpt_id == excerpt_id else e
            for e in pieces
        )
        left = tuple(e for e in other.rejected if e.excerpt_id != excerpt_id)
        return replace(other, evidence=tuple(evidence), rejected=left)

    return replace(record, version=record.version + 1, blocks=tuple(map(marked, record.blocks)))
