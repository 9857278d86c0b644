"""How firm each theme is: the coding done again with other seeds, orders, texts, encoders and thresholds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import pipeline
from lif_narrative.errors import NarrativeError
from lif_narrative.progress import Progress
from lif_narrative.records import Theme
from lif_narrative.research import matching
from lif_narrative.research.recoding import Members, recoding
from lif_narrative.research.steadiness import keep, says
from lif_narrative.research.varying import KINDS, Asked, unusable, variations
from lif_narrative.triangulate.change import wilson

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.plots import Picture
    from lif_narrative.project import Project

COLUMNS: Final = [
    "theme_id", "name", "stability", "low", "high", "says", "weakest", "size", "variations",
]  # fmt: skip


@dataclass(frozen=True)
class Sensitivity:
    """How firm each theme is.

    Attributes
    ----------
    themes : DataFrame
        A row a theme that holds excerpts, the least firm first: theme_id name stability low high says weakest
        size variations. `stability` is the mean Jaccard likeness of the excerpts under it to those of the
        run, 0 to 1, under the kind of change that moved it most (`weakest`); `low` and `high` its Wilson 95%
        interval over as many excerpts as it ever held, so that a theme of three excerpts cannot look sure;
        `says`: firm (from 0.75, and the interval above 0.5), not firm (below 0.5), unsure.
    variations : DataFrame
        A row a theme and variation: theme_id kind what likeness size.
    order_free : bool
        Whether every shuffle gave exactly the same themes.
    excerpts : int
        How many excerpts were coded again.
    skipped : tuple of str
        Encoders that could not be used here, and why.

    References
    ----------
    Hennig (2007), Cluster-wise assessment of cluster stability, Computational Statistics and
    Data Analysis 52.
    """

    themes: pd.DataFrame = field(repr=False)
    variations: pd.DataFrame = field(repr=False)
    order_free: bool
    excerpts: int
    skipped: tuple[str, ...] = ()

    @cached_property
    def picture(self) -> Picture:
        """Themes with their stability and its interval; with its sentence and its table."""
        from lif_narrative.plots_research import firm

        return firm(self.themes)


def measure(project: Project, asked: Asked, progress: Progress) -> Sensitivity:
    """Code again and again, say how firm each theme is, and keep it; what `Project.sensitivity` does."""
    import pandas as pd

    run = pipeline.latest(project, "theme")
    if run is None:
        raise NarrativeError("The themes are out of date, or were never coded. Run first: lif run.")
    again = recoding(project, run.manifest["settings"])
    wishes, skipped = list(variations(again, asked)), unusable(again, asked)
    progress("Coding again", 0, len(wishes) + 1)
    base = again.done()
    rows: list[tuple[str, str, str, float, int]] = []
    order_free = True
    for done, (kind, what, settings) in enumerate(wishes, 1):
        other = again.done(**settings)
        progress("Coding again", done + 1, len(wishes) + 1)
        if kind == "order":
            order_free &= other == base
            continue
        rows += [(theme, kind, what, like, size)
                 for theme, like, size in likenesses(base, other, settings.get("ids"))]  # fmt: skip
    told = pd.DataFrame(rows, columns=["theme_id", "kind", "what", "likeness", "size"])
    names = {theme.id: theme.name for theme in project.store.read(Theme)}
    judged = [_judged(theme, names, base, group) for theme, group in told.groupby("theme_id")]
    themes = pd.DataFrame(judged, columns=COLUMNS).sort_values(["stability", "theme_id"], ignore_index=True)
    keep(project, themes, run.id)
    return Sensitivity(themes, told, order_free, len(again.rows), skipped)


def likenesses(base: Members, other: Members, ids: frozenset[str] | None) -> Iterator[tuple[str, float, int]]:
    """For each theme how like its excerpts are to the same theme's, or to the likest found one's.

    Yields
    ------
    theme id, Jaccard likeness, and how many excerpts either holds; a theme without excerpts among `ids`,
    those that were coded again, says nothing and is left out.
    """
    found = [held for theme, held in sorted(other.items()) if theme.startswith("found ")]
    for theme, held in sorted(base.items()):
        here = held if ids is None else held & ids
        if not here:
            continue
        rivals = found if theme.startswith("found ") else [other.get(theme, frozenset())]
        like, union = max(((matching.jaccard(here, rival), len(here | rival)) for rival in rivals),
                          default=(0.0, len(here)))  # fmt: skip
        yield theme.removeprefix("found "), like, union


def _judged(theme: Any, names: dict[str, str], base: Members, group: pd.DataFrame) -> tuple[Any, ...]:
    means = group.groupby("kind")["likeness"].mean()
    weakest = str(min(means.index, key=lambda kind: (round(means[kind], 6), KINDS.index(kind))))
    stability = round(float(means[weakest]), 6)
    union = float(group.loc[group["kind"] == weakest, "size"].mean())
    low, high = (round(end, 6) for end in wilson(stability * union, union))  # type: ignore[arg-type]
    weakest = weakest if stability < 1 else ""
    size = len(base.get(theme, base.get(f"found {theme}", frozenset())))
    return (
        theme,
        names.get(theme, theme),
        stability,
        low,
        high,
        says(stability, low),
        weakest,
        size,
        len(group),
    )
