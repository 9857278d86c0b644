"""Who read which excerpt and what they gave it: the table that every statistic is counted from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    import pandas as pd

UNREAD = -1


@dataclass(frozen=True)
class Study:
    """Excerpts that two coders or more read, and what each of them gave.

    `units`: ids of excerpts; `clusters` (n_units,): the number of the document each is of, by which intervals
    resample; `read` and each array of `given` (n_units, n_coders): whether the coder read it, gave the theme.
    """

    coders: tuple[str, ...]
    units: tuple[str, ...]
    clusters: npt.NDArray[np.int64]
    read: npt.NDArray[np.bool_]
    given: dict[str, npt.NDArray[np.bool_]]

    def values(self, theme: str) -> npt.NDArray[np.int64]:
        """1 gave the theme, 0 did not, -1 did not read the excerpt: (n_units, n_coders)."""
        return np.where(self.read, self.given[theme].astype(np.int64), UNREAD)

    def sets(self) -> list[list[frozenset[str] | None]]:
        """The themes that each coder gave each excerpt, None where they did not read it."""
        rows: list[list[frozenset[str] | None]] = []
        for u in range(len(self.units)):
            rows.append([
                frozenset(t for t, table in self.given.items() if table[u, c]) if self.read[u, c] else None
                for c in range(len(self.coders))
            ])  # fmt: skip
        return rows


def study(codings: pd.DataFrame, coders: Sequence[str] | None = None) -> Study:
    """The study that a table of codings tells of.

    Parameters
    ----------
    codings : DataFrame
        `excerpt_id`, `theme_id` and `coder`; a `score` of 0 or less says that the coder refused the theme,
        and an empty `theme_id` that they read the excerpt and gave it none. `document_id`, where it is
        there, says which excerpts stand or fall together.
    coders : sequence of str, optional
        Whom to compare; everybody in the table if not given.

    Raises
    ------
    NarrativeError
        A column or coder is missing, there are fewer than two coders, or no excerpt was read by two.
    """
    names = _coders(codings, coders)
    read: dict[str, set[str]] = {}
    said: set[tuple[str, str, str]] = set()
    homes: dict[str, str] = {}
    for excerpt, theme, coder, score, document in _rows(codings):
        if coder in names:
            read.setdefault(excerpt, set()).add(coder)
            homes[excerpt] = document
            if isinstance(theme, str) and theme and not score <= 0:
                said.add((excerpt, coder, theme))
    units = sorted((e for e, who in read.items() if len(who) > 1), key=lambda e: (homes[e], e))
    if not units:
        raise NarrativeError("No excerpt was read by two of the coders. Give both the same excerpts.")
    place = {name: i for i, name in enumerate(sorted({homes[e] for e in units}))}
    clusters = np.array([place[homes[e]] for e in units])
    marks = np.array([[name in read[e] for name in names] for e in units])
    themes = sorted({theme for excerpt, _, theme in said if len(read[excerpt]) > 1})
    given = {t: np.array([[(e, name, t) in said for name in names] for e in units]) for t in themes}
    return Study(tuple(names), tuple(units), clusters, marks, given)


def _rows(codings: pd.DataFrame) -> zip[tuple[str, str, str, float, str]]:
    blank = [1.0] * len(codings)
    scores = codings["score"] if "score" in codings.columns else blank
    homes = codings["document_id"] if "document_id" in codings.columns else codings["excerpt_id"]
    return zip(codings["excerpt_id"], codings["theme_id"], codings["coder"], scores, homes, strict=True)


def _coders(codings: pd.DataFrame, coders: Sequence[str] | None) -> list[str]:
    missing = [name for name in ("excerpt_id", "theme_id", "coder") if name not in codings.columns]
    if missing:
        raise NarrativeError(
            f"The codings lack '{missing[0]}'. Agreement needs excerpt_id, theme_id and coder."
        )
    known = set(codings["coder"])
    names = sorted(known if coders is None else set(coders))
    strangers = [name for name in names if name not in known]
    if strangers:
        raise NarrativeError(f"No coding is by '{strangers[0]}'. Coders here: {', '.join(sorted(known))}.")
    if len(names) < 2:
        raise NarrativeError("Agreement needs two coders. Have a second person code the same excerpts.")
    return names
