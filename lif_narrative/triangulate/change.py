"""What moved since the audit before: audit beside audit, with the counts and their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lif_narrative.triangulate.convergence import Rules, lean, leanings
from lif_narrative.triangulate.periods import AUDITS
from lif_narrative.triangulate.tellings import held

if TYPE_CHECKING:
    import pandas as pd

GOODNESS = {"concern": 0, "undecided": 1, "strength": 2}


def wilson(hits: int, total: int, z: float = 1.959964) -> tuple[float, float]:
    """The 95% interval of a proportion; (0, 1) when nothing was counted.

    References
    ----------
    Wilson (1927), Journal of the American Statistical Association 22, 209-212.
    """
    if not total:
        return 0.0, 1.0
    share, spread = hits / total, z * z / total
    middle = (share + spread / 2) / (1 + spread)
    half = z * ((share * (1 - share) + spread / 4) / total) ** 0.5 / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def comparable(then: pd.DataFrame, now: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tellings of both periods that may be compared: audits with audits, else the same methods."""
    if then["method"].isin(AUDITS).any():
        methods = AUDITS
    else:
        methods = frozenset(then["method"]) & frozenset(now["method"])
    return then[then["method"].isin(methods)], now[now["method"].isin(methods)]


def state(then: tuple[int, int, int], now: tuple[int, int, int], against: bool, rules: Rules) -> str:
    """One theme's state, from (accounts, strengths, concerns) then and now.

    `against`: some method of now still leans to concern, so that nothing is resolved.
    """
    before, after = then[0], now[0]
    if not before and after >= rules.min_change:
        return "new"
    if min(before, after) < rules.min_change:
        return "no change detectable"
    was, is_now = lean(*then[1:], rules), lean(*now[1:], rules)
    if not was or not is_now:
        return "no change detectable"
    if was == is_now:
        return "continuing"
    if GOODNESS[is_now] < GOODNESS[was]:
        return "worsening"
    return "resolved" if (was, is_now) == ("concern", "strength") and not against else "improving"


def change(then: pd.DataFrame, now: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Each theme against the earlier period.

    The state follows the leaning. A small audit rarely moves an interval clear of the one before,
    so an overlap does not undo the state: it is said beside it, for the person who confirms.

    Returns
    -------
    DataFrame
        theme_id, state, accounts_then, strengths_then, concerns_then, accounts_now, strengths_now,
        concerns_now, low_then, high_then, low_now, high_now (share of accounts that hold a
        concern, 95%), overlap. Empty without an earlier period.
    """
    import pandas as pd

    columns = ["theme_id", "state", *(f"{name}_{when}" for when in ("then", "now") for name in
               ("accounts", "strengths", "concerns")), "low_then", "high_then", "low_now", "high_now",
               "overlap"]  # fmt: skip
    if then.empty:
        return pd.DataFrame(columns=columns)
    methods = held(now, ["theme_id", "method"])
    against = set(methods["theme_id"][[side == "concern" for side in leanings(methods, rules)]])
    sides = [_counts(rows) for rows in comparable(then, now)]
    rows = []
    for theme in sorted(set(then["theme_id"]) | set(now["theme_id"])):
        was, is_now = (side.get(theme, (0, 0, 0)) for side in sides)
        old, new = wilson(was[2], was[0]), wilson(is_now[2], is_now[0])
        overlap = old[0] <= new[1] and new[0] <= old[1]
        rows.append((theme, state(was, is_now, theme in against, rules), *was, *is_now, *old, *new, overlap))
    return pd.DataFrame(rows, columns=columns)


def _counts(rows: pd.DataFrame) -> dict[str, tuple[int, int, int]]:
    counted = held(rows, ["theme_id"])
    columns = (counted[name] for name in ("theme_id", "judged", "strengths", "concerns"))
    return {theme: (int(n), int(s), int(c)) for theme, n, s, c in zip(*columns, strict=True)}
