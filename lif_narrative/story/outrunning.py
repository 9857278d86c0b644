"""Whether a claim says more than its evidence: over more people, more often, or more firmly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lif_narrative.story.firmness import firmer
from lif_narrative.story.quantifiers import BANDS
from lif_narrative.story.reach import Reach, reaches
from lif_narrative.story.subjects import FEW, GENERAL, ONE
from lif_narrative.wording import number

MARGIN: Final = 0.005
SAID: Final = (
    (1.0, "all or none"), (0.85, "nearly all"), (0.5, "most, or of people in general"), (0.3, "many"),
    (0.09, "some"), (0.0, "one"),
)  # fmt: skip


def outruns(
    claim: str, evidence: Sequence[str], *, independent: int | None = None, floor: float = 0.0
) -> str:
    """Why a claim's wording is stronger than its evidence; "" where it is not.

    Parameters
    ----------
    claim : str
    evidence : sequence of str
        The words that support it.
    independent : int, optional
        How many independent accounts or cases they are; as many as the evidence by default.
    floor : float
        A share from 0 to 1 that counting has shown already, beyond what the words say.
    """
    said, *held = reaches([claim, *evidence])
    n = len(held) if independent is None else independent
    shown = [reach for sentences in held for reach in sentences]
    alone = sum(all(r.over <= ONE and (r.own or not r.often) for r in sentences) for sentences in held)
    n = min(n, alone) if alone else min(n, 1)  # "some children", said five times, is still some
    for one in said:
        if why := _why(one, [_alike(one, reach) for reach in shown], n, floor):
            return why
    return firmer(claim, evidence)


def _alike(claim: Reach, reach: Reach) -> Reach:
    """Evidence of the other sign, set against the claim: what share of it speaks for the claim."""
    return reach.turned() if reach.exact and reach.negative != claim.negative else reach


def _why(claim: Reach, shown: Sequence[Reach], n: int, floor: float) -> str:
    over = max([floor, _raised(n), *(_share(reach) for reach in shown)])
    often = max([0.0, *map(_often, shown)])
    if claim.often <= FEW and over >= FEW:  # what holds of several, or in general, holds sometimes
        often = max(often, FEW)
    if claim.over > over + MARGIN:
        return (
            f"The claim speaks of {_words(claim.over)}; its evidence reaches no further than {_words(over)}."
        )
    if claim.often > often + MARGIN and claim.often > ONE:
        how = _words(often) if often else "no word of how often"
        return f"The claim says how often or how far ({_words(claim.often)}); its evidence has {how}."
    known = max([n, *(reach.count for reach in shown)])
    stated = any(reach.stated for reach in shown) or all(reach.over <= ONE for reach in shown)
    if claim.count > known and stated and not any(reach.stated and not reach.count for reach in shown):
        return f"The claim counts {number(claim.count)}; its evidence shows {number(known)}."
    return ""


def _share(reach: Reach) -> float:
    """A number of two or more is some, however large the whole."""
    return max(reach.over, FEW) if reach.count >= 2 else reach.over


def _often(reach: Reach) -> float:
    """How often, at most: what holds of all of many holds always; of both of two, it does not."""
    return max(
        reach.often, _share(reach) if reach.stated and not (reach.count == 2 and reach.over == 1) else 0.0
    )


def _raised(n: int) -> float:
    """What so many independent voices show by their number alone, where nobody knows of how many."""
    return GENERAL if n >= 5 else BANDS["many"] if n >= 3 else FEW if n == 2 else 0.0


def _words(share: float) -> str:
    return next(words for least, words in SAID if share >= least - MARGIN)
