"""Drawing the cases of an audit: by chance, seeded, and spread over the kinds of case that matter."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    import pandas as pd


def sample(cases: pd.DataFrame, n: int, by: str | Sequence[str] = (), seed: int = 0) -> pd.DataFrame:
    """Draw `n` cases, from each stratum in proportion to its size and at least one where there is room.

    The draw depends on the seed and on the cases' labels alone: the same list in another order, or on
    another machine, gives the same cases, and a longer list keeps most of them.

    Parameters
    ----------
    cases : DataFrame
        A column `case` of labels (pseudonyms, never names), and the columns to stratify by.
    n : int
        How many to draw.
    by : str or sequence of str
        Columns whose combinations are the strata, such as age band or team; none for a plain draw.
    seed : int
        Kept with the plan, so that anyone can draw again.

    Returns
    -------
    DataFrame
        The drawn rows, by case, with `stratum` and `of` (cases in the stratum).

    Raises
    ------
    NarrativeError
        There are fewer cases than asked for, a label comes twice, or a column is missing.

    References
    ----------
    Largest remainders (Hamilton) for the shares; Cochran (1977), Sampling techniques, chapter 5.
    """
    import pandas as pd

    names = [by] if isinstance(by, str) else list(by)
    _check(cases, n, names)
    labels = cases["case"].astype(str)
    strata = (
        cases[names].fillna("").astype(str).agg(" · ".join, axis=1) if names else pd.Series("", cases.index)
    )
    table = cases.assign(stratum=strata, lot=[_lot(seed, label) for label in labels])
    sizes = table["stratum"].value_counts().sort_index()
    shares = allocate({str(k): int(v) for k, v in sizes.items()}, n)
    drawn = [
        rows.sort_values(["lot", "case"]).head(shares[str(name)]).assign(of=len(rows))
        for name, rows in table.groupby("stratum")
    ]
    return pd.concat(drawn).drop(columns="lot").sort_values("case", ignore_index=True)


def allocate(sizes: dict[str, int], n: int) -> dict[str, int]:
    """How many to draw from each stratum: one each where there is room, the rest by largest remainders."""
    total = sum(sizes.values())
    first = {name: int(n >= len(sizes)) for name in sizes}
    left = n - sum(first.values())
    wanted = {name: max(0.0, n * size / total - first[name]) for name, size in sizes.items()}
    scale = left / sum(wanted.values()) if sum(wanted.values()) else 0.0
    exact = {name: min(sizes[name] - first[name], share * scale) for name, share in wanted.items()}
    given = {name: first[name] + int(exact[name]) for name in sizes}
    order = sorted(sizes, key=lambda name: (int(exact[name]) - exact[name], -sizes[name], name))
    while sum(given.values()) < n:
        for name in order:
            if given[name] < sizes[name] and sum(given.values()) < n:
                given[name] += 1
    return given


def _lot(seed: int, label: str) -> str:
    return hashlib.sha256(f"{seed}\x1f{label}".encode()).hexdigest()


def _check(cases: pd.DataFrame, n: int, names: list[str]) -> None:
    missing = [name for name in ("case", *names) if name not in cases.columns]
    if missing:
        raise NarrativeError(f"The list of cases has no column {', '.join(missing)}.")
    if cases["case"].duplicated().any():
        raise NarrativeError("A case stands twice in the list. Give each case one row.")
    if not 0 < n <= len(cases):
        raise NarrativeError(f"There are {len(cases)} cases; {n} cannot be drawn from them.")
