"""What recurs over methods and voices, where they agree or contradict, and what is missing.

`triangulate(codings)` takes codings from anywhere: this project, another tool, a published study.
It counts accounts (one person's or one form's telling), never mentions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lif_narrative.errors import NarrativeError
from lif_narrative.triangulate.change import change
from lif_narrative.triangulate.convergence import Rules, matrix
from lif_narrative.triangulate.duplicates import copies, once
from lif_narrative.triangulate.falling import without_one
from lif_narrative.triangulate.gaps import gaps
from lif_narrative.triangulate.periods import old_periods
from lif_narrative.triangulate.recurring import count, recur
from lif_narrative.triangulate.saturation import curve
from lif_narrative.triangulate.sure import counted
from lif_narrative.triangulate.tellings import tellings, whole
from lif_narrative.triangulate.watching import by_codes, joined, looked_by_words
from lif_narrative.verbs import make_verb

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.records import Plan

COMPARED: Final = ("method", "voice", "agency")
__all__ = ["COMPARED", "Rules", "Triangulation", "count", "triangulate"]


@dataclass(frozen=True)
class Triangulation:
    """What `triangulate` found, as tables with documented columns.

    `crossed` gives the same matrix over voices or agencies, `falls` the findings that one source carries,
    `saturation` the curve of new themes.

    issues: theme_id theme badge n_cases n_sources n_accounts n_methods n_voices strengths concerns
    state lean. convergence: theme_id method_a method_b relation lean_a lean_b why. gaps: id kind what
    theme_id next_step next_method how. counts: theme_id method n_accounts judged strengths concerns
    n_cases n_sources lean. change: see `change.change`. copies: see `duplicates.copies`.
    """

    issues: pd.DataFrame = field(repr=False)
    convergence: pd.DataFrame = field(repr=False)
    gaps: pd.DataFrame = field(repr=False)
    counts: pd.DataFrame = field(repr=False)
    change: pd.DataFrame = field(repr=False)
    copies: pd.DataFrame = field(repr=False)
    now: pd.DataFrame = field(repr=False)
    heard: Mapping[str, frozenset[str]] = field(repr=False)
    rules: Rules = field(repr=False)

    def crossed(self, by: str) -> pd.DataFrame:
        """The convergence matrix over voices or agencies, with the columns of `convergence`."""
        return matrix(count(self.now, by, self.rules), by, self.heard[by])

    def falls(self) -> pd.DataFrame:
        """Findings that fall when one source is taken out: theme_id badge source badge_without."""
        return without_one(self.now, self.rules)

    def saturation(self) -> pd.DataFrame:
        """How many themes so many sources bring: n_sources themes new (expected, over every order)."""
        return curve(self.now)


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
    if by not in COMPARED:
        raise NarrativeError(f"Triangulation is by method, voice or agency, not by '{by}'.")
    coded = counted(whole(codings), rules)
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
    known = {name: frozenset(said[name]) - {"", "none"} for name in COMPARED}
    cells = matrix(counts, by, known[by], asked)
    wanting = gaps(said, before, now, issues, plan, sought(said, current, watched, themes, rules), rules)
    return Triangulation(issues, cells, wanting, counts, moved, found, now, known, rules)


def sought(
    said: pd.DataFrame, coded: pd.DataFrame, watched: pd.DataFrame | None, themes: pd.DataFrame | None,
    rules: Rules,
) -> pd.DataFrame | None:  # fmt: skip
    """What the search for watched subjects found: the codebook's by its codes, the watch-list's by words."""
    if not rules.watch or "text" not in said.columns:
        return watched
    return joined(by_codes(coded, watched, themes), looked_by_words(said))


make_verb(__name__)
