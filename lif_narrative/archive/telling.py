"""What an archive says: themes as they recur, methods beside each other, what emerges, and what drifts."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np

from lif_narrative.archive.fitting import FEWEST, proposals, sample, sought
from lif_narrative.archive.flat import flat_files
from lif_narrative.archive.reads import book_of
from lif_narrative.archive.settings import Settings
from lif_narrative.archive.work import Work, encoded
from lif_narrative.errors import NarrativeError
from lif_narrative.triangulate.convergence import Rules, badge, leanings, matrix

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.archive import Archive

COLUMNS = ("theme_id", "theme", "badge", "n_cases", "n_sources", "n_accounts", "n_methods", "n_voices",
           "strengths", "concerns")  # fmt: skip


def issues(archive: Archive, rules: Rules | None) -> pd.DataFrame:
    """See `Archive.issues`."""
    rules = rules or Rules()
    counter = archive.counter(rules)
    try:
        found, by = counter.held("theme_id"), counter.held("theme_id", "method")
    finally:
        counter.close()
    by = by[by["method"] != ""].assign(lean=lambda t: leanings(t, rules))
    sure = by["expected"] >= rules.surety * rules.min_accounts
    by["judged"] = by["judged"].where(sure, 0)  # too doubtful to make a badge
    sides = {t: list(zip(m["lean"], m["judged"], strict=True)) for t, m in by.groupby("theme_id")}
    known = _names(archive)
    found["theme"] = [known.get(theme, theme) for theme in found["theme_id"]]
    found["badge"] = [
        badge(int(n), int(a), sides.get(theme, []), rules)
        for theme, n, a in zip(found["theme_id"], found["n_sources"], found["n_accounts"], strict=True)
    ]
    return found[list(COLUMNS)].sort_values("theme_id", ignore_index=True)


def convergence(archive: Archive, rules: Rules | None) -> pd.DataFrame:
    """See `Archive.convergence`."""
    rules = rules or Rules()
    counter = archive.counter(rules)
    try:
        counts = counter.held("theme_id", "method")
        heard = counter.frame("SELECT DISTINCT method FROM flat WHERE method <> ''")["method"].tolist()
    finally:
        counter.close()
    counts = counts[counts["method"] != ""]
    return matrix(counts.assign(lean=leanings(counts, rules)), "method", heard)


def emerging(archive: Archive) -> pd.DataFrame:
    """See `Archive.emerging`."""
    import pandas as pd

    place, told = archive.place, archive.place.note("run")
    flat_files(place)
    rows = [{**row, "since": "sample"} for row in proposals(place)]
    settings = Settings(**told["settings"])
    work = Work(place.root, "assign", told["folders"], settings, book_of(place).fingerprint)

    def beyond(name: str) -> Any:
        table = place.read(told["folders"]["assign"], name)
        groups = zip(table.column("excerpt_id").to_pylist(), table.column("group").to_pylist(), strict=True)
        loose = {excerpt for excerpt, group in groups if group == "-"}
        return [pair for pair in encoded(work, place, name)[0] if pair[0].id in loose], []

    drawn = sample(map(beyond, place.names()), settings.discover, settings.seed)
    if len(drawn) >= FEWEST:
        found, _, _ = sought(drawn, book_of(place), settings)
        rows += [{**dataclasses.asdict(p), "since": "emerging"} for p in found if not p.covered_by]
    columns = ["id", "name", "definition", "size", "stability", "since"]
    return pd.DataFrame(rows, columns=columns)


def drift(archive: Archive) -> pd.DataFrame:
    """See `Archive.drift`."""
    from scipy.spatial.distance import jensenshannon

    counter = archive.counter()
    try:
        shares = counter.frame("""SELECT period, theme_id, count(DISTINCT account) AS n FROM counted
                                  GROUP BY ALL""")
        table = counter.frame("""
            SELECT period, count(DISTINCT excerpt_id) AS excerpts,
                   count(DISTINCT excerpt_id) FILTER (theme_id <> '') / excerpts AS coded,
                   count(DISTINCT excerpt_id) FILTER ("group" = '-') / excerpts AS emerging
            FROM flat GROUP BY period ORDER BY period""")
    finally:
        counter.close()
    wide = shares.pivot_table(index="period", columns="theme_id", values="n", fill_value=0)
    every = wide.sum(axis=0).to_numpy(dtype=float)
    far = {p: float(jensenshannon(row.to_numpy(dtype=float), every, base=2)) for p, row in wide.iterrows()}
    table["distance"] = [round(far.get(period, np.nan), 6) for period in table["period"]]
    return table


def _names(archive: Archive) -> dict[str, str]:
    return {theme.id: theme.name for theme in book_of(archive.place).themes}


def near(archive: Archive, text: str, k: int) -> pd.DataFrame:
    """See `Archive.near`."""
    import pandas as pd

    from lif_narrative.archive.near import nearest
    from lif_narrative.embed import Encoder

    told = archive.place.note("run")
    if not told:
        raise NarrativeError("The archive was not run yet. Do lif archive run, then try again.")
    vector = Encoder(told["settings"]["encoder"]).encode([text])[0]
    found = nearest(archive.place, told["folders"]["encode"], archive.place.names(), vector, k)
    return pd.DataFrame(found, columns=["excerpt_id", "likeness"])
