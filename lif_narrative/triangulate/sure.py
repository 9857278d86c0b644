"""Which of a model's codings count: those it is nearly as sure of as of its surest.

A model that is torn between themes puts one sentence under several. Of 9,881 codings of fictional audit
sentences, those within 0.1 of the surest on their sentence were right in 82 of 100, those further behind in
51. Counted alike, such strays make every method undecided. So where a model coded, only its surest say
counts, and what it is nearly as sure of: on the sentence, and within one account on the theme. What a person
said counts in full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lif_narrative.triangulate.convergence import Rules

if TYPE_CHECKING:
    import pandas as pd


def counted(codings: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """The codings that count.

    Parameters
    ----------
    codings : DataFrame
        excerpt_id, theme_id, account, and optionally score: the probability of the coding, 0 to 1; 1 for
        a person's. Without scores all count.
    rules : Rules
        `margin`; 1 lets every coding count.
    """
    if "score" not in codings.columns or rules.margin >= 1 or codings.empty:
        return codings
    score = codings["score"].fillna(1.0).astype(float)
    best = score.groupby(codings["excerpt_id"]).transform("max")
    near = codings[score >= best - rules.margin]
    score = near["score"].fillna(1.0).astype(float)
    best = score.groupby([near["account"], near["theme_id"]]).transform("max")
    return near[(score >= best - rules.margin) | (score >= 1)]
