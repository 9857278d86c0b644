"""Which further counts to hold back: the fewest and smallest that leave no hidden count to be worked out.

The exact model of cell suppression (Fischetti and Salazar 2001, Management Science 47(7), 1008-1027):
attack, learn from each count that falls what would have saved it, choose again, until nothing falls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lif_narrative.suppression.attack import SLACK, Cut, attack
from lif_narrative.suppression.reading import Reader

if TYPE_CHECKING:
    import numpy as np

EXACT_UP_TO: Final = 300  # unknowns in one group; above, the choice is rounded up from its relaxation
ROUNDS: Final = 60


def chosen(
    reader: Reader, must: np.ndarray[Any, Any], may: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any] | None:
    """Which unknowns are hidden, as an array of bool; None where no choice protects them all.

    Parameters
    ----------
    must, may : array of bool, shape (n_unknowns,)
        Those that have to be hidden, and those that can be.
    """
    import numpy as np

    price = _prices(reader)
    cuts: list[Cut] = []
    hidden = must.copy()
    for _ in range(ROUNDS):
        fallen = attack(reader, hidden)
        if not fallen:
            return hidden
        cuts += fallen
        found = _cheapest(cuts, price, must, must | may)
        if found is None or (found == hidden).all():
            break
        hidden = found
    hidden = np.asarray(must | may)
    return None if attack(reader, hidden) else hidden


def _prices(reader: Reader) -> np.ndarray[Any, Any]:
    """What holding a count back costs: a total more than a part, a large count a little more than a small."""
    import numpy as np

    counts = np.array([float(count) for _, _, count in reader.unknowns])
    widest = max((len(along) for _, along, _ in reader.unknowns), default=0)
    missing = np.array([widest - len(along) for _, along, _ in reader.unknowns])
    order = np.arange(len(counts)) / max(len(counts), 1)  # so that there is one best choice, not several
    return np.asarray(1 + 2 * missing + 0.5 * counts / max(counts.max(initial=1.0), 1.0) + 1e-3 * order)


def _cheapest(
    cuts: list[Cut], price: np.ndarray[Any, Any], must: np.ndarray[Any, Any], can: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any] | None:
    """The cheapest choice that meets every cut, or None where there is none."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows = np.stack([cut.gains for cut in cuts])
    for row, cut in zip(rows, cuts, strict=True):
        row[cut.place] -= cut.need
    exact = len(price) <= EXACT_UP_TO
    told = milp(
        price, constraints=LinearConstraint(rows, lb=-SLACK), integrality=np.full(len(price), int(exact)),
        bounds=Bounds(must.astype(float), can.astype(float)), options={"mip_rel_gap": 0.0},
    )  # fmt: skip
    return None if told.x is None else np.asarray(told.x > (0.5 if exact else 1e-5))
