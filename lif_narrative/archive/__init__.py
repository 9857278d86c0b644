"""Archive: 10⁵ to 10⁷ excerpts of many audits, read by the project's own steps, shard by shard.

An archive is a folder of de-identified documents and of what was derived from them. It holds no originals and
decides nothing: people decide in projects, and what they decided travels with the documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative.archive.place import DOCUMENTS, Place
from lif_narrative.archive.settings import Settings
from lif_narrative.codebook import Codebook
from lif_narrative.progress import Progress, silent

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.archive.counting import Counter
    from lif_narrative.archive.running import Report
    from lif_narrative.engine import Engine
    from lif_narrative.project import Project
    from lif_narrative.triangulate import Rules

__all__ = ["Archive", "Settings"]


class Archive:
    """A folder of documents from many projects, and what their excerpts say.

    Parameters
    ----------
    folder : path
        Made if new. Workers on other machines must see it under the same path.
    """

    def __init__(self, folder: str | Path) -> None:
        self.place = Place(Path(folder).resolve())
        (self.place.root / DOCUMENTS).mkdir(parents=True, exist_ok=True)

    def take(self, given: Project | Iterable[str | Path], size: int = Settings.size) -> dict[str, int]:
        """Take documents in: of a project, with what people decided there, or Parquet files of `Document`.

        Returns
        -------
        dict
            How many documents were `new`, `renewed` and `known`, and `decisions` that came with them.
        """
        from lif_narrative.archive import intake, sharing

        if hasattr(given, "allowing"):
            return sharing.take(self.place, given, size)
        counts = intake.take(self.place, intake.of_files(map(Path, given)), size)
        return {**counts, "decisions": 0}

    def adopt(self, codebook: Any) -> Codebook:
        """Code with this codebook from the next run on: what `Codebook.read` reads."""
        from lif_narrative.archive.reads import CODEBOOK
        from lif_narrative.schemas import row_of

        book = Codebook.read(codebook)
        self.place.note(CODEBOOK, [row_of(theme) for theme in book.themes])
        return book

    def run(
        self, engine: str | Engine = "here", settings: Settings | None = None,
        progress: Progress | None = None, *, refit: bool = False,
    ) -> Report:  # fmt: skip
        """Read what is not read yet, on one process or many; a run that was cut short goes on.

        Parameters
        ----------
        engine : "here", "dask" or an Engine
        settings : Settings, optional
            Those of the last run if not given.
        refit : bool
            Learn anew from a sample of all there is; else what came since joins what was learned.
        """
        from lif_narrative.archive.running import Running
        from lif_narrative.engine import choose

        kept = (self.place.note("run") or {}).get("settings", {})
        told = settings or Settings(**kept)
        chosen = choose(engine) if isinstance(engine, str) else engine
        try:
            return Running(self.place, told, chosen, progress or silent, refit).go()
        finally:
            if isinstance(engine, str) and hasattr(chosen, "close"):
                chosen.close()

    def counter(self, rules: Rules | None = None) -> Counter:
        """What counts accounts over all shards; close it after use."""
        from lif_narrative.archive.counting import Counter
        from lif_narrative.archive.flat import flat_files
        from lif_narrative.triangulate import Rules

        spill = self.place.root / "spill"
        spill.mkdir(exist_ok=True)
        return Counter(flat_files(self.place), rules or Rules(), spill)

    def issues(self, rules: Rules | None = None) -> pd.DataFrame:
        """Each theme as it recurs, over all periods together.

        Columns: theme_id theme badge n_cases n_sources n_accounts n_methods n_voices strengths concerns.
        """
        from lif_narrative.archive.telling import issues

        return issues(self, rules)

    def convergence(self, rules: Rules | None = None) -> pd.DataFrame:
        """The convergence matrix over methods: theme_id method_a method_b relation lean_a lean_b why."""
        from lif_narrative.archive.telling import convergence

        return convergence(self, rules)

    def emerging(self) -> pd.DataFrame:
        """Themes proposed beyond the codebook, of the sample and of what fits nothing since.

        Columns: id name definition size stability since ("sample" or "emerging").
        """
        from lif_narrative.archive.telling import emerging

        return emerging(self)

    def drift(self) -> pd.DataFrame:
        """How each period differs from all: period excerpts coded emerging (shares of excerpts) distance.

        `distance` is Jensen and Shannon's, from 0 (the same shares of themes) to 1.
        """
        from lif_narrative.archive.telling import drift

        return drift(self)

    def near(self, text: str, k: int = 10) -> pd.DataFrame:
        """The excerpts nearest to a text, exactly: excerpt_id likeness."""
        from lif_narrative.archive.telling import near

        return near(self, text, k)

    @property
    def settings(self) -> dict[str, Any]:
        """The settings of the last run; the defaults before one."""
        return dict((self.place.note("run") or {}).get("settings", asdict(Settings())))
