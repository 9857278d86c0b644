"""Watched themes looked for and not found: nowhere, in one agency's returns, or in what people told us."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lif_narrative.triangulate.convergence import Rules
from lif_narrative.triangulate.unheard import Missing

if TYPE_CHECKING:
    import pandas as pd


def groups(heard: pd.DataFrame, rules: Rules) -> Iterator[tuple[str, pd.Series]]:
    """Groups of accounts large enough that a silence says something: agencies' returns, methods, families."""
    returns = heard["method"] == "single-agency audit"
    for agency in sorted(set(heard.loc[returns, "agency"]) - {""}):
        yield f"the {agency} returns", returns & (heard["agency"] == agency)
    told = heard["voice"].isin(("child", "parent_carer"))
    yield "anything children, parents or carers told us", told


def looked_for(heard: pd.DataFrame, watched: pd.DataFrame | None, rules: Rules) -> Iterator[Missing]:
    """Each watched theme that a search did not find, and where it was looked for.

    Parameters
    ----------
    heard : DataFrame
        All excerpts, with method, agency, voice, account.
    watched : DataFrame, optional
        theme_id, theme, excerpt_id; one row a hit, excerpt_id "" for a theme without any.
    """
    if watched is None or watched.empty:
        return
    for key, hits in watched.groupby(["theme_id", "theme"]):
        theme_id, theme = map(str, key)
        found = heard["excerpt_id"].isin(set(hits["excerpt_id"]))
        if not found.any():
            total = heard["account"].nunique()
            yield Missing("watched theme", f"{theme}: looked for in all {total} accounts and not found.",
                          theme_id, f"Ask about {theme} in the next conversation.")  # fmt: skip
            continue
        for name, inside in groups(heard, rules):
            n = heard.loc[inside, "account"].nunique()
            if n >= rules.min_change and not (found & inside).any():
                yield Missing("watched theme", f"{theme}: looked for in {name} ({n} accounts) and not found.",
                              theme_id, f"Ask about {theme} there: is it absent, or unasked?")  # fmt: skip
