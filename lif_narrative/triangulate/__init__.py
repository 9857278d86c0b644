"""What recurs over methods and voices, where they agree or contradict, and what is missing.

`triangulate(codings)` takes codings from anywhere: this project, another tool, a published study.
It counts accounts (one person's or one form's telling), never mentions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lif_narrative.errors import NarrativeError
from lif_narrative.triangulate.change import change
from lif_narrative.triangulate.convergence import Rules, badge, leanings, matrix
from lif_narrative.triangulate.duplicates import copies, once
from lif_narrative.triangulate.gaps import gaps
from lif_narrative.triangulate.periods import old_periods
from lif_narrative.triangulate.tellings import held, spread, tellings, whole
from lif_narrative.verbs import make_verb

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.records import Plan


@dataclass(frozen=True)
class Triangulation:
    """What `triangulate` found, as tables with documented columns.

    issues: theme_id theme badge n_cases n_sources n_accounts n_methods n_voices strengths concerns
    state lean. convergence: theme_id method_a method_b relation lean_a lean_b why. gaps: kind what
    theme_id next_step. counts: theme_id method n_accounts judged strengths concerns n_cases
    n_sources lean. change: see `change.change`. copies: see `duplicates.copies`.
    """

    issues: pd.DataFrame = field(repr=False)
    convergence: pd.DataFrame = field(repr=False)
    gaps: pd.DataFrame = field(repr=False)
    counts: pd.DataFrame = field(repr=False)
    change: pd.DataFrame = field(repr=False)
    copies: pd.DataFrame = field(repr=False)


def triangulate(
    codings: pd.DataFrame,
    by: str = "method",
    *,
    earlier: pd.DataFrame | None = None,
    asked: Mapping[str, Collection[str]] | None = None,
    plan: Plan | None = None,
    watched: pd.DataFrame | None = None,
    themes: pd.DataFrame | None = None,
    heard: pd.DataFrame | None = None,
    rules: Rules | None = None,
) -> Triangulation:
    """Set the accounts of each theme beside each other.

    Parameters
    ----------
    codings : DataFrame
        One row a coded excerpt: excerpt_id, theme_id, polarity (strength, concern, mixed, neutral),
        case, source, account, method, voice. Optional: agency, team, period, reported, text (by
        which near-copies are found). An account must be unique over the material.
    by : {"method", "voice", "agency"}
        What the convergence matrix compares.
    earlier : DataFrame, optional
        Codings of the audit before. Without it, rows whose period is an earlier audit's are set
        beside, and never mixed into the counts of now.
    asked : mapping of method to theme ids, optional
        What each method asks about, so that "not asked" is told from "silent".
    plan : Plan, optional
        What was invited: what did not come is a gap.
    watched : DataFrame, optional
        theme_id, theme, excerpt_id: what a search for the watched themes found; excerpt_id "" for
        a theme that was looked for and not found.
    themes : DataFrame, optional
        id and name of each theme.
    heard : DataFrame, optional
        All excerpts, coded or not, with the columns of codings but theme_id: who was heard at all.
    rules : Rules, optional

    Returns
    -------
    Triangulation

    Raises
    ------
    NarrativeError
        A column is missing, or `by` is no column to compare.
    """
    rules = rules or Rules()
    if by not in ("method", "voice", "agency"):
        raise NarrativeError(f"Triangulation is by method, voice or agency, not by '{by}'.")
    coded = whole(codings)
    said = coded if heard is None else whole(heard.assign(theme_id="any"))
    old = frozenset() if earlier is not None else old_periods(said, rules)
    before = whole(earlier) if earlier is not None else coded[coded["period"].isin(old)]
    current, said = (frame[~frame["period"].isin(old)] for frame in (coded, said))
    found = copies(current, rules)
    now = tellings(once(current, found, rules))
    then = tellings(once(before, copies(before, rules), rules))
    counts = count(now, by, rules)
    moved = change(then, now, rules)
    issues = recur(now, rules, moved, themes)
    cells = matrix(counts, by, set(said[by]) - {"", "none"}, asked)
    wanting = gaps(said, before, now, issues, plan, watched, rules)
    return Triangulation(issues, cells, wanting, counts, moved, found)


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
    counts = count(now, "method", rules)
    sides = {t: list(zip(m["lean"], m["judged"], strict=True)) for t, m in counts.groupby("theme_id")}
    known = now[["theme_id", "source", "account"]].groupby("theme_id").nunique()
    return {
        str(theme): badge(int(sources), int(accounts), sides.get(theme, []), rules)
        for theme, sources, accounts in zip(known.index, known["source"], known["account"], strict=True)
    }


make_verb(__name__)
