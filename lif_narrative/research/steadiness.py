"""How firm each theme was found to be: kept until the codings change, and said wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import events, pipeline
from lif_narrative.records import Stability, Theme
from lif_narrative.schemas import types_of

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

FIRM: Final = "firm"
UNSURE: Final = "unsure"
NOT_FIRM: Final = "not firm"
FIRM_FROM, DISSOLVED = 0.75, 0.5  # Hennig (2007)
BRIEFLY: Final = {
    "Not firm": "This theme is not firm: what it holds changes with settings that should not matter.",
    "Unsure": "This theme may not be firm: read it with care.",
}


def says(stability: float, low: float) -> str:
    """A theme's stability in a word."""
    if stability < DISSOLVED:
        return NOT_FIRM
    return FIRM if stability >= FIRM_FROM and low > DISSOLVED else UNSURE


def keep(project: Project, themes: pd.DataFrame, run: str) -> None:
    """Keep what was measured, and tell the trail that it was."""
    known = {theme.id for theme in project.store.read(Theme)}
    names = [name for name in types_of(Stability) if name != "run"]
    rows = [Stability(**{name: _plain(row[name]) for name in names}, run=run)
            for row in themes.to_dict("records") if row["theme_id"] in known]  # fmt: skip
    with project.store.writing() as connection:
        project.store.replace(connection, Stability, rows)
        events.append(project.store, connection, project.actor, "measured how firm themes are", "", after=run)


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def kept(project: Project) -> pd.DataFrame:
    """What was measured on the codings that stand; nothing once they were made anew."""
    from lif_narrative.frames import of_records

    run = pipeline.latest(project, "theme")
    rows = [row for row in project.store.read(Stability) if run is not None and row.run == run.id]
    return of_records(rows, Stability).drop(columns="run")


def told(project: Project) -> dict[str, str]:
    """For each theme that was measured and is not firm, a sentence that says so wherever it is shown."""
    return {str(row["theme_id"]): in_words(row) for row in kept(project).to_dict("records")
            if row["says"] != FIRM}  # fmt: skip


def in_words(row: Mapping[Any, Any]) -> str:
    """How firm a theme is, in a sentence."""
    interval = f"95% interval {row['low']:.0%} to {row['high']:.0%}"
    share = f"{row['stability']:.0%} of its excerpts stay ({interval})"
    if row["says"] == FIRM:
        return f"Firm: at least {share}, whatever is changed that should not matter."
    if not row["weakest"]:
        return "Unsure: nothing moved it, but it holds too few excerpts to show that it is firm."
    opening = "Not firm" if row["says"] == NOT_FIRM else "Unsure"
    return f"{opening}: {share} when the {row['weakest']} is changed."


def in_brief(said: str) -> str:
    """The same for readers who want no figures: a sentence for a theme that is not firm, else nothing."""
    return next((brief for opening, brief in BRIEFLY.items() if said.startswith(opening)), "")
