"""The picture of themes with strengths to one side and concerns to the other, over all methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lif_narrative import stills
from lif_narrative.plots import MOST, SIDES, Picture, Printed, as_counted, say_themes
from lif_narrative.story.drafting import rows_of

if TYPE_CHECKING:
    import pandas as pd


def leaning(issues: pd.DataFrame, printed: Printed = as_counted, small: int = 0) -> Picture:
    """Themes with their accounts of strength to one side and of concern to the other, over all methods.

    Parameters
    ----------
    issues : DataFrame
        theme_id, theme, strengths, concerns, in the order in which rows are to stand.
    printed : callable
        How a count is printed; one that is not printed is drawn as long as `small`.
    """
    import pandas as pd

    rows, told = [], []
    for row in rows_of(issues):
        shown = [printed(side, row["theme_id"], "", int(row[column])) for column, (side, _) in SIDES.items()]
        lengths = [_length(words, small) for words in shown]
        rows.append((row["theme"], lengths[0], shown[0], lengths[1], shown[1]))
        told.append((row["theme"], *shown))
    frame = pd.DataFrame(told, columns=["Theme", "▲ Accounts of strength", "▼ Accounts of concern"])
    return Picture(say_themes(issues, ["all"], "method", opening=False), frame,
                   lambda: stills.bars(rows[:MOST]))  # fmt: skip


def _length(words: str, small: int) -> int:
    bare = words.replace(",", "")
    return int(bare) if bare.isdigit() else small
