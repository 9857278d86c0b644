"""Whether a story learns from good practice too: its strengths and concerns, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lif_narrative.story.tables import StoryTable
from lif_narrative.wording import many, number

if TYPE_CHECKING:
    from lif_narrative.story import PracticeStory

SIDES = ("strength", "concern")


@dataclass(frozen=True, slots=True)
class Balance:
    """Pieces of evidence that hold a strength, and a concern; one that holds both counts for both."""

    strengths: int
    concerns: int
    strengths_accepted: int
    concerns_accepted: int

    @property
    def tables(self) -> tuple[StoryTable, ...]:
        """The balance as a table of the part that reads the story together; none without quotes."""
        if not self.strengths + self.concerns:
            return ()
        rows = (
            ("Hold a strength", str(self.strengths), str(self.strengths_accepted)),
            ("Hold a concern", str(self.concerns), str(self.concerns_accepted)),
        )
        title = "Strengths and concerns in this story"
        return (
            StoryTable(
                "meaning", title, ("Pieces of evidence", "In the story", "Accepted"), rows, self.words
            ),
        )

    @property
    def words(self) -> str:
        """The balance as a sentence."""
        good, bad = (number(n) if n else "none" for n in (self.strengths_accepted, self.concerns_accepted))
        pieces = many(self.strengths, "piece")
        return (
            f"Accepted so far: {good} of {pieces} of evidence that hold a strength, "
            f"and {bad} of {number(self.concerns)} that hold a concern."
        )


def balance(story: PracticeStory) -> Balance:
    """The balance of a story, each excerpt counted once."""
    held: dict[str, set[str]] = {side: set() for side in SIDES}
    accepted: dict[str, set[str]] = {side: set() for side in SIDES}
    for block in story.record.blocks:
        for item, exhibit in story.shown(block):
            for side in SIDES:
                if exhibit.polarity in (side, "mixed"):
                    held[side].add(item.excerpt_id)
                    if item.accepted_by:
                        accepted[side].add(item.excerpt_id)
    return Balance(*(len(kind[side]) for kind in (held, accepted) for side in SIDES))
