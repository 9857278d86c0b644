"""Who said what of each theme: one row for each telling, so that mentions never count.

A telling is what one account holds of one theme. Rows from separate shards add up: join them
and call `add`. Everything that `triangulate` counts is counted from this table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    import pandas as pd

NEEDED: Final = ("excerpt_id", "theme_id", "polarity", "case", "source", "account", "method", "voice")
KEYS: Final = ("theme_id", "method", "voice", "agency", "account", "source", "case", "period")
WORTH: Final = {"strength": "any", "concern": "any", "sure": "max"}  # how tellings of one account add up


def whole(codings: pd.DataFrame) -> pd.DataFrame:
    """Codings with every column that counting needs, blanks as "".

    An excerpt that comes twice, under two accounts, stays with the first.

    Raises
    ------
    NarrativeError
        A needed column is missing, or a polarity is none of strength, concern, mixed, neutral.
    """
    missing = [name for name in NEEDED if name not in codings.columns]
    if missing:
        raise NarrativeError(
            f"The codings have no column {', '.join(missing)}. Triangulation needs {', '.join(NEEDED)}."
        )
    frame = codings.copy()
    for name in (*NEEDED, "agency", "team", "period", "reported"):
        frame[name] = frame[name].fillna("").astype(str) if name in frame else ""
    strange = sorted(set(frame["polarity"]) - {"strength", "concern", "mixed", "neutral", ""})
    if strange:
        raise NarrativeError(
            f"Column polarity holds {len(strange)} unknown values. Use strength, concern, mixed or neutral."
        )
    frame["account"] = frame["account"].where(frame["account"] != "", frame["source"])
    first = frame.groupby("excerpt_id")["account"].transform("min")
    return frame[(frame["theme_id"] != "") & (frame["account"] == first)]


def one_return(frame: pd.DataFrame) -> pd.Series:
    """Accounts, with the parts of one return as one.

    What one agency (and team) returns on one child in one audit is one telling, though it came in several
    files; the first account by name stands for it.
    """
    returns = (frame["method"] == "single-agency audit") & (frame["case"] != "") & (frame["agency"] != "")
    keys = [frame[name] for name in ("method", "agency", "team", "case", "period")]
    first = frame["account"].groupby(keys).transform("min")
    return frame["account"].where(~returns, first)


def tellings(codings: pd.DataFrame) -> pd.DataFrame:
    """One row for each theme, account and voice, with whether it holds a strength or a concern.

    Parameters
    ----------
    codings : DataFrame
        One row for each coded excerpt; several coders may have coded the same one. A mixed excerpt
        holds both a strength and a concern, a neutral one neither.

    Returns
    -------
    DataFrame
        Columns theme_id, method, voice, agency, account, source, case, period, strength, concern, sure
        (the probability of the surest coding; 1 where no score is given, and for a person's).
    """
    frame = whole(codings)
    frame["sure"] = frame["score"].fillna(1.0).astype(float) if "score" in frame else 1.0
    frame["account"] = one_return(frame)
    frame["strength"] = frame["polarity"].isin(("strength", "mixed"))
    frame["concern"] = frame["polarity"].isin(("concern", "mixed"))
    return add([frame])


def add(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Tellings of several shards as one table; in any order, with the same account in several."""
    import pandas as pd

    rows = pd.concat(list(parts), ignore_index=True)
    return rows.groupby(list(KEYS), as_index=False, sort=True).agg(WORTH)


def held(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Accounts that hold strengths and concerns, for each group of `by`.

    Returns
    -------
    DataFrame
        `by`, then n_accounts, judged (accounts that hold either), strengths, concerns, and expected: how
        many of those that judged are to be expected to be of the theme, as sure as their coding is.
    """
    each = rows.groupby([*by, "account"], as_index=False).agg(WORTH)
    each["judged"] = each["strength"] | each["concern"]
    each["expected"] = each["sure"].where(each["judged"], 0.0)
    return each.groupby(by, as_index=False).agg(
        n_accounts=("account", "size"), judged=("judged", "sum"),
        strengths=("strength", "sum"), concerns=("concern", "sum"), expected=("expected", "sum"),
    )  # fmt: skip


def spread(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Independent cases, sources, methods, agencies and voices for each group of `by`, blanks apart."""
    counted = {"case": "n_cases", "source": "n_sources", "method": "n_methods", "agency": "n_agencies",
               "voice": "n_voices"}  # fmt: skip
    values = rows[list(counted)]
    known = values.where(~values.isin(("", "none")))
    return known.groupby([rows[name] for name in by]).nunique().rename(columns=counted).reset_index()
