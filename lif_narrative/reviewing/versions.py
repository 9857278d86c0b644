"""The verbs of a kept story's versions: undo of any depth, and what differs between two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lif_narrative.access import needs
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Story
from lif_narrative.reviewing.acting import Acting

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.story.comparing import Difference


class VersionVerbs(Acting):
    """Take back, do again, list and compare."""

    @needs("tell")
    def undo(self, story_id: str, *, seen: int | None = None) -> Story:
        """Take the last act back; again, the one before, to the story as it was first kept."""
        from lif_narrative.reviewing import kept
        from lif_narrative.story.editions import undone

        return kept.restore(self._project, story_id, "undid", undone, seen)

    @needs("tell")
    def redo(self, story_id: str, *, seen: int | None = None) -> Story:
        """Do again what the last undo took back."""
        from lif_narrative.reviewing import kept
        from lif_narrative.story.editions import redone

        return kept.restore(self._project, story_id, "did again", redone, seen)

    @needs("read")
    def versions(self, story_id: str) -> pd.DataFrame:
        """Every version of a story: version at by did thing restores status blocks (how many)."""
        import pandas as pd

        from lif_narrative.reviewing import kept

        rows = [(e.version, e.at, e.by, e.did, e.thing, e.restores, e.story.status, len(e.story.blocks))
                for e in kept.editions(self._project, story_id)]  # fmt: skip
        names = ["version", "at", "by", "did", "thing", "restores", "status", "blocks"]
        return pd.DataFrame(rows, columns=names)

    @needs("read")
    def compare(self, story_id: str, before: int, after: int) -> list[Difference]:
        """How two versions of a story differ, block by block and word by word."""
        from lif_narrative.reviewing import kept
        from lif_narrative.story.comparing import differences

        known = {edition.version: edition.story for edition in kept.editions(self._project, story_id)}
        missing = [version for version in (before, after) if version not in known]
        if missing:
            held = ", ".join(map(str, known)) or "none yet"
            raise NarrativeError(f"Story {story_id} has no version {missing[0]}. It has: {held}.")
        return differences(known[before], known[after])
