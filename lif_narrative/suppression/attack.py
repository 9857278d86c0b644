"""What a careful reader can work out: the least and the most that each hidden count can be.

A linear programme over everything printed together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.suppression.reading import Reader

if TYPE_CHECKING:
    import numpy as np

WIDTH: Final = 2.0  # a hidden count is given away when fewer than three whole numbers are left for it
SLACK: Final = 1e-6


@dataclass(frozen=True)
class Cut:
    """Why a hidden count is given away: these others, hidden, would loosen it by so much.

    sum(gains[i] for hidden i) must reach `need`, wherever `place` itself is hidden.
    """

    place: int
    gains: np.ndarray[Any, Any] = field(repr=False)
    need: float = WIDTH


def attack(reader: Reader, hidden: np.ndarray[Any, Any]) -> list[Cut]:
    """For each hidden count that everything printed gives away: what would loosen it.

    Parameters
    ----------
    hidden : array of bool, shape (n_unknowns,)
    """
    import numpy as np

    (low0, high0), (low1, high1) = reader.shown, reader.held
    mask = np.append(hidden, np.ones(len(reader.values) - len(hidden), dtype=bool))
    low, high = np.where(mask, low1, low0), np.where(mask, high1, high0)
    least, most = reader.values.copy(), reader.values.copy()
    cuts = []
    for place in np.flatnonzero(hidden):
        gains, base = np.zeros(len(reader.values)), 0.0
        for sign in (-1.0, 1.0):
            if most[place] - least[place] >= WIDTH - SLACK:
                break
            told = _extreme(reader, low, high, int(place), sign)
            least, most = np.minimum(least, told.x), np.maximum(most, told.x)
            down, up = np.abs(told.lower.marginals), np.abs(told.upper.marginals)
            shown = up * (high0 - reader.values) + down * (reader.values - low0)
            gains += up * (high1 - reader.values) + down * (reader.values - low1) - shown
            base += float(shown.sum())
        if most[place] - least[place] < WIDTH - SLACK:
            need = WIDTH - base
            cuts.append(Cut(int(place), np.clip(gains[: len(hidden)], 0.0, need), need))
    return cuts


def _extreme(reader: Reader, low: Any, high: Any, place: int, sign: float) -> Any:
    """The lowest (sign 1) or highest (sign -1) that one count can be, with the prices of the bounds."""
    import numpy as np
    from scipy.optimize import linprog

    goal = np.zeros(len(reader.values))
    goal[place] = sign
    told = linprog(
        goal, A_eq=reader.matrix, b_eq=reader.matrix @ reader.values,
        bounds=np.stack([low, high], axis=1), method="highs",
    )  # fmt: skip
    if told.status != 0:
        raise RuntimeError(f"The sums of {len(reader.unknowns)} counts could not be solved: {told.status}.")
    return told
