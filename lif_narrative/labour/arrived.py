"""What became of the files of the latest intake, in the vault: the names of files name children too.

What is said of a file is sealed under its source's key, so that it goes when the source is forgotten.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.deidentify.items import Item
from lif_narrative.errors import NarrativeError

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project
    from lif_narrative.received import IngestReport

KIND: Final = "arrived"
LIST: Final = "latest"  # which sources, and what was set aside
TAKEN: Final = ("path", "source", "documents", "same_as", "unmapped", "remarks")
ASIDE: Final = ("path", "locator", "reason")


def keep(project: Project, told: IngestReport, start: str) -> None:
    """Keep a report, its paths without `start`, in place of the one before."""
    taken = [_named(row, start) for row in told.taken.to_dict("records")]
    aside = [_named(row, start) for row in told.set_aside.to_dict("records")]
    listed = {"sources": sorted({row["source"] for row in taken}), "set_aside": aside}
    items = [Item(KIND, LIST, json.dumps(listed).encode())]
    for source in listed["sources"]:
        own = json.dumps([row for row in taken if row["source"] == source]).encode()
        items.append(Item(KIND, source, own, source))
    project.vault.put_all(items)


def last(project: Project) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What was kept last; of a source that was forgotten nothing is left."""
    import pandas as pd

    taken: list[dict[str, Any]] = []
    aside: list[dict[str, Any]] = []
    try:
        listed = json.loads(project.vault.get(KIND, LIST))
        aside = listed["set_aside"]
        for source in listed["sources"]:
            taken += _of(project, source)
    except NarrativeError:  # no vault here, or nothing came in by a page yet
        pass
    taken.sort(key=lambda row: row["path"])
    return pd.DataFrame(taken, columns=list(TAKEN)), pd.DataFrame(aside, columns=list(ASIDE))


def _of(project: Project, source: str) -> list[dict[str, Any]]:
    try:
        return list(json.loads(project.vault.get(KIND, source)))
    except NarrativeError:
        return []


def _named(row: dict[Any, Any], start: str) -> dict[str, Any]:
    """With names as the person knows them, not where the files were put meanwhile."""
    said = {str(k): v for k, v in row.items()}
    for name in ("path", "same_as"):
        if name in said:
            said[name] = str(said[name]).replace("\\", "/").removeprefix(start)
    return said
