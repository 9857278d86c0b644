"""Where are we? The nouns of the home screen, quick on a project of any size."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from lif_narrative.access import Guarded, needs

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project


class HomeNouns(Guarded):
    """The wheel, who was heard, what waits, and the first steps."""

    @needs("read")
    def wheel(self) -> pd.DataFrame:
        """What sits at each stage of the cycle: see `wheel.wheel`."""
        from lif_narrative.cycle.wheel import wheel

        return wheel(cast("Project", self))

    @needs("read")
    def voices(self) -> pd.DataFrame:
        """Who was heard and who was not, by method: see `voices.voices`."""
        from lif_narrative.cycle import counts
        from lif_narrative.cycle.voices import voices

        project = cast("Project", self)
        return voices(counts.now(project), project.planned())

    @needs("read")
    def waiting(self, today: date | None = None) -> pd.DataFrame:
        """What waits for whoever asks: see `waiting.waiting`."""
        from lif_narrative.cycle.waiting import waiting

        return waiting(cast("Project", self), today or date.today())

    @needs("read")
    def first_steps(self) -> pd.DataFrame:
        """The first steps of a project: see `first.first_steps`."""
        from lif_narrative.cycle.first import first_steps

        return first_steps(cast("Project", self))
