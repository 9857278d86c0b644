"""Findings that fall when one source is taken out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lif_narrative.triangulate.convergence import Rules, badge, lean
from lif_narrative.triangulate.recurring import badges
from lif_narrative.triangulate.tellings import WORTH

if TYPE_CHECKING:
    import pandas as pd

FALLING = ("converging", "contested")


def without_one(now: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Findings that fall when one source is taken out.

    Counts are taken away, not made again, so that an archive takes no longer than its rows. An account that
    came in several sources stays while one of them does.

    Parameters
    ----------
    now : DataFrame
        Tellings of the period of now.
    rules : Rules

    Returns
    -------
    DataFrame
        theme_id, badge, source (taken out), badge_without ("" when the theme has none any more).
    """
    import pandas as pd

    whole = {theme: found for theme, found in badges(now, rules).items() if found in FALLING}
    rows = []
    for theme, held in now[now["theme_id"].isin(whole)].groupby("theme_id"):
        for source, left in _left(held, rules):
            if left != whole[str(theme)]:
                rows.append((str(theme), whole[str(theme)], source, left))
    return pd.DataFrame(sorted(rows), columns=["theme_id", "badge", "source", "badge_without"])


def _left(held: pd.DataFrame, rules: Rules) -> list[tuple[str, str]]:
    """A theme's badge without each of its sources."""
    each = held.groupby(["method", "account"], as_index=False).agg({**WORTH, "source": ["nunique", "min"]})
    each.columns = ["method", "account", *WORTH, "n_sources", "source"]
    total: dict[str, Counter[str]] = defaultdict(Counter)
    carried: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    own: Counter[str] = Counter()
    for row in each.to_dict("records"):
        worth = Counter({"strengths": int(row["strength"]), "concerns": int(row["concern"])})
        if row["strength"] or row["concern"]:
            worth.update({"judged": 1, "expected": row["sure"]})
        total[row["method"]].update(worth)
        if row["n_sources"] == 1:
            own[row["source"]] += 1
            carried[row["source"]][row["method"]].update(worth)
    accounts, sources = int(held["account"].nunique()), sorted(set(held["source"]))
    return [
        (source, badge(len(sources) - 1, accounts - own[source], _sides(total, carried[source], rules), rules)
         if len(sources) > 1 else "")
        for source in sources
    ]  # fmt: skip


def _sides(
    total: Mapping[str, Counter[str]], less: Mapping[str, Counter[str]], rules: Rules
) -> list[tuple[str, int]]:
    """Each method's leaning and the accounts that judged, less what one source carries."""
    sides = []
    for method, counts in total.items():
        gone = less.get(method, Counter())
        left = {name: counts[name] - gone[name] for name in ("strengths", "concerns", "judged", "expected")}
        sure = left["expected"] >= rules.surety * rules.min_accounts - 1e-9
        sides.append((lean(left["strengths"], left["concerns"], rules), left["judged"] if sure else 0))
    return sides
