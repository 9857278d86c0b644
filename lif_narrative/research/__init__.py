"""Research: the same result twice, what moved when one thing was changed, and how firm each theme is.

A run leaves a manifest and, under `shards/`, what it found. A replica is a copy of the project in
`replicas/`: people's decisions go with it, and the original is not touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from lif_narrative.access import needs

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from lif_narrative.evaluate import Evaluation
    from lif_narrative.progress import Progress
    from lif_narrative.project import Project
    from lif_narrative.records import Run
    from lif_narrative.research.comparing import Comparison
    from lif_narrative.research.firmness import Sensitivity
    from lif_narrative.research.manifest import Checked


class ResearchVerbs:
    """What a researcher asks of a project; a part of `Project`."""

    @needs("read")
    def manifest(self, path: str | Path | None = None) -> dict[str, Any]:
        """What the last run was and what came of it, without a word of the material; written to `path` too.

        Raises
        ------
        NarrativeError
            The project was not run yet, or something changed since.
        """
        from lif_narrative.research import manifest

        return manifest.kept(cast("Project", self), Path(path) if path else None)

    @needs("read")
    def verify_run(self, path: str | Path) -> Checked:
        """Whether this project, on this machine, comes to what a manifest says: see `research.manifest`.

        Raises
        ------
        NarrativeError
            The file is no manifest, or the project was not run yet.
        """
        from lif_narrative.research import manifest

        return manifest.verified(cast("Project", self), Path(path))

    @needs("read")
    def compared(self, before: str, after: str) -> Comparison:
        """Which excerpts, themes and issues moved between two runs of this project, by their ids.

        Raises
        ------
        NarrativeError
            There is no such run, or what it found is no longer kept.
        """
        from lif_narrative.research import comparing, kept

        return comparing.compare(*(kept.called(cast("Project", self), name) for name in (before, after)))

    @needs("run")
    def replicate(self, *, progress: Progress | None = None, **changed: Any) -> Run:
        """Run again with something changed, in a copy: see `lif.replicate`."""
        from lif_narrative.progress import silent
        from lif_narrative.research import replicating

        return replicating.again(cast("Project", self), changed, progress or silent)

    @needs("run")
    def sensitivity(
        self, *, seeds: int = 3, shuffles: int = 2, subsamples: int = 10,
        encoders: Sequence[str] | None = None, cuts: Sequence[float] = (0.9, 1.1),
        progress: Progress | None = None,
    ) -> Sensitivity:  # fmt: skip
        """How firm each theme is when what should not matter is changed: see `research.firmness`.

        What it finds is kept, so that every screen and print shows it.
        """
        from lif_narrative.progress import silent
        from lif_narrative.research import firmness
        from lif_narrative.research.varying import Asked

        named = None if encoders is None else tuple(encoders)
        asked = Asked(seeds, shuffles, subsamples, named, tuple(cuts))
        return firmness.measure(cast("Project", self), asked, progress or silent)

    @needs("read")
    def stability(self) -> pd.DataFrame:
        """How firm each theme is, as last measured on these codings; empty where it was not.

        theme_id stability low high says (firm, unsure, not firm) size variations.
        """
        from lif_narrative.research import steadiness

        return steadiness.kept(cast("Project", self))

    @needs("read")
    def evaluate(self, codes: str | Path, coder: str = "model") -> Evaluation:
        """How good the coding is here, on a sample that people coded: see `evaluate.evaluation`.

        Raises
        ------
        NarrativeError
            The file lacks a column, or names no excerpt of the project.
        """
        from lif_narrative.evaluate import evaluation

        return evaluation(cast("Project", self), Path(codes), coder)

    @needs("read")
    def arrow(self, noun: str) -> pa.Table:
        """A noun ("excerpts", "codings" …) as an Arrow table, for Polars, DuckDB or R without a copy.

        Raises
        ------
        NarrativeError
            There is no such noun.
        """
        from lif_narrative.columns import columns
        from lif_narrative.errors import UnknownChoice
        from lif_narrative.exchange.data import as_arrow

        if noun not in columns():
            raise UnknownChoice("noun", noun, sorted(columns()))
        return as_arrow(getattr(self, noun)())
