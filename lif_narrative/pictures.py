"""The app's pictures, one call each: of a project, for notebooks.

In a notebook a picture shows itself with its sentence below; `.table` holds the same as a DataFrame, and
`.still.svg` is what files show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lif_narrative import overview, plots
from lif_narrative.errors import UnknownChoice
from lif_narrative.plots import Picture

if TYPE_CHECKING:
    from lif_narrative.project import Project


def themes(project: Project, by: str = "method", order: str = "cases") -> Picture:
    """Themes by method, voice or agency: accounts of strength and of concern side by side."""
    if by not in plots.MANY:
        raise UnknownChoice("way across", by, list(plots.MANY))
    with project.allowing("read"):
        found = overview.worked_out(project)
        return plots.themes_by(overview.counts(found, by), overview.ordered(project.issues(), order), by)


def heard(project: Project) -> Picture:
    """Who was heard, by which method: a gap is drawn as a gap."""
    with project.allowing("read"):
        return plots.who_was_heard(overview.heard(overview.worked_out(project)))


def leaning(project: Project, order: str = "cases") -> Picture:
    """Themes with their accounts of concern to one side and of strength to the other."""
    from lif_narrative.plots_sides import leaning as drawn

    with project.allowing("read"):
        return drawn(overview.ordered(project.issues(), order))


def changed(project: Project) -> Picture:
    """The share of accounts that hold a concern, then and now, with 95% intervals."""
    from lif_narrative.plots_moving import changed as drawn

    with project.allowing("read"):
        issues = project.issues()
        names = dict(zip(map(str, issues["theme_id"]), map(str, issues["theme"]), strict=True))
        return drawn(project.changes(), names)


def numbers(project: Project) -> Picture | None:
    """Indicators over time with their limits; None where none has two periods."""
    from lif_narrative.plots_moving import measured
    from lif_narrative.story.drafting import rows_of

    with project.allowing("read"):
        return measured(rows_of(project.measures()))
