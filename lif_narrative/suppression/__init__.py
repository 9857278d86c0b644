"""Small numbers held back, so that nobody can be found in a table, alone or beside others.

Counts of one to five children, cases or accounts are not printed for readers outside the audit, nor are as
many others beside them as it takes, so that no sum, difference or second table gives them away
(complementary cell suppression: Hundepool et al. 2012, Statistical Disclosure Control, chapter 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lif_narrative.suppression.choosing import chosen
from lif_narrative.suppression.earlier import before
from lif_narrative.suppression.reading import Reader
from lif_narrative.suppression.sums import components, sums
from lif_narrative.suppression.tables import TOTAL, CountTable, Key, Suppressed, Unknown, as_shown, crossed

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
        must not undo it. See `earlier.before`.

    Returns
    -------
    list of Suppressed
    """
    if not profile.small:
        return [Suppressed(table, as_shown(table, frozenset(), profile)) for table in tables]
    told = [one for one in earlier if not one.withheld]
    own = [one.table for one in told if one.profile in ("", profile.name)]
    held, thin = hidden_together([*tables, *own], profile, before(told, profile))
    answers = []
    for table in tables:
        withheld = any(table.unknown(place) in thin for place in table.cells)
        places = (place for place in table.cells if withheld or table.unknown(place) in held)
        gone = frozenset(places) - (table.printed if withheld else frozenset())
        answers.append(Suppressed(table, as_shown(table, gone, profile), gone, withheld, profile.name))
    return answers


def hidden_together(
    tables: Sequence[CountTable], profile: Profile, known: Mapping[Unknown, bool]
) -> tuple[set[Unknown], set[Unknown]]:
    """The unknowns that are held back, and those of groups too thin to show anything of.

    `known` says which were held back in an earlier export, and which were shown.
    """
    import numpy as np

    held: set[Unknown] = set()
    thin: set[Unknown] = set()
    printed = {t.unknown(place) for t in tables for place in t.printed if place in t.cells}
    bound = sums(tables)
    for group in components(sorted({t.unknown(p) for t in tables for p in t.cells}), bound):
        members = set(group)
        reader = Reader(tuple(group), tuple(one for one in bound if one.total in members), profile)
        must = np.array([known.get(one, profile.hides(one[2])) for one in group])
        may = np.array([one not in known and one[2] > 0 and one not in printed for one in group])
        hidden = chosen(reader, must, may)
        if hidden is None:
            thin |= members
        else:
            held |= {one for one, gone in zip(group, hidden, strict=True) if gone}
    return held, thin


__all__ = ["TOTAL", "CountTable", "Key", "Suppressed", "crossed", "suppress"]
