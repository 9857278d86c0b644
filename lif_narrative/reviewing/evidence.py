"""The verbs of the evidence under a block. Each act is an event and a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lif_narrative.access import needs
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Evidence, Excerpt, Story
from lif_narrative.reviewing.acting import Acting

if TYPE_CHECKING:
    import pandas as pd


class EvidenceVerbs(Acting):
    """Add, take out and reject the evidence of a kept story; `Project.accept` accepts it."""

    @needs("tell")
    def add_evidence(
        self, story_id: str, block_id: str, excerpt_id: str, stance: str = "supports", reason: str = "", *,
        seen: int | None = None,
    ) -> Story:  # fmt: skip
        """Rest a block on one more excerpt or measure; who adds it accepts it."""
        from lif_narrative.story import pieces

        self._known_evidence(excerpt_id)
        piece = Evidence(excerpt_id, stance, self.actor, reason or "added by hand")
        return self._act(story_id, "added evidence",
                         lambda record: pieces.add_evidence(record, block_id, piece),
                         block=block_id, thing=excerpt_id, seen=seen)  # fmt: skip

    @needs("tell")
    def remove_evidence(
        self, story_id: str, block_id: str, excerpt_id: str, *, seen: int | None = None
    ) -> Story:
        """Take a piece of evidence out of a block, as if it had never been chosen."""
        from lif_narrative.story import pieces

        return self._act(story_id, "removed evidence",
                         lambda record: pieces.remove_evidence(record, block_id, excerpt_id),
                         block=block_id, thing=excerpt_id, seen=seen)  # fmt: skip

    @needs("tell")
    def reject_evidence(
        self, story_id: str, block_id: str, excerpt_id: str, reason: str, *, seen: int | None = None
    ) -> Story:
        """Say that a piece of evidence does not belong under a block, and why; it is not proposed again."""
        from lif_narrative.story import pieces

        return self._act(story_id, "rejected evidence",
                         lambda now: pieces.reject_evidence(now, block_id, excerpt_id, self.actor, reason),
                         block=block_id, thing=excerpt_id, seen=seen)  # fmt: skip

    @needs("read")
    def selection(self, story_id: str) -> pd.DataFrame:
        """Why each piece of evidence was chosen, and what became of it.

        block_id excerpt_id stance reason accepted_by decided standing (proposed, accepted, rejected).
        """
        import pandas as pd

        from lif_narrative.reviewing import kept

        rows = [
            (block.id, e.excerpt_id, e.stance, e.reason, e.accepted_by, e.decided,
             "rejected" if e in block.rejected else "accepted" if e.accepted_by else "proposed")
            for block in kept.held(self._project, story_id).blocks for e in (*block.evidence, *block.rejected)
        ]  # fmt: skip
        names = ["block_id", "excerpt_id", "stance", "reason", "accepted_by", "decided", "standing"]
        return pd.DataFrame(rows, columns=names)

    def _known_evidence(self, excerpt_id: str) -> None:
        from lif_narrative.story.drafting import keyed_measures

        excerpt = self.store.read(Excerpt, self.store.table(Excerpt).c.id == excerpt_id)
        if not excerpt and excerpt_id not in keyed_measures(self._project.measures()):
            raise NarrativeError(
                f"There is no excerpt or measure {excerpt_id} in this project. Choose another."
            )
