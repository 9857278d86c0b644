"""Projects to and from other programs for qualitative analysis (NVivo, MAXQDA, ATLAS.ti, QualCoder).

The file is REFI-QDA's `.qdpx`: a zip that holds `project.qde` and a plain text a document, whose
codings are offsets in Unicode code points, as ours are. What the standard, or this program, has no
place for is counted and said: `Exchanged.left`.

References
----------
REFI-QDA Standard 1.0 (Rotterdam Exchange Format Initiative, 2019), project exchange.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lif_narrative.access import needs

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.progress import Progress
    from lif_narrative.project import Project


@dataclass(frozen=True)
class Exchanged:
    """What crossed and what did not.

    `travelled`: what, how_many. `left`: what, how_many, why; empty when everything crossed.
    """

    travelled: pd.DataFrame = field(repr=False)
    left: pd.DataFrame = field(repr=False)


def exchanged(travelled: dict[str, int], left: list[tuple[str, int, str]]) -> Exchanged:
    """The report of an exchange; what counts nothing is left out."""
    import pandas as pd

    crossed = [(what, count) for what, count in travelled.items() if count]
    return Exchanged(
        pd.DataFrame(crossed, columns=["what", "how_many"]),
        pd.DataFrame([row for row in left if row[1]], columns=["what", "how_many", "why"]),
    )


class ExchangeVerbs:
    """Projects to and from other programs; a part of `Project`."""

    @needs("ingest")
    def receive(self, path: str | Path, progress: Progress | None = None) -> Exchanged:
        """Take in a `.qdpx` project of another program, with its codes and codings.

        Raises
        ------
        NarrativeError
            The file is no REFI-QDA project, is damaged, or holds no text.
        """
        from lif_narrative.exchange.receiving import receive

        return receive(cast("Project", self), Path(path), progress)

    @needs("export")
    def send(self, path: str | Path) -> Exchanged:
        """Write the project as `.qdpx`: de-identified texts, codebook, codings, cases.

        Raises
        ------
        NarrativeError
            The ending is another, there is no document or no codebook yet, or the folder is not there.
        """
        from lif_narrative.exchange.sending import send

        return send(cast("Project", self), Path(path))

    @needs("export")
    def data(self, folder: str | Path, form: str = "parquet") -> Path:
        """Write every noun as a table in a folder: parquet, jsonl or csv, and a manifest.

        Raises
        ------
        NarrativeError
            The form is unknown, the place is a file, or there is nothing to write yet.
        """
        from lif_narrative.exchange.data import write_data

        return write_data(cast("Project", self), Path(folder), form)

    @needs("export")
    def write(self, what: str, path: str | Path, profile: str = "internal") -> Path:
        """Write the workbook, register, codebook, whole project or data: see `export.holdings`.

        Raises
        ------
        NarrativeError
            The name, format or profile is none of these, or there is nothing to write yet.
        """
        from lif_narrative.export.holdings import write

        return write(cast("Project", self), what, path, profile)
