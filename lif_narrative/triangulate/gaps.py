"""What else do we need to know? Who and what is missing, each with a next step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lif_narrative.triangulate.absences import looked_for
from lif_narrative.triangulate.convergence import Rules
from lif_narrative.triangulate.missing import Missing
from lif_narrative.triangulate.saturation import too_few
from lif_narrative.triangulate.services import unheard_services
from lif_narrative.triangulate.times import earlier_voices, methods, months
from lif_narrative.triangulate.unheard import agencies, cases, voices, young

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
        id, kind (voice, method, agency, team, case, period, watched theme, one voice, saturation), what,
        theme_id, next_step, next_method, how.
    """
    found = [
        *voices(heard, plan),
        *young(heard),
        *cases(heard, plan),
        *methods(heard, plan),
        *agencies(heard, plan),
        *months(heard),
        *earlier_voices(heard, before),
        *looked_for(heard, watched, rules),
        *one_voice(heard, issues),
        *unheard_services(heard),
        *too_few(now),
    ]
    return table(found)


def table(found: Iterable[Missing]) -> pd.DataFrame:
    """Gaps as rows, each once, in a stable order."""
    import pandas as pd

    rows = [(gap.id, *gap[:6]) for gap in sorted(dict.fromkeys(found))]
    return pd.DataFrame(rows, columns=["id", *Missing._fields[:6]])


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
            "conversation",
            key="one voice",
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
    names = dict(zip(issues["theme_id"], issues["theme"], strict=True))
    badges = dict(zip(issues["theme_id"], issues["badge"], strict=True))
    found = []
    cells = zip(*(beside[c] for c in ("theme_id", "indicator", "relation")), strict=True)
    for theme, indicator, relation in cells:
        if relation == "disagrees":
            what = f"{names[theme]}: the measure '{indicator}' does not say what the words say."
            step = "Ask those who live it what the measure misses."
            key = f"disagrees {indicator}"
            found.append(Missing("numbers and words", what, theme, step, "conversation", key=key))
        elif not indicator and badges[theme] in ("converging", "contested"):
            what = f"{names[theme]}: no measure is kept of it."
            step = "Say how we would know, in numbers or words."
            found.append(
                Missing("numbers and words", what, theme, step, "performance data", key="no measure")
            )
    return table(found)
