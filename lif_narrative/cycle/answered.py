"""What an audit invited, and what has arrived of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.records import Plan
from lif_narrative.triangulate.invited import answers

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = ("what", "name", "invited", "arrived", "missing", "accounts", "files")


def planned(plan: Plan, heard: pd.DataFrame) -> pd.DataFrame:
    """What was invited, what arrived, and what came unasked.

    Parameters
    ----------
    plan : Plan
    heard : DataFrame
        All excerpts of the plan's period, with method, voice, reported, agency, team, case, account, source.

    Returns
    -------
    DataFrame
        what (method, agency, voice, case), name, invited, arrived, missing, accounts, files; the
        missing first within each kind. Agencies are named, never people.
    """
    import pandas as pd

    rows = [row for what in ("method", "agency", "voice", "case") for row in _of(what, plan, heard)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _of(what: str, plan: Plan, heard: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    invited = {"method": plan.methods, "agency": plan.agencies, "voice": plan.voices, "case": plan.cases}[
        what
    ]
    rows, ticked = [], set()
    for name in invited:
        came = heard[_said(what, name, heard)]
        ticked |= set(came[what]) if what in came else set()
        rows.append(
            (
                what,
                name,
                True,
                not came.empty,
                came.empty,
                came["account"].nunique(),
                came["source"].nunique(),
            )
        )
    for name in sorted(set(heard[what]) - ticked - {"", "none"}):
        came = heard[heard[what] == name]
        rows.append((what, name, False, True, False, came["account"].nunique(), came["source"].nunique()))
    yield from sorted(rows, key=lambda row: (not row[4], not row[2], row[1]))


def _said(what: str, name: str, heard: pd.DataFrame) -> pd.Series:
    """Where what was invited is heard."""
    if what == "agency":
        return heard["agency"].map(lambda a: answers(name, a)) | heard["team"].map(lambda a: answers(name, a))
    if what == "voice":
        return (heard["voice"] == name) | (heard["reported"] == name)
    return heard[what].str.casefold() == name.casefold()
