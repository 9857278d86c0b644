"""How many excerpts two people have to code, or one to look at, for an interval of the width wanted."""

from __future__ import annotations

import math
from typing import Final

from lif_narrative.errors import NarrativeError
from lif_narrative.triangulate.change import wilson

CHI_SQUARE: Final = 3.841459  # 95%, one degree of freedom
MOST: Final = 1_000_000


def excerpts_for_kappa(
    kappa: float, share: float, half_width: float, *, per_document: float = 1.0, alike: float = 0.0
) -> int:
    """Excerpts that two people code, so that the 95% interval of kappa reaches no lower than wanted.

    Parameters
    ----------
    kappa : float
        The agreement expected, between 0 and 1.
    share : float
        Of excerpts under the theme, between 0 and 1. The further from a half, the more are needed.
    half_width : float
        How far below `kappa` the interval may reach.
    per_document : float
        Excerpts taken from one document, on average.
    alike : float
        How alike excerpts of one document are (intraclass correlation, 0 to 1); each then tells less
        (design effect: Kish 1965, Survey Sampling).

    Raises
    ------
    NarrativeError
        A figure lies outside its range.

    References
    ----------
    Donner and Eliasziw (1992), Statistics in Medicine 11, 1511-1519: goodness of fit under the common
    correlation model; for intervals Rotondi and Donner (2012), Journal of Clinical Epidemiology 65, 778-784.
    """
    _between("The agreement expected", kappa, 0, 1)
    _between("The share of excerpts", share, 0, 1)
    _between("The half width", half_width, 0, 1)
    lower = kappa - half_width
    expected, least = _cells(kappa, share), _cells(lower, share)
    apart = sum((a - b) ** 2 / b for a, b in zip(expected, least, strict=True))
    effect = 1 + (max(1.0, per_document) - 1) * alike
    return math.ceil(round(CHI_SQUARE / apart * effect, 9))


def _cells(kappa: float, share: float) -> tuple[float, float, float]:
    """Both yes, one each, both no: the common correlation model."""
    other = share * (1 - share)
    floor = 1e-9  # an agreement below what the shares allow leaves no cell empty
    cells = (share**2 + kappa * other, 2 * other * (1 - kappa), (1 - share) ** 2 + kappa * other)
    return tuple(max(cell, floor) for cell in cells)  # type: ignore[return-value]


def for_proportion(share: float, half_width: float, of: int = 0) -> int:
    """How many to look at so that Wilson's 95% interval of a share is no wider than twice `half_width`.

    Parameters
    ----------
    share : float
        The share expected, from 0 to 1; a half asks for most.
    of : int
        How many there are in all; a draw from few needs fewer (finite population: Cochran 1977, chapter 4).

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    if not 0 <= share <= 1:
        raise NarrativeError("The share expected lies between 0 and 1.")
    _between("The half width", half_width, 0, 0.5)
    low, high = 1, MOST
    while low < high:
        middle = (low + high) // 2
        edges = wilson(share * middle, middle)  # type: ignore[arg-type]
        low, high = (low, middle) if edges[1] - edges[0] <= 2 * half_width else (middle + 1, high)
    return min(of, math.ceil(low / (1 + (low - 1) / of))) if of else low


def _between(what: str, figure: float, least: float, most: float) -> None:
    if not least < figure < most:
        raise NarrativeError(f"{what} lies between {least} and {most}; {figure:g} does not.")
