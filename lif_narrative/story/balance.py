"""Whether a story learns from good practice too: its strengths and concerns, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lif_narrative.wording import many

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
    def words(self) -> str:
        """The balance as a sentence."""
        strengths = many(self.strengths_accepted, "strength")
        concerns = many(self.concerns_accepted, "concern")
        return (
            f"Accepted: {strengths} and {concerns}, in pieces of evidence; "
            f"of {self.strengths} and {self.concerns} that are in the story."
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
