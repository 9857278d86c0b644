"""Agreement on passages that people marked freely: unitised alpha, of 2004 and of 2016."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from lif_narrative.agreement import continua
from lif_narrative.agreement.coefficients import Figure
from lif_narrative.agreement.intervals import interval, value
from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = ("alpha_u", "low", "high", "u_alpha", "passages", "characters", "documents")
EVERY: Final = "all themes"


def unitised(
    spans: pd.DataFrame, lengths: Mapping[str, int], coders: Sequence[str] | None = None, *, seed: int = 0
) -> pd.DataFrame:
    """Agreement on where passages lie, theme by theme and over all.

    Parameters
    ----------
    spans : DataFrame
        `document_id`, `start`, `end` (code points), `theme_id`, `coder`, as `Project.spans` gives them.
        Marks of one coder under one theme that overlap or touch count as one passage.
    lengths : mapping
        Code points of each document that all the coders read, whether or not they marked anything in it.
    coders : sequence of str, optional
        Everybody in the table if not given.

    Returns
    -------
    DataFrame, one row a theme, and one for all, indexed by `theme_id`
        `alpha_u` (Krippendorff 2004) with its 95% interval by drawing documents again; `u_alpha`
        (Krippendorff et al. 2016: right for more than two coders); `passages` marked; `characters` read by
        all, the denominator; `documents`.

    References
    ----------
    Krippendorff (1995), Sociological Methodology 25, 47-76; (2004), Content Analysis, 251-256. Krippendorff,
    Mathet, Bouvry and Widlöcher (2016), Quality & Quantity 50, 2347-2364.
    """
    import pandas as pd

    names = sorted(set(spans["coder"]) if coders is None else coders)
    if len(names) < 2 or not lengths:
        raise NarrativeError("Agreement on passages needs two people who read the same documents.")
    mine = spans[spans["coder"].isin(names) & spans["document_id"].isin(list(lengths))]
    order = {document: n for n, document in enumerate(sorted(lengths))}
    themes = sorted(set(mine["theme_id"]))
    told = {theme: _continua(mine[mine["theme_id"] == theme], order, lengths, names) for theme in themes}
    sums = {theme: continua.Sums.of(parts) for theme, parts in told.items()}
    totals = {"characters": sum(lengths.values()), "documents": len(lengths)}
    rows = {theme: _row([sums[theme]], told[theme], seed) | totals for theme in themes}
    if themes:
        rows[EVERY] = _row(list(sums.values()), [c for parts in told.values() for c in parts], seed) | totals
        rows[EVERY]["u_alpha"] = np.nan  # passages of different themes may overlap: it is defined for each
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS))
    return table.rename_axis("theme_id")


def _row(sums: Sequence[continua.Sums], parts: Sequence[continua.Continuum], seed: int) -> dict[str, Any]:
    figure: Figure = continua.alpha_u(sums)
    documents = len(sums[0].lengths)
    low, high = interval(figure, documents, seed)
    marked = sum(len(units) for part in parts for units in part.units)
    return {"alpha_u": value(figure, documents), "low": low, "high": high, "passages": marked,
            "u_alpha": continua.u_alpha(parts)}  # fmt: skip


def _continua(
    rows: pd.DataFrame, order: Mapping[str, int], lengths: Mapping[str, int], names: Sequence[str]
) -> list[continua.Continuum]:
    marks: dict[tuple[str, str], list[tuple[int, int]]] = {}
    columns = (rows[name] for name in ("document_id", "coder", "start", "end"))
    for document, coder, start, end in zip(*columns, strict=True):
        marks.setdefault((document, coder), []).append((int(start), int(end)))
    return [
        continua.Continuum(lengths[d], tuple(continua.joined(marks.get((d, n), [])) for n in names))
        for d in sorted(order, key=lambda d: order[d])
    ]
