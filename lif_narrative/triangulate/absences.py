"""Watched subjects looked for and not found: nowhere, in an agency's returns, or in what families said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lif_narrative.triangulate.convergence import Rules
from lif_narrative.triangulate.missing import Missing
from lif_narrative.triangulate.periods import AUDITS
from lif_narrative.wording import either, listed

if TYPE_CHECKING:
    import pandas as pd

FAMILIES = "what children, parents and carers told us"


def groups(heard: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    """Groups of accounts in which a silence says something: each agency's returns, and families."""
    alone = heard["method"].isin(AUDITS - {"multi-agency audit"})
    for agency in sorted(set(heard.loc[alone, "agency"]) - {""}):
        single = (heard.loc[alone & (heard["agency"] == agency), "method"] == "single-agency audit").all()
        yield f"{agency} {'returns' if single else 'audits'}", alone & (heard["agency"] == agency)
    yield FAMILIES, heard["voice"].isin(("child", "parent_carer"))


def looked_for(heard: pd.DataFrame, watched: pd.DataFrame | None, rules: Rules) -> Iterator[Missing]:
    """Each watched subject that a search did not find, where it was looked for, and how.

    Parameters
    ----------
    heard : DataFrame
        All excerpts, with method, agency, voice, account.
    watched : DataFrame, optional
        theme_id, theme, excerpt_id (one row a hit, "" for a subject without any), how.
    """
    if watched is None or watched.empty:
        return
    places = [(name, inside, int(heard.loc[inside, "account"].nunique())) for name, inside in groups(heard)]
    places = [place for place in places if place[2] >= rules.min_change]
    nowhere = []
    for theme, hits in watched.groupby("theme"):
        found = heard["excerpt_id"].isin(set(hits["excerpt_id"]))
        name, id_ = str(theme), str(hits["theme_id"].iloc[0])
        how = " and ".join(dict.fromkeys(hits["how"])) if "how" in hits else ""
        empty = [(where, n) for where, inside, n in places if not (found & inside).any()]
        if not found.any():
            nowhere.append((name, id_, how))
        elif empty:
            n_found = int(heard.loc[found, "account"].nunique())
            yield _not_there(name, id_, empty, f"{how}; found in {n_found} accounts elsewhere".lstrip("; "))
    yield from _nowhere(nowhere, int(heard["account"].nunique()))


def _nowhere(absent: list[tuple[str, str, str]], total: int) -> Iterator[Missing]:
    """What was found nowhere: each theme of the codebook by itself, the rest of the watch-list together."""
    told = [([name], id_, how) for name, id_, how in absent if id_]
    if listed_ := [name for name, id_, _ in absent if not id_]:
        told.append((listed_, "", "by the words of the watch-list"))
    for names, id_, how in told:
        what = "; ".join(names)
        yield Missing(
            "watched theme", f"{what}: looked for in all {total} accounts and not found.", id_,
            f"Ask about this in the next conversation: {what}.", "conversation", how, f"watch nowhere {id_}",
        )  # fmt: skip


def _not_there(name: str, id_: str, empty: list[tuple[str, int]], how: str) -> Missing:
    told = [
        f"any of the {n} {where}" if where != FAMILIES else f"{where} ({n} accounts)" for where, n in empty
    ]
    families = any(where == FAMILIES for where, _ in empty)
    services = [where.rsplit(" ", 1)[0] for where, _ in empty if where != FAMILIES]
    ask = [*services, *(["families"] if families else [])]
    what = f"{name}: looked for and not found in {either(told)}."
    step = f"Ask {listed(ask)}: is it absent, or unasked?"
    method = "family feedback" if ask == ["families"] else "dip sample"
    return Missing("watched theme", what, id_, step, method, how, f"watch {name}")
