"""Indicators beside themes: which belongs to which, and whether numbers and words say the same.

A link is proposed from definitions and a person confirms it; the relation is worked out, and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.figures import period_key
from lif_narrative.records import Indicator, Measure
from lif_narrative.triangulate.convergence import Rules, lean
from lif_narrative.triangulate.linking import propose
from lif_narrative.triangulate.periods import AUDITS

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.triangulate import Triangulation

MIN_POINTS: Final = 4  # a trend needs at least this many values; never two
LOWER: Final = "lower is better"
HIGHER: Final = "higher is better"


def beside(
    found: Triangulation,
    themes: pd.DataFrame,
    indicators: Sequence[Indicator],
    measures: Sequence[Measure],
    encode: Callable[[list[str]], Any],
    *,
    links: pd.DataFrame | None = None,
    rules: Rules | None = None,
) -> pd.DataFrame:
    """Each indicator beside the theme it belongs to; each theme without one, silent.

    Parameters
    ----------
    found : Triangulation
    themes : DataFrame
        id, name, definition.
    indicators, measures : sequence of records
    encode : callable
        Texts to unit vectors, shape (n, d).
    links : DataFrame, optional
        theme_id, indicator (its name): links that a person confirmed. Without it they are proposed.
    rules : Rules, optional

    Returns
    -------
    DataFrame
        theme_id, indicator (its name; "" where a theme has none), relation (agrees, disagrees,
        silent), why.
    """
    import pandas as pd

    rules = rules or Rules()
    told = {str(row["theme_id"]): row for row in found.issues.to_dict("records")}
    pairs = _pairs(links) if links is not None else propose(themes, indicators, encode)
    series = {i.id: sorted((m for m in measures if m.indicator_id == i.id), key=_when) for i in indicators}
    rows = []
    for indicator in indicators:
        for theme in pairs.get(indicator.name, ()):
            if theme in told:
                side = words_lean(theme, told[theme], found.counts, rules)
                rows.append(
                    (theme, indicator.name, *relation(verdict(indicator, series[indicator.id]), side))
                )
    alone = sorted(set(told) - {row[0] for row in rows})
    rows += [(theme, "", "silent", "no measure is kept of it") for theme in alone]
    return pd.DataFrame(sorted(rows), columns=["theme_id", "indicator", "relation", "why"])


def words_lean(theme: str, issue: Mapping[Any, Any], counts: pd.DataFrame, rules: Rules) -> str:
    """Which way the words lean, for setting a number beside them.

    Where accounts contradict each other, an audit's reading and a performance measure are both the
    service's own record of itself; so the measure is set beside those who tell it otherwise: children,
    families, practitioners, partners.
    """
    if issue["badge"] != "contested":
        return lean(int(issue["strengths"]), int(issue["concerns"]), rules)
    others = counts[(counts["theme_id"] == theme) & ~counts["method"].isin(AUDITS)]
    return lean(int(others["strengths"].sum()), int(others["concerns"].sum()), rules)


def verdict(indicator: Indicator, series: Sequence[Measure]) -> str:
    """What an indicator's latest value says: strength (its target is met), concern, or "" (cannot be told).

    Without a target the direction of travel says it, where each of at least four values moved the
    same way. A value is set against its target as both are printed: 91.7 meets 92.
    """
    valued = [m for m in series if m.value is not None]
    if not valued or indicator.direction not in (HIGHER, LOWER):
        return ""
    sign = -1 if indicator.direction == LOWER else 1
    target = valued[-1].target if valued[-1].target is not None else indicator.target
    if target is not None:
        met = sign * (round(float(valued[-1].value or 0), _places(target)) - target) >= 0
        return "strength" if met else "concern"
    steps = [sign * ((b.value or 0) - (a.value or 0)) for a, b in zip(valued, valued[1:], strict=False)]
    if len(valued) < MIN_POINTS:
        return ""
    return "strength" if min(steps) > 0 else "concern" if max(steps) < 0 else ""


def relation(numbers: str, words: str) -> tuple[str, str]:
    """Whether numbers and words agree, and why it is said."""
    if not numbers:
        return "silent", "not comparable: no target, or no known direction"
    if words not in ("strength", "concern"):
        return "silent", f"the measure shows a {numbers}; the words lean to neither side"
    if numbers == words:
        return "agrees", f"both show a {words}"
    return "disagrees", f"the measure shows a {numbers}, the words a {words}"


def _pairs(links: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    grouped: Iterable[Any] = links.groupby("indicator")
    return {str(name): tuple(sorted(map(str, rows["theme_id"]))) for name, rows in grouped}


def _when(measure: Measure) -> tuple[Any, ...]:
    return period_key(measure.period), measure.area


def _places(target: float) -> int:
    text = f"{target:g}"
    return len(text.partition(".")[2])
