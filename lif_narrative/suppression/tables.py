"""Tables of counts as they are handed to `suppress`, and as they come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    from lif_narrative.export.profiles import Profile

TOTAL: Final = ""  # the place of a total along a dimension
Key = tuple[str, ...]
Unknown = tuple[str, tuple[tuple[str, str], ...], int]  # unit, where along which dimension, count


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts of children, cases or accounts, with their totals.

    `cells` holds a count for each place: one name a dimension, `TOTAL` where the count is over all of
    it. Tables of one `unit` and `date` that are exported together are read together: a place that
    two of them share is one count, so it is shown in both or in neither.

    Parameters
    ----------
    name : str
        As people read it.
    unit : str
        What is counted, such as "children"; only counts of one unit are set against each other.
    dimensions : tuple of str
        What the places are named along, such as ("theme", "method").
    cells : mapping from place to whole number
    date : str
        Of the export or period; the same table at two dates is two tables.
    adds : bool
        The parts of a total are all listed and do not overlap, so they add up to it. A child can be
        under two themes: then they do not, and a total lies between its largest part and their sum.
    printed : set of places
        Whose counts a sentence prints anyway, so that they cannot be held back here.
    """

    name: str
    unit: str
    dimensions: tuple[str, ...]
    cells: Mapping[Key, int] = field(repr=False)
    date: str = ""
    adds: bool = True
    printed: frozenset[Key] = frozenset()

    def unknown(self, place: Key) -> Unknown:
        """What a reader would work out at a place: one count, in whichever table and date it stands.

        A count that did not move between two dates is one unknown: a reader may know that it did not.
        """
        along = zip(self.dimensions, place, strict=True)
        return self.unit, tuple(sorted(part for part in along if part[1] != TOTAL)), self.cells[place]

    def __post_init__(self) -> None:
        for place, n in self.cells.items():
            if len(place) != len(self.dimensions) or n < 0 or n != int(n):
                raise NarrativeError(
                    f"Table '{self.name}': each place has {len(self.dimensions)} names and a whole number "
                    "of 0 or more. Count again before you export."
                )
        if self.adds:
            self._check_sums()

    def _check_sums(self) -> None:
        for along in range(len(self.dimensions)):
            for place, total in self.cells.items():
                parts = [
                    n for other, n in self.cells.items()
                    if other[along] != TOTAL and (*other[:along], TOTAL, *other[along + 1 :]) == place
                ]  # fmt: skip
                if parts and sum(parts) != total:
                    raise NarrativeError(
                        f"Table '{self.name}': its parts add up to {sum(parts)}, its total says {total}. "
                        "Where parts overlap or are not all listed, say adds=False."
                    )


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A table as it may be shown: `shown` holds text for every place, `hidden` the places held back.

    `withheld`: it is too thin to show anything of, noughts included; say so in words in its place.
    `profile` names whom it was settled for, by its name.
    """

    table: CountTable = field(repr=False)
    shown: Mapping[Key, str]
    hidden: frozenset[Key] = frozenset()
    withheld: bool = False
    profile: str = ""


def crossed(
    name: str, unit: str, rows: tuple[str, Sequence[str]], columns: tuple[str, Sequence[str]],
    counts: Sequence[Sequence[int]], *, date: str = "", adds: bool = True, totals: bool = True,
) -> CountTable:  # fmt: skip
    """A table of rows by columns from its inner counts, with totals added.

    Parameters
    ----------
    rows, columns : (dimension, names)
    counts : sequence of sequences of int, shape (n_rows, n_columns)
    totals : bool
        Add the sums of rows and columns and of all; only where the parts add up.
    """
    (down, names), (across, heads) = rows, columns
    cells: dict[Key, int] = {
        (row, column): int(n)
        for row, line in zip(names, counts, strict=True)
        for column, n in zip(heads, line, strict=True)
    }
    if totals and adds:
        inner = dict(cells)
        cells |= {(row, TOTAL): sum(n for place, n in inner.items() if place[0] == row) for row in names}
        cells |= {(TOTAL, head): sum(n for place, n in inner.items() if place[1] == head) for head in heads}
        cells[TOTAL, TOTAL] = sum(inner.values())
    return CountTable(name, unit, (down, across), cells, date, adds)


def as_shown(table: CountTable, hidden: frozenset[Key], profile: Profile) -> Mapping[Key, str]:
    """Every place as text: the mark where it is held back, else the count as the profile rounds it."""
    return {place: profile.mark if place in hidden else profile.figure(n) for place, n in table.cells.items()}
