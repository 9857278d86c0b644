"""Where methods agree, partly agree, are silent or contradict: the convergence coding matrix.

The rule is written out in `Rules`, so that a partnership can read it and change it.

References
----------
Farmer, Robinson, Elliott and Eyles (2006), Developing and implementing a triangulation protocol
for qualitative health research, Qualitative Health Research 16(3), 377-394.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings of triangulation; the defaults are those the documentation states.

    `factor`: a method leans to strength when at least this many times as many of its accounts hold
    a strength as hold a concern, and the other way round. `min_accounts`: what a method needs for
    its leaning to make a badge. `min_methods`: how many such methods converge. `min_change`:
    accounts needed on each side before a change is spoken of. `bulk`: a period is current when it
    has at least this share of the accounts of the largest one. `same_words`: shared share of words
    from which two excerpts are one text; `min_words`: shorter excerpts are never taken as copies,
    since two people may well say the same five words. `margin`: a model's coding counts while its
    probability is within this of the surest one on the same sentence, and in the same account on the same
    theme; a person's coding always counts. `surety`: a method makes a badge when the accounts expected to
    be rightly placed, as sure as their codings are, come to this share of `min_accounts`. `watch`: whether
    the watch-list of subjects easily unseen is looked for.
    """

    factor: float = 2.0
    min_accounts: int = 2
    min_methods: int = 3
    min_change: int = 3
    bulk: float = 0.2
    same_words: float = 0.8
    min_words: int = 10
    margin: float = 0.1
    surety: float = 0.75
    watch: bool = True

    def __post_init__(self) -> None:
        shares = all(0 < share <= 1 for share in (self.same_words, self.bulk)) and 0 <= self.margin <= 1
        if self.factor < 1 or self.surety < 0 or not shares:
            raise NarrativeError(
                "Rules need factor >= 1, surety >= 0, and same_words, bulk and margin between 0 and 1."
            )


def lean(strengths: int, concerns: int, rules: Rules) -> str:
    """Which way accounts lean: strength, concern, undecided, or "" when none judged."""
    if strengths + concerns == 0:
        return ""
    if strengths >= rules.factor * concerns:
        return "strength"
    if concerns >= rules.factor * strengths:
        return "concern"
    return "undecided"


def leanings(counts: pd.DataFrame, rules: Rules) -> list[str]:
    """The leaning of each row of counts (columns strengths, concerns)."""
    pairs = zip(counts["strengths"], counts["concerns"], strict=True)
    return [lean(int(strengths), int(concerns), rules) for strengths, concerns in pairs]


def relation(first: str, second: str) -> str:
    """How two leanings stand to each other; two undecided ones agree in part."""
    if not first or not second:
        return "silence"
    if "undecided" in (first, second):
        return "partial agreement"
    return "agreement" if first == second else "dissonance"


def matrix(
    counts: pd.DataFrame, by: str, heard: Collection[str], asked: Mapping[str, Collection[str]] | None = None
) -> pd.DataFrame:
    """Every theme by every pair of what was heard, once a pair, in alphabetical order.

    Parameters
    ----------
    counts : DataFrame
        theme_id, `by`, lean.
    heard : collection of str
        All methods (voices, agencies) that the material holds, also those silent on a theme.
    asked : mapping of method to theme ids, optional
        What each method asks about. A method that never asks cannot be silent: `why` says so.

    Returns
    -------
    DataFrame
        theme_id, {by}_a, {by}_b, relation, lean_a, lean_b, why ("", "silent" or "not asked").
    """
    import pandas as pd

    known = dict(zip(zip(counts["theme_id"], counts[by], strict=True), counts["lean"], strict=True))
    rows = []
    for theme in sorted(set(counts["theme_id"])):
        for first, second in combinations(sorted(heard), 2):
            leans = known.get((theme, first), ""), known.get((theme, second), "")
            quiet = [name for name, side in zip((first, second), leans, strict=True) if not side]
            unasked = [name for name in quiet if asked and name in asked and theme not in asked[name]]
            why = "not asked" if unasked else "silent" if quiet else ""
            rows.append((theme, first, second, relation(*leans), *leans, why))
    columns = ["theme_id", f"{by}_a", f"{by}_b", "relation", "lean_a", "lean_b", "why"]
    return pd.DataFrame(rows, columns=columns)


def badge(n_sources: int, n_accounts: int, methods: Collection[tuple[str, int]], rules: Rules) -> str:
    """What kind of finding a theme is: single-source, contested, converging, or "".

    `methods` holds each method's leaning and the accounts that judged. One account that came in
    several files is still a single source.
    """
    if n_sources <= 1 or n_accounts <= 1:
        return "single-source"
    leans = [side for side, judged in methods if judged >= rules.min_accounts]
    strong, worried = leans.count("strength"), leans.count("concern")
    if strong and worried:
        return "contested"
    return "converging" if max(strong, worried) >= rules.min_methods else ""
