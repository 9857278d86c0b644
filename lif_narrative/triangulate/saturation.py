"""Whether more sources would still bring new themes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lif_narrative.triangulate.missing import Missing

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
    met, unmet = [0.0], [1.0] * len(held)  # chance that k sources drawn hold none of a theme's
    for k in range(total):
        unmet = [left * max(0, total - n - k) / (total - k) for left, n in zip(unmet, held, strict=True)]
        met.append(sum(1 - left for left in unmet))
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
