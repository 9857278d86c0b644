"""What earlier exports leave open: counts that were held back and must stay so, and those that were shown.

Readers of one profile may have every file of that profile, and some have files of another too: a partner
reads what is published. So counts are settled twice: for those who have both, to whom what the other
files show is as good as exact, and for those who have not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lif_narrative.suppression.tables import CountTable, Suppressed, Unknown

if TYPE_CHECKING:
    from lif_narrative.export.profiles import Profile


@dataclass(frozen=True)
class Past:
    """Exports before, as readers of a profile have them."""

    earlier: Sequence[Suppressed]
    profile: Profile

    @cached_property
    def own(self) -> list[Suppressed]:
        """Those for the same readers."""
        return [one for one in self.earlier if one.profile in ("", self.profile.name)]

    @cached_property
    def others(self) -> list[Suppressed]:
        """Those for others."""
        return [one for one in self.earlier if one.profile not in ("", self.profile.name)]

    @cached_property
    def known(self) -> dict[Unknown, bool]:
        """Whether each count of the same readers' files was held back."""
        return held(self.own)

    @cached_property
    def exact(self) -> frozenset[Unknown]:
        """What the others' files show; as rounded there, it is taken as exact, which is the worse case."""
        return frozenset(unknown for unknown, gone in held(self.others).items() if not gone)

    @cached_property
    def smalls(self) -> tuple[int, ...]:
        """Up to what a count is small in the others' files."""
        from lif_narrative.export.profiles import profile_called

        return tuple(sorted({profile_called(one.profile).small for one in self.others}))

    def known_together(self, tables: Sequence[CountTable]) -> dict[Unknown, bool]:
        """The same for whoever has the others' files too; counts of `tables` are free where nobody saw them.

        What a laxer profile held back stays held back: even rounded it could give itself away.
        """
        now = {table.unknown(place) for table in tables for place in table.cells}
        strict = any(small > self.profile.small for small in self.smalls)
        kept = {one for one, gone in held(self.others).items() if gone and not (strict and one in now)}
        return dict.fromkeys(kept, True) | self.known | dict.fromkeys(self.exact, False)


def held(earlier: Sequence[Suppressed]) -> dict[Unknown, bool]:
    """Whether each count was held back in every one of them that it stood in."""
    found: dict[Unknown, bool] = {}
    for one in earlier:
        for place in one.table.cells:
            unknown = one.table.unknown(place)
            found[unknown] = found.get(unknown, True) and place in one.hidden
    return found
