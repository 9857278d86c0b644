"""Indicators beside themes: which belongs to which, and whether numbers and words say the same.

A link is proposed from definitions and a person confirms it; the relation is worked out, and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lif_narrative.records import Indicator, Measure
from lif_narrative.triangulate.convergence import Rules, lean
from lif_narrative.triangulate.linking import propose
from lif_narrative.triangulate.links import Link, themes_of
from lif_narrative.triangulate.numbers import own, verdict
from lif_narrative.triangulate.periods import AUDITS

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.triangulate import Triangulation


def beside(
    found: Triangulation,
    themes: pd.DataFrame,
    indicators: Sequence[Indicator],
    measures: Sequence[Measure],
    encode: Callable[[list[str]], Any],
    *,
    links: pd.DataFrame | None = None,
    decided: Mapping[tuple[str, str], Link] | None = None,
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
        theme_id, indicator (its name): the links there are. Without it they are proposed.
    decided : mapping, optional
        What people said of links (`links.replay`): goes before what is proposed and worked out.
    rules : Rules, optional

    Returns
    -------
    DataFrame
        theme_id, indicator (its name; "" where a theme has none), relation (agrees, disagrees, silent,
        not comparable), why (both sides), link (proposed, confirmed), set_by (who set the relation).
    """
    import pandas as pd

    rules, decided = rules or Rules(), decided or {}
    told = {str(row["theme_id"]): row for row in found.issues.to_dict("records")}
    pairs = _pairs(links) if links is not None else propose(themes, indicators, encode)
    rows = []
    for indicator in indicators:
        series = own(m for m in measures if m.indicator_id == indicator.id)
        for theme, standing in themes_of(indicator.id, pairs.get(indicator.name, ()), decided).items():
            if theme in told:
                side = words_lean(theme, told[theme], found.counts, rules)
                row = (
                    *relation(verdict(indicator, series), side),
                    "confirmed" if links is not None else standing,
                )
                rows.append((theme, indicator.name, *_settled(row, decided.get((theme, indicator.id)))))
    alone = sorted(set(told) - {row[0] for row in rows})
    rows += [(theme, "", "silent", "no measure is kept of it", "", "") for theme in alone]
    columns = ["theme_id", "indicator", "relation", "why", "link", "set_by"]
    return pd.DataFrame(sorted(rows), columns=columns)


def _settled(row: tuple[str, str, str], link: Link | None) -> tuple[str, str, str, str]:
    """A row's relation, or the one that a person set, with what was worked out beside it."""
    computed, why, standing = row
    if link is None or not link.relation:
        return computed, why, standing, ""
    return link.relation, f"set by a person; worked out: {computed} ({why})", standing, link.related_by


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


def relation(numbers: str, words: str) -> tuple[str, str]:
    """Whether numbers and words agree, and why it is said."""
    if not numbers:
        return "not comparable", "no target is known, or no direction, and no signal in the series"
    if words not in ("strength", "concern"):
        return "silent", f"the measure shows a {numbers}; the words lean to neither side"
    if numbers == words:
        return "agrees", f"both show a {words}"
    return "disagrees", f"the measure shows a {numbers}, the words a {words}"


def _pairs(links: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    grouped: Iterable[Any] = links.groupby("indicator")
    return {str(name): tuple(sorted(map(str, rows["theme_id"]))) for name, rows in grouped}
