"""Whether more sources would still bring new themes, and which findings one source carries."""

from __future__ import annotations

from collections.abc import Iterator
from math import comb
from typing import TYPE_CHECKING, Final

from lif_narrative.triangulate.convergence import Rules
from lif_narrative.triangulate.missing import Missing
from lif_narrative.triangulate.recurring import badges

if TYPE_CHECKING:
    import pandas as pd

STILL_NEW: Final = 0.25  # themes that one more source is expected to add, from which it is a gap


def curve(now: pd.DataFrame) -> pd.DataFrame:
    """How many themes are met after 1, 2, … sources, on average over every order of them.

    Parameters
    ----------
    now : DataFrame
        Tellings, or codings: theme_id and source.

    Returns
    -------
    DataFrame
        n_sources, themes (expected), new (what the last one added).

    References
    ----------
    Hurlbert (1971), The nonconcept of species diversity, Ecology 52(4), 577-586 (rarefaction).
    """
    import pandas as pd

    held = now.groupby("theme_id")["source"].nunique().tolist()
    total = int(now["source"].nunique())
    met = [sum(1 - comb(total - n, k) / comb(total, k) for n in held) for k in range(total + 1)]
    rows = [(k, met[k], met[k] - met[k - 1]) for k in range(1, total + 1)]
    return pd.DataFrame(rows, columns=["n_sources", "themes", "new"])


def too_few(now: pd.DataFrame) -> Iterator[Missing]:
    """A gap where one more source would probably still bring a new theme."""
    if now.empty:
        return
    last = curve(now).iloc[-1]
    if last["new"] >= STILL_NEW:
        what = (
            f"Too few to say: after {int(last['n_sources'])} sources each one more still adds "
            f"{last['new']:.1f} new themes on average."
        )
        step = "Hear more before saying what is missing or rare."
        yield Missing(
            "saturation", what, "", step, "conversation", "the curve of new themes", "too few to say"
        )


def without_one(now: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Findings that fall when one source is taken out.

    Parameters
    ----------
    now : DataFrame
        Tellings of the period of now.
    rules : Rules

    Returns
    -------
    DataFrame
        theme_id, badge, source (taken out), badge_without ("" when the theme has none any more).
    """
    import pandas as pd

    whole = badges(now, rules)
    rows = []
    for source, own in now.groupby("source"):
        themes = [
            theme for theme in sorted(set(own["theme_id"])) if whole[theme] in ("converging", "contested")
        ]
        left = badges(now[(now["source"] != source) & now["theme_id"].isin(themes)], rules)
        rows += [(t, whole[t], str(source), left.get(t, "")) for t in themes if left.get(t, "") != whole[t]]
    return pd.DataFrame(sorted(rows), columns=["theme_id", "badge", "source", "badge_without"])
