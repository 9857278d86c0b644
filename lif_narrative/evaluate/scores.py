"""Precision, recall and F1 with their intervals, and which excerpts were confused with what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.triangulate.change import wilson

if TYPE_CHECKING:
    import pandas as pd

Pair = tuple[str, str]
COLUMNS: Final = [
    "theme_id", "theme", "true", "placed", "both", "precision", "recall", "f1", "recall_low", "recall_high",
    "precision_low", "precision_high", "f1_low", "f1_high", "doubtful",
]  # fmt: skip
CONFUSED: Final = ["said_id", "placed_id", "said", "placed", "n", "excerpt_ids"]
NONE: Final = "none"


def scored(
    true: Iterable[Pair], placed: Iterable[Pair], doubtful: Iterable[Pair], names: Mapping[str, str]
) -> pd.DataFrame:
    """A row over all themes, and one a theme. Doubtful pairs count neither for nor against."""
    import pandas as pd

    unsure = set(doubtful)
    sides = (set(true) - unsure, set(placed) - unsure, unsure)
    rows = [_row("", "all themes", *sides)]
    for theme in sorted({theme for side in sides for _, theme in side}):
        own = [{pair for pair in side if pair[1] == theme} for side in sides]
        rows.append(_row(theme, str(names.get(theme, theme)), *own))
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(theme: str, name: str, true: set[Pair], placed: set[Pair], doubtful: set[Pair]) -> list[Any]:
    both, either = len(true & placed), len(true | placed)
    precision = both / len(placed) if placed else 0.0
    recall = both / len(true) if true else 0.0
    f1 = 2 * both / (len(true) + len(placed)) if either else 0.0
    ends = [2 * share / (1 + share) for share in wilson(both, either)]
    return [theme, name, len(true), len(placed), both, precision, recall, f1, *wilson(both, len(true)),
            *wilson(both, len(placed)), *ends, len(doubtful)]  # fmt: skip


def confused(
    read: Iterable[str], true: Iterable[Pair], placed: Iterable[Pair], doubtful: Iterable[Pair],
    names: Mapping[str, str],
) -> pd.DataFrame:  # fmt: skip
    """Where person and model part: what was said, what was placed instead, how often, and in which excerpts.

    An excerpt with a theme missed and another placed wrongly is in both their row; "none" stands where there
    is no counterpart.
    """
    import pandas as pd

    unsure = set(doubtful)
    cells: dict[Pair, list[str]] = {}
    said, found = _by_excerpt(true), _by_excerpt(placed)
    for excerpt in sorted(read):
        open_to = {theme for name, theme in unsure if name == excerpt}
        missed = said.get(excerpt, set()) - found.get(excerpt, set()) - open_to
        wrong = found.get(excerpt, set()) - said.get(excerpt, set()) - open_to
        for one in sorted(missed) or [""]:
            for other in sorted(wrong) or [""]:
                if one or other:
                    cells.setdefault((one, other), []).append(excerpt)
    rows = [(one, other, names.get(one, one or NONE), names.get(other, other or NONE), len(ids), ids)
            for (one, other), ids in cells.items()]  # fmt: skip
    frame = pd.DataFrame(rows, columns=CONFUSED)
    return frame.sort_values(["n", "said_id", "placed_id"], ascending=[False, True, True], ignore_index=True)


def _by_excerpt(pairs: Iterable[Pair]) -> dict[str, set[str]]:
    held: dict[str, set[str]] = {}
    for excerpt, theme in pairs:
        held.setdefault(excerpt, set()).add(theme)
    return held
