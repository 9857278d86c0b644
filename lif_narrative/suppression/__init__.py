"""Small numbers held back, so that nobody can be found in a table, alone or beside others.

Counts of one to five children, cases or accounts are not printed outside the partnership's own audit team;
and as many others beside them as it takes, so that no sum, difference or second table gives them away
(complementary cell suppression: Hundepool et al. 2012, Statistical Disclosure Control, chapter 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lif_narrative.suppression.tables import TOTAL, CountTable, Suppressed, as_shown, crossed

if TYPE_CHECKING:
    from lif_narrative.export.profiles import Profile


def suppress(
    tables: Sequence[CountTable], profile: Profile, *, earlier: Sequence[Suppressed] = ()
) -> list[Suppressed]:
    """Tables as they may be shown together; give all that one file, or one set of files, prints.

    Parameters
    ----------
    tables : sequence of CountTable
        Everything exported together, in any order; the order of the answer is theirs.
    profile : Profile
        `internal` shows all; `partnership` and `publication` hold back small counts and what gives
        them away.
    earlier : sequence of Suppressed
        What was exported before, of these or other dates: it cannot be taken back, so what is shown now
        must not undo it.

    Returns
    -------
    list of Suppressed
    """
    hidden = [frozenset(place for place, n in table.cells.items() if profile.hides(n)) for table in tables]
    return [Suppressed(t, as_shown(t, h, profile), h) for t, h in zip(tables, hidden, strict=True)]


__all__ = ["TOTAL", "CountTable", "Suppressed", "crossed", "suppress"]
