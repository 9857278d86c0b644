"""What triangulation found beside issues and gaps, as DataFrames of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lif_narrative import records
from lif_narrative.access import Guarded, needs
from lif_narrative.errors import NarrativeError
from lif_narrative.frames import of_records

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

CONFIRMED = "confirmed change"


class FoundNouns(Guarded):
    """Change, copies, findings that one source carries, saturation, and words for and against."""

    @needs("read")
    def changes(self) -> pd.DataFrame:
        """Each theme against the audit before: counts then and now, 95% intervals, and what a person says.

        theme_id state accounts_then strengths_then concerns_then accounts_now strengths_now concerns_now
        low_then high_then low_now high_now overlap confirmed confirmed_by reason. `confirmed` is "" until a
        person says so, and again when the counts have changed the state since.
        """
        table = of_records(self.store.read(records.Change), records.Change)
        said: dict[str, records.Event] = {}
        for event in self.store.read(records.Event):
            if event.verb == CONFIRMED:
                said[event.object] = event
        states = zip(table["theme_id"], table["state"], strict=True)
        holds = [said[t] if t in said and said[t].before == state else None for t, state in states]
        table["confirmed"] = [event.after if event else "" for event in holds]
        table["confirmed_by"] = [event.actor if event else "" for event in holds]
        table["reason"] = [event.reason if event else "" for event in holds]
        return table

    @needs("read")
    def copies(self) -> pd.DataFrame:
        """Excerpts counted once, because another account has their words.

        excerpt_id copy_of account of_account share (of their words, 0 to 1).
        """
        return of_records(self.store.read(records.Copy), records.Copy)

    @needs("read")
    def falls(self) -> pd.DataFrame:
        """Findings that fall when one source is taken out: theme_id source badge badge_without."""
        return of_records(self.store.read(records.Fall), records.Fall)

    @needs("read")
    def saturation(self) -> pd.DataFrame:
        """The curve of new themes: n_sources themes new, on average over every order of the sources."""
        return of_records(self.store.read(records.Saturation), records.Saturation)

    @needs("read")
    def behind(self, theme_id: str, by: str = "", value: str = "") -> pd.DataFrame:
        """The excerpts behind a cell of the matrix: those that count under a theme, of one method, say.

        Parameters
        ----------
        by, value : str
            method, voice or agency, and which one; none for all.
        """
        rows = _coded(cast("Project", self))
        rows = rows[rows["theme_id"] == theme_id]
        if by and by not in ("method", "voice", "agency"):
            raise NarrativeError(f"A cell is of a method, voice or agency, not of a '{by}'.")
        return (rows[rows[by] == value] if by else rows).sort_values("excerpt_id", ignore_index=True)

    @needs("read")
    def against(self, theme_id: str, side: str, n: int = 3, resting: tuple[str, ...] = ()) -> pd.DataFrame:
        """The strongest excerpts against a claim that a theme is a strength or a concern.

        excerpt_id account method voice polarity strength; see `triangulate.opposing`.
        """
        from lif_narrative.triangulate.opposing import OTHER, against

        if side not in OTHER:
            raise NarrativeError(f"A claim is of a strength or a concern, not of '{side}'.")
        return against(_coded(cast("Project", self)), theme_id, side, n, frozenset(resting))


def _coded(project: Project) -> pd.DataFrame:
    """Codings of now that count, with whose they are and how sure the reader is."""
    from lif_narrative.telling import material

    return material(project).coded
