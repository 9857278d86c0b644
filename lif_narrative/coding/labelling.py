"""People's codes in the forms they come in, as rows of yes and no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from lif_narrative.errors import NarrativeError

Read = tuple[list[int], npt.NDArray[np.bool_], list[str]]


def read(labels: Any, n_texts: int, ids: Sequence[str]) -> Read:
    """Which texts are coded, with what, and which ids the codebook does not code with.

    Parameters
    ----------
    labels
        One set, list or tuple of theme ids a text, or None where nobody coded it; a bool DataFrame with theme
        ids as columns; or None for no codes at all.

    Returns
    -------
    rows : list of int
        The texts that are coded. One that has only unknown ids is left out: its reader may have
        meant any theme of ours.
    given : (n_texts, n_themes) bool
    unknown : list of str

    Raises
    ------
    NarrativeError
        There are more or fewer labels than texts, or a label is a bare string.
    """
    if labels is None:
        return [], np.zeros((n_texts, len(ids)), bool), []
    sets = _of_frame(labels) if hasattr(labels, "columns") else [_as_set(row) for row in labels]
    if len(sets) != n_texts:
        raise NarrativeError(
            f"There are {n_texts} texts and {len(sets)} labels. Give one label a text, or None."
        )
    known = set(ids)
    given = np.array([[theme in (row or ()) for theme in ids] for row in sets], dtype=bool).reshape(
        n_texts, len(ids)
    )
    rows = [i for i, row in enumerate(sets) if row is not None and (not row or row & known)]
    return rows, given, sorted({theme for row in sets if row for theme in row - known})


def _of_frame(labels: Any) -> list[set[str] | None]:
    names = [str(name) for name in labels.columns]
    rows = labels.astype("object").to_numpy()
    missing = labels.isna().to_numpy().all(axis=1)
    return [
        None if gone else {name for name, value in zip(names, row, strict=True) if value == 1}
        for row, gone in zip(rows, missing, strict=True)
    ]


def _as_set(row: Any) -> set[str] | None:
    if isinstance(row, str):
        raise NarrativeError(
            "A label is a bare text. Give a set of theme ids for each text, such as {'voice'}."
        )
    if row is None or (isinstance(row, float) and np.isnan(row)):
        return None
    return {str(theme) for theme in row}
