"""What else do we need to know? Who and what is missing, each with a next step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lif_narrative.triangulate.absences import looked_for
from lif_narrative.triangulate.convergence import Rules
from lif_narrative.triangulate.saturation import too_few
from lif_narrative.triangulate.services import unheard_services
from lif_narrative.triangulate.unheard import Missing, agencies, earlier_voices, methods, months, voices

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.records import Plan


def gaps(
    heard: pd.DataFrame,
    before: pd.DataFrame,
    now: pd.DataFrame,
    issues: pd.DataFrame,
    plan: Plan | None,
    watched: pd.DataFrame | None,
    rules: Rules,
) -> pd.DataFrame:
    """Everything that is missing, in a stable order.

    Returns
    -------
    DataFrame
        kind (voice, method, agency, team, period, watched theme, one voice, saturation), what, theme_id,
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
        *unheard_services(heard),
        *too_few(now),
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


def apart(beside: pd.DataFrame, issues: pd.DataFrame) -> pd.DataFrame:
    """Where numbers and words say different things, and shared findings of which no measure is kept.

    Parameters
    ----------
    beside : DataFrame
        theme_id, indicator, relation.
    issues : DataFrame

    Returns
    -------
    DataFrame
        Gaps of kind "numbers and words", with the columns of `gaps`.
    """
    import pandas as pd

    names = dict(zip(issues["theme_id"], issues["theme"], strict=True))
    badges = dict(zip(issues["theme_id"], issues["badge"], strict=True))
    found = []
    for theme, indicator, relation in zip(
        *(beside[c] for c in ("theme_id", "indicator", "relation")), strict=True
    ):
        if relation == "disagrees":
            what = f"{names[theme]}: the measure '{indicator}' does not say what the words say."
            found.append(
                Missing("numbers and words", what, theme, "Ask those who live it what the measure misses.")
            )
        elif not indicator and badges[theme] in ("converging", "contested"):
            what = f"{names[theme]}: no measure is kept of it."
            found.append(
                Missing("numbers and words", what, theme, "Say how we would know, in numbers or words.")
            )
    return pd.DataFrame(sorted(found), columns=list(Missing._fields))
