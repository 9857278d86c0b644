"""What a person can do to the blocks of a story: each a function from a story to the story after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.fingerprint import short_id
from lif_narrative.records import BLOCK_KINDS, STAGES, Block, Story
from lif_narrative.story.drafting import PARTS

EDITABLE: Final = (
    "kind", "part", "text", "theme_id", "rests_on", "owner_role", "due", "stage", "how_known",
)  # fmt: skip
UP, DOWN = "up", "down"


def block_of(record: Story, block_id: str) -> Block:
    """The block of this id.

    Raises
    ------
    NarrativeError
        The story has none, or no longer.
    """
    for block in record.blocks:
        if block.id == block_id:
            return block
    raise NarrativeError(f"The story has no block {block_id}: somebody may have taken it out. Open it again.")


def add_block(
    record: Story, kind: str, part: str, text: str, after: str = "", **more: Any
) -> tuple[Story, Block]:
    """A new block, after another or at the end of its part."""
    name = short_id("b", record.id, record.version, kind, part, text)[:14]
    block = _checked(Block(name, kind, part, text.strip(), **more))
    _with_words(block)
    if after:
        block_of(record, after)
    kept: list[Block] = []
    for other in record.blocks:
        kept.append(other)
        if other.id == after:
            kept.append(block)
    if not after:
        places = list(PARTS)
        before = [b for b in kept if places.index(b.part) <= places.index(part)]
        kept.insert(len(before), block)
    return replace(record, blocks=tuple(kept)), block


def change_block(record: Story, block_id: str, changes: dict[str, Any]) -> Story:
    """A block with other words, kind, part, owner role, date, stage or measure of success."""
    unknown = sorted(set(changes) - set(EDITABLE))
    if unknown:
        raise UnknownChoice("field of a block", unknown[0], list(EDITABLE))
    settled: dict[str, Any] = {n: tuple(v) if n == "rests_on" else v for n, v in changes.items()}

    def changed(block: Block) -> Block:
        return _with_words(_checked(replace(block, **settled)))

    return at(record, block_id, changed)


def remove_block(record: Story, block_id: str) -> Story:
    """Without a block; what rested on it no longer says so."""
    block_of(record, block_id)
    left = (block for block in record.blocks if block.id != block_id)
    return replace(
        record,
        blocks=tuple(
            replace(block, rests_on=tuple(name for name in block.rests_on if name != block_id))
            for block in left
        ),
    )


def move_block(record: Story, block_id: str, to: str | int) -> Story:
    """A block moved "up" or "down" by one within its part, or to a position in it (1 is the first)."""
    block = block_of(record, block_id)
    part = [other for other in record.blocks if other.part == block.part]
    here = part.index(block)
    if isinstance(to, int):
        wanted = to - 1
    elif to in (UP, DOWN):
        wanted = here - 1 if to == UP else here + 1
    else:
        raise UnknownChoice("place", to, [UP, DOWN, "a position such as 1"])
    part.remove(block)
    part.insert(max(0, min(wanted, len(part))), block)
    ordered = iter(part)
    return replace(
        record,
        blocks=tuple(next(ordered) if other.part == block.part else other for other in record.blocks),
    )


def at(record: Story, block_id: str, change: Callable[[Block], Block]) -> Story:
    """The story with one block changed."""
    block_of(record, block_id)
    return replace(
        record, blocks=tuple(change(block) if block.id == block_id else block for block in record.blocks)
    )


def _with_words(block: Block) -> Block:
    if not block.text.strip():
        raise NarrativeError("A block needs words. To be rid of it, take it out.")
    return block


def _checked(block: Block) -> Block:
    for what, value, known in (
        ("kind of block", block.kind, BLOCK_KINDS), ("part", block.part, tuple(PARTS)),
        ("stage", block.stage, ("", *STAGES)),
    ):  # fmt: skip
        if value not in known:
            raise UnknownChoice(what, value, [name for name in known if name])
    return block
