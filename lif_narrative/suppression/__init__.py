"""Small numbers held back, so that nobody can be found in a table, alone or beside others.

Counts of one to five children, cases or accounts are not printed for readers outside the audit, nor are as
many others beside them as it takes, so that no sum, difference or second table gives them away
(complementary cell suppression: Hundepool et al. 2012, Statistical Disclosure Control, chapter 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lif_narrative.suppression.choosing import chosen
from lif_narrative.suppression.earlier import Past
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
        must not undo it. See `earlier.Past`.

    Returns
    -------
    list of Suppressed
    """
    if not profile.small:
        return [Suppressed(table, as_shown(table, frozenset(), profile)) for table in tables]
    past = Past([one for one in earlier if not one.withheld], profile)
    known, apart = past.known, set[Unknown]()
    if past.others:  # whoever has those files too, then whoever has not
        every = [one.table for one in (*past.own, *past.others)]
        both, apart = hidden_together([*tables, *every], profile, past.known_together(tables), past)
        known = dict.fromkeys(both, True) | known
    held, thin = hidden_together([*tables, *(one.table for one in past.own)], profile, known)
    thin |= apart
    answers = []
    for table in tables:
        withheld = any(table.unknown(place) in thin for place in table.cells)
        places = (place for place in table.cells if withheld or table.unknown(place) in held)
        gone = frozenset(places) - (table.printed if withheld else frozenset())
        answers.append(Suppressed(table, as_shown(table, gone, profile), gone, withheld, profile.name))
    return answers


def hidden_together(
    tables: Sequence[CountTable], profile: Profile, known: Mapping[Unknown, bool], past: Past | None = None
) -> tuple[set[Unknown], set[Unknown]]:
    """The unknowns that are held back, and those of groups too thin to show anything of.

    `known` says which were held back in an earlier export, and which were shown; `past` what readers of
    other profiles' files know besides.
    """
    import numpy as np

    held: set[Unknown] = set()
    thin: set[Unknown] = set()
    printed = {t.unknown(place) for t in tables for place in t.printed if place in t.cells}
    bound = sums(tables)
    for group in components(sorted({t.unknown(p) for t in tables for p in t.cells}), bound):
        members = set(group)
        own = tuple(one for one in bound if one.total in members)
        besides = (past.exact, past.smalls) if past else (frozenset(), ())
        reader = Reader(tuple(group), own, profile, *besides)
        must = np.array([known.get(one, profile.hides(one[2])) for one in group])
        may = np.array([one not in known and one[2] > 0 and one not in printed for one in group])
        hidden = chosen(reader, must, may)
        if hidden is None:
            thin |= members
        else:
            held |= {one for one, gone in zip(group, hidden, strict=True) if gone}
    return held, thin


__all__ = ["TOTAL", "CountTable", "Key", "Suppressed", "crossed", "suppress"]
