"""The verbs of a kept story's blocks. Each act is an event and a version."""

from __future__ import annotations

from typing import Any

from lif_narrative.access import needs
from lif_narrative.records import Story
from lif_narrative.reviewing.acting import Acting


class BlockVerbs(Acting):
    """Add, change, take out and move the blocks of a kept story."""

    @needs("tell")
    def add_block(
        self, story_id: str, kind: str, part: str, text: str, *, after: str = "", **more: Any
    ) -> str:  # fmt: skip
        """Add a block at the end of its part, or after another; returns its id."""
        from lif_narrative.story import editing

        made: list[str] = []

        def add(record: Story) -> Story:
            changed, block = editing.add_block(record, kind, part, text, after, **more)
            made.append(block.id)
            return changed

        self._act(story_id, "added block", add)
        return made[0]

    @needs("tell")
    def change_block(self, story_id: str, block_id: str, *, seen: int | None = None, **changes: Any) -> Story:
        """Change a block's text, kind, part, theme_id, rests_on, owner_role, due, stage or how_known."""
        from lif_narrative.story import editing

        return self._act(story_id, "changed block",
                         lambda record: editing.change_block(record, block_id, changes),
                         block=block_id, seen=seen)  # fmt: skip

    @needs("tell")
    def remove_block(
        self, story_id: str, block_id: str, *, reason: str = "", seen: int | None = None
    ) -> Story:
        """Take a block out; undo brings it back."""
        from lif_narrative.story import editing

        return self._act(story_id, "removed block", lambda record: editing.remove_block(record, block_id),
                         block=block_id, seen=seen, reason=reason)  # fmt: skip

    @needs("tell")
    def move_block(self, story_id: str, block_id: str, to: str | int, *, seen: int | None = None) -> Story:
        """Move a block "up", "down", or to a position (1 is the first) within its part."""
        from lif_narrative.story import editing

        return self._act(story_id, "moved block", lambda record: editing.move_block(record, block_id, to),
                         block=block_id, seen=seen)  # fmt: skip
