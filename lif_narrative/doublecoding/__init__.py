"""Coding twice: draw a sample, code it blind, see where coders differ, settle it with a reason.

The statistics are in `agreement`; these are the acts of people, and what a project says of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from lif_narrative.access import Guarded, needs
from lif_narrative.doublecoding.reports import ReportNouns

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.doublecoding.drawing import Size
    from lif_narrative.project import Project
    from lif_narrative.records import Sample, Settlement


class DoubleCodingVerbs(ReportNouns, Guarded):
    """What is drawn, coded blind and settled; a part of `Project`."""

    @needs("read")
    def sample_size(
        self, kappa: float = 0.6, half_width: float = 0.2, share: float | None = None
    ) -> Size:  # fmt: skip
        """How many excerpts two people should code for an interval of kappa of this width.

        Parameters
        ----------
        kappa : float
            The agreement expected, between 0 and 1.
        half_width : float
            How far below it the 95% interval may reach.
        share : float, optional
            Of excerpts under a theme; left out, what the model places under the middle one of the themes.
        """
        from lif_narrative.doublecoding.drawing import size

        return size(cast("Project", self), kappa, half_width, share)

    @needs("code")
    def draw_sample(
        self, n: int, by: str | Sequence[str] = ("method",), *, coders: Sequence[str] = (), seed: int = 0,
        purpose: str = "double coding", wanted: dict[str, float] | None = None,
    ) -> Sample:  # fmt: skip
        """Draw excerpts by chance, from each stratum in proportion, and keep the draw.

        Parameters
        ----------
        by : str or sequence of str
            Columns of `excerpts()` whose combinations are the strata.
        coders : sequence of str
            Who is asked to code them (`human:name`); nobody in particular when empty.
        seed : int
            The same seed on the same material draws the same excerpts, on every machine.
        purpose : {"double coding", "dip sample"}
        wanted : dict, optional
            The interval that it was sized for, kept with it.

        Raises
        ------
        NarrativeError
            Fewer excerpts than that, an unknown purpose, or a column that excerpts lack.
        """
        from lif_narrative.doublecoding.drawing import draw

        return draw(cast("Project", self), n, by, list(coders), seed, purpose, wanted or {})

    @needs("code")
    def to_code_blind(self, sample_id: str) -> pd.DataFrame:
        """The excerpts of a sample that the person has not coded yet, in reading order, without any coding.

        id text context question method agency case.
        """
        from lif_narrative.doublecoding.blind import waiting

        return waiting(cast("Project", self), sample_id)

    @needs("code")
    def code_blind(self, sample_id: str, excerpt_id: str, themes: Sequence[str]) -> None:
        """Say under which themes an excerpt of a sample is, before seeing anybody else's word; [] for none.

        Raises
        ------
        NarrativeError
            The excerpt is not in the sample, a theme is not in the codebook, or it was coded before.
        """
        from lif_narrative.doublecoding.blind import code

        code(cast("Project", self), sample_id, excerpt_id, themes)

    @needs("code")
    def settle_coding(
        self, excerpt_id: str, theme_id: str, under: bool, reason: str, *, roles: Sequence[str] = (),
        sample_id: str = "", conversation_id: str = "",
    ) -> Settlement:  # fmt: skip
        """Say whether an excerpt is under a theme on which coders differed, and why; it counts from now on.

        What each coder had said is kept beside it, and so are earlier settlements.

        Parameters
        ----------
        under : bool
            Whether the excerpt is under the theme.
        roles : sequence of str
            Who was there, by role.

        Raises
        ------
        ReasonNeeded
            No reason is given.
        NarrativeError
            There is no such excerpt or theme, or nobody coded it.
        """
        from lif_narrative.doublecoding.settling import settle

        said: dict[str, Any] = {"roles": tuple(roles), "sample_id": sample_id,
                                "conversation_id": conversation_id}  # fmt: skip
        return settle(cast("Project", self), excerpt_id, theme_id, under, reason, **said)


__all__ = ["DoubleCodingVerbs"]
