"""What a careful reader knows of counts that are printed together.

The reader is taken to be a strong one: they know which of the hidden counts are small themselves, and that
no hidden count is nought.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lif_narrative.suppression.sums import Sum
from lif_narrative.suppression.tables import Unknown

if TYPE_CHECKING:
    import numpy as np

    from lif_narrative.export.profiles import Profile


@dataclass(frozen=True)
class Reader:
    """The unknowns of one group of sums, and what is known of each when shown and when hidden.

    `exact` are counts that another file shows as they are, `also` the small counts of its readers.
    """

    unknowns: tuple[Unknown, ...]
    sums: tuple[Sum, ...]
    profile: Profile
    exact: frozenset[Unknown] = frozenset()
    also: tuple[int, ...] = ()

    @cached_property
    def values(self) -> np.ndarray[Any, Any]:
        """The true counts, then how far each bound is from being met."""
        import numpy as np

        counts = [float(count) for _, _, count in self.unknowns]
        return np.array(counts + [self._distance(one) for one in self.sums if one.relation != "="])

    @staticmethod
    def _distance(one: Sum) -> float:
        return float(abs(sum(part[2] for part in one.parts) - one.total[2]))

    @cached_property
    def matrix(self) -> Any:
        """One row a sum: parts minus total, with a slack where it is only a bound; sparse."""
        from scipy.sparse import lil_matrix

        place = {one: at for at, one in enumerate(self.unknowns)}
        rows = lil_matrix((len(self.sums), len(self.values)))
        slack = len(self.unknowns)
        for row, one in enumerate(self.sums):
            rows[row, place[one.total]] -= 1
            for part in one.parts:
                rows[row, place[part]] += 1
            if one.relation != "=":
                rows[row, slack] = -1 if one.relation == "<=" else 1
                slack += 1
        return rows.tocsr()

    @cached_property
    def shown(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """The least and the most that each can be when it is printed; a slack is never printed."""
        return self._bounds(self._printed)

    @cached_property
    def held(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """The least and the most that each can be when it is held back, before any sum is used."""
        return self._bounds(self._hidden)

    def _bounds(self, range_of: Any) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        import numpy as np

        ranges = [range_of(one) for one in self.unknowns]
        far = float(self.values.max(initial=1.0)) * 2 + 10
        ranges += [(0.0, far)] * (len(self.values) - len(ranges))
        low, high = np.array(ranges).T
        return low, high

    def _printed(self, one: Unknown) -> tuple[float, float]:
        n, step, small = one[2], self.profile.step, self.profile.small
        if step == 1 or n == 0 or one in self.exact:
            return float(n), float(n)
        middle = (n + step / 2) // step * step
        half = step // 2
        return max(middle - half, float(small + 1)), middle + (step - 1 - half)

    def _hidden(self, one: Unknown) -> tuple[float, float]:
        n = one[2]
        if n == 0:
            return 0.0, 0.0
        under = [small for small in (self.profile.small, *self.also) if n <= small]
        return 1.0, float(min(under, default=2 * n + 3 * self.profile.small))
