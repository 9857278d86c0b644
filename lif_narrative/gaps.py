"""What else do we need to know? Who and what is missing, each with a next step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lif_narrative.absences import looked_for
from lif_narrative.convergence import Rules
from lif_narrative.unheard import Missing, agencies, earlier_voices, methods, months, voices

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.records import Plan


def gaps(
    heard: pd.DataFrame,
    before: pd.DataFrame,
    issues: pd.DataFrame,
    plan: Plan | None,
    watched: pd.DataFrame | None,
    rules: Rules,
) -> pd.DataFrame:
    """Everything that is missing, in a stable order.

    Returns
    -------
    DataFrame
        kind (voice, method, agency, team, period, case, watched theme, one voice), what, theme_id,
        next_step.
    """
    import pandas as pd

    found = [
        *voices(heard, plan),
        *methods(heard, plan),
        *agencies(heard, plan),
        *months(heard),
        *earlier_voices(heard, before),
        *looked_for(heard, watched, rules),
        *one_voice(heard, issues),
    ]
    rows = sorted(dict.fromkeys(Missing(*row) for row in found))
    return pd.DataFrame(rows, columns=list(Missing._fields))


def one_voice(heard: pd.DataFrame, issues: pd.DataFrame) -> Iterator[Missing]:
    """Themes that recur, though one voice alone speaks of them."""
    if heard["voice"].nunique() < 2:
        return
    lone = issues[(issues["n_voices"] == 1) & (issues["n_accounts"] >= 3)]
    for row in lone.to_dict("records"):
        yield Missing(
            "one voice",
            f"{row['theme']}: {row['n_accounts']} accounts, all of one voice.",
            row["theme_id"],
            "Ask another voice about it.",
        )
