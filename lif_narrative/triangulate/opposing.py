"""What speaks against a claim: the strongest excerpts on the other side, one an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

OTHER: Final = {"strength": "concern", "concern": "strength"}


def against(
    coded: pd.DataFrame, theme_id: str, side: str, n: int = 3, resting: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """The strongest excerpts under a theme that speak against a claim.

    Strength is the coding's probability times that of the opposite side; an excerpt that holds both sides
    counts half. Accounts that the claim rests on go last: what others say weighs more than its own doubts.

    Parameters
    ----------
    coded : DataFrame
        excerpt_id, theme_id, polarity, account, method, voice; optionally score, p_strength, p_concern.
    theme_id : str
    side : {"strength", "concern"}
        What the claim says.
    n : int
        At most so many, one an account.
    resting : frozenset of str
        Excerpts that the claim rests on.

    Returns
    -------
    DataFrame
        excerpt_id, account, method, voice, polarity, strength (0 to 1); the strongest first, and stable.
    """
    other = OTHER[side]
    rows = coded[(coded["theme_id"] == theme_id) & coded["polarity"].isin((other, "mixed"))]
    rows = rows[~rows["excerpt_id"].isin(resting)]
    sure = rows["score"].fillna(1.0) if "score" in rows else 1.0
    likely = rows[f"p_{other}"].fillna(1.0) if f"p_{other}" in rows else 1.0
    half = rows["polarity"].map({"mixed": 0.5}).fillna(1.0)
    own = set(coded.loc[coded["excerpt_id"].isin(resting), "account"])
    ranked = rows.assign(strength=half * sure * likely, own=rows["account"].isin(own))
    ranked = ranked.sort_values(["own", "strength", "excerpt_id"], ascending=[True, False, True])
    first = ranked.drop_duplicates("account").head(n)
    return first[["excerpt_id", "account", "method", "voice", "polarity", "strength"]].reset_index(drop=True)
