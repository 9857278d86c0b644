"""The action and impact register as a workbook: what was agreed, what came of it, what people are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative.errors import NarrativeError
from lif_narrative.export.profiles import Profile
from lif_narrative.export.sheet import Sheet
from lif_narrative.export.workbook import write
from lif_narrative.story.drafting import rows_of

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

REGISTER: Final = {
    "action": "action", "kind": "kind", "owner_role": "owner role", "due": "due", "stage": "stage",
    "how_known": "how will we know?", "status": "status", "difference": "what difference did it make?",
    "because": "because", "evidence": "evidence", "theme": "theme", "cycle": "agreed in", "opened": "opened",
    "closed": "closed", "id": "id",
}  # fmt: skip
ANSWERS: Final = {"said": "you said", "answer": "we did, or did not and why", "status": "status", "id": "id"}


def write_register(project: Project, path: Path, profile: Profile) -> None:
    """Write the register (.xlsx); a reader outside gets it without the ids of evidence.

    Raises
    ------
    NarrativeError
        There is no action or question yet.
    """
    if project.actions().empty:
        raise NarrativeError(
            "The register is empty. Agree on an action, or take one up from a story, before it is written."
        )
    write(sheets(project, profile), path, "Action and impact register")


def sheets(project: Project, profile: Profile) -> Iterator[Sheet]:
    """The register whole, what is late, what was closed with nothing to show, and what people are told."""
    names = dict(project.themes()[["id", "name"]].values)
    yield _register("Register", project.actions(), names, profile)
    yield _register("Overdue", project.overdue(), names, profile)
    yield _register("Closed without evidence", project.closed_without_evidence(), names, profile)
    told = rows_of(project.you_said_we_did())
    answers = tuple(tuple(profile.words(str(row[name])) for name in ANSWERS) for row in told)
    yield Sheet("You said, we did", tuple(ANSWERS.values()), answers)


def _register(name: str, table: pd.DataFrame, themes: dict[str, str], profile: Profile) -> Sheet:
    kept = [column for column in REGISTER if column != "evidence" or profile.cases]
    rows = [
        {**row, "theme": themes.get(row["theme_id"], ""), "evidence": "; ".join(row["evidence"]),
         "opened": row["opened"][:10], "closed": row["closed"][:10]}
        for row in rows_of(table)
    ]  # fmt: skip
    told = tuple(tuple(profile.words(str(row[column])) for column in kept) for row in rows)
    return Sheet(name, tuple(REGISTER[column] for column in kept), told)
