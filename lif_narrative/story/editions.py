"""The versions of a story: what undo goes back to, and who changed what since."""

from __future__ import annotations

from collections.abc import Sequence

from lif_narrative.errors import NarrativeError
from lif_narrative.records import Block, Edition, Story


def undone(editions: Sequence[Edition]) -> Edition:
    """The edition that undo brings back: what stood before the last act that still counts.

    Raises
    ------
    NarrativeError
        Nothing is left to undo.
    """
    standing = _standing(editions)
    if len(standing) < 2:
        raise NarrativeError("Nothing is left to undo: this is the story as it was first kept.")
    return standing[-2]


def redone(editions: Sequence[Edition]) -> Edition:
    """The edition that redo brings back: what the last undo took away.

    Raises
    ------
    NarrativeError
        Nothing was undone since the last act.
    """
    dropped: list[Edition] = []
    standing: list[Edition] = []
    for edition in editions:
        if not edition.restores:
            standing.append(edition)
            dropped = []
        elif dropped and dropped[-1].version == edition.restores:
            standing.append(dropped.pop())
        else:
            dropped.append(standing.pop())
    if not dropped:
        raise NarrativeError("Nothing was undone since the last change.")
    return dropped[-1]


def _standing(editions: Sequence[Edition]) -> list[Edition]:
    """The editions whose acts still count, oldest first."""
    standing: list[Edition] = []
    known = {edition.version: edition for edition in editions}
    for edition in editions:
        if not edition.restores:
            standing.append(edition)
        elif any(kept.version == edition.restores for kept in standing):
            while standing[-1].version != edition.restores:
                standing.pop()
        else:
            standing.append(known[edition.restores])
    return standing


def refused_over(block_id: str, seen: int, now: Story, editions: Sequence[Edition]) -> str:
    """Why an edit of a block may not be kept: somebody changed that block since; "" when nobody did."""
    if seen == now.version:
        return ""
    if seen > now.version:
        return f"The story is at version {now.version}; you speak of version {seen}. Open it again."
    before = next((e.story for e in editions if e.version == seen), None)
    if before is None:
        return f"The story has no version {seen} to compare with. Open it again."
    if _placed(before, block_id) == _placed(now, block_id):
        return ""
    newer = [e for e in editions if e.version > seen and e.thing in (block_id, "")]
    last = newer[-1] if newer else editions[-1]
    who, when = last.by.partition(":")[2] or last.by, last.at[:16].replace("T", " at ")
    return (
        f"{who} changed this block on {when} (UTC; {last.did}), after you opened it: you saw version {seen}, "
        f"it is at {now.version}. Your change was not kept and theirs stands. Open the story again, look at "
        "both, and change it then."
    )


def _placed(record: Story, block_id: str) -> Block | None:
    return next((block for block in record.blocks if block.id == block_id), None)
