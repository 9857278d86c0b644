"""What became of every file that was handed in, as two tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.deidentify.settle import Settled
    from lif_narrative.project import Project


@dataclass(frozen=True)
class IngestReport:
    """What became of every file handed in.

    `taken`: path, source, documents, same_as, unmapped (columns or headings kept as attributes), remarks.
    `set_aside`: path, locator, reason.
    """

    taken: pd.DataFrame = field(repr=False)
    set_aside: pd.DataFrame = field(repr=False)


@dataclass(frozen=True)
class Taken:
    """One file that is in the project, and the path it came by."""

    path: Path
    source_id: str
    same_as: str = ""


def report(
    project: Project, taken: Iterable[Taken], aside: Iterable[tuple[Path, str, str]], settled: Settled | None
) -> IngestReport:
    """What became of every file, as two tables."""
    import pandas as pd

    rows, refused = [], [(str(path), place, reason) for path, place, reason in aside]
    counts = project.documents()["source_id"].value_counts()
    for item in taken:
        source = item.source_id
        unmapped = settled.unmapped.get(source, ()) if settled else ()
        remarks = settled.remarks.get(source, ()) if settled else ()
        if settled and not item.same_as:
            refused += [(str(item.path), place, why) for place, why in settled.set_aside.get(source, ())]
        rows.append((str(item.path), source, int(counts.get(source, 0)), item.same_as,
                     "; ".join(unmapped), "; ".join(remarks)))  # fmt: skip
    return IngestReport(
        pd.DataFrame(rows, columns=["path", "source", "documents", "same_as", "unmapped", "remarks"]),
        pd.DataFrame(refused, columns=["path", "locator", "reason"]),
    )
