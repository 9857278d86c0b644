"""How far each theme recurs: its accounts by method, voice or agency, its badge and its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lif_narrative.triangulate.convergence import Rules, badge, leanings
from lif_narrative.triangulate.tellings import held, spread

if TYPE_CHECKING:
    import pandas as pd


def count(now: pd.DataFrame, by: str, rules: Rules) -> pd.DataFrame:
    """Accounts of each theme for each method (voice, agency), and which way they lean."""
    named = now[~now[by].isin(("", "none"))]
    counts = held(named, ["theme_id", by]).merge(
        spread(named, ["theme_id", by])[["theme_id", by, "n_cases", "n_sources"]], on=["theme_id", by]
    )
    return counts.assign(lean=leanings(counts, rules))


def recur(
    now: pd.DataFrame, rules: Rules, moved: pd.DataFrame, themes: pd.DataFrame | None = None
) -> pd.DataFrame:
    """One row for each theme that is coded now: how far it recurs, its badge and its state."""
    issues = held(now, ["theme_id"]).merge(spread(now, ["theme_id"]), on="theme_id")
    issues["lean"] = leanings(issues, rules)
    found = badges(now, rules)
    issues["badge"] = [found[theme] for theme in issues["theme_id"]]
    names = {} if themes is None else dict(zip(themes["id"], themes["name"], strict=True))
    issues["theme"] = [names.get(theme, theme) for theme in issues["theme_id"]]
    states = dict(zip(moved["theme_id"], moved["state"], strict=True))
    issues["state"] = [states.get(theme, "") for theme in issues["theme_id"]]
    columns = ["theme_id", "theme", "badge", "n_cases", "n_sources", "n_accounts", "n_methods", "n_voices",
               "strengths", "concerns", "state", "lean", "n_agencies"]  # fmt: skip
    return issues[columns].sort_values("theme_id", ignore_index=True)


def badges(now: pd.DataFrame, rules: Rules) -> dict[str, str]:
    """Each theme's badge, "" for none."""
    counts = held(now[now["method"] != ""], ["theme_id", "method"])
    counts = counts.assign(lean=leanings(counts, rules))
    sure = counts["expected"] >= rules.surety * rules.min_accounts
    counts["judged"] = counts["judged"].where(sure, 0)  # too doubtful to make a badge
    sides = {t: list(zip(m["lean"], m["judged"], strict=True)) for t, m in counts.groupby("theme_id")}
    known = now[["theme_id", "source", "account"]].groupby("theme_id").nunique()
    return {
        str(theme): badge(int(sources), int(accounts), sides.get(theme, []), rules)
        for theme, sources, accounts in zip(known.index, known["source"], known["account"], strict=True)
    }
