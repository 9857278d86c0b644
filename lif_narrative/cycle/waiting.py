"""What waits for the person who asks: only what their role may do, with the screen to do it on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from lif_narrative import pipeline, records
from lif_narrative.cycle import counts

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

SOON_DAYS: Final = 14
COLUMNS: Final = ("what", "n", "of", "screen", "ids", "press")


class Waiting(NamedTuple):
    """One kind of thing that waits: how many, of how many (0 where that says nothing), and where."""

    what: str
    n: int
    of: int
    screen: str
    ids: dict[str, str]
    press: str


def waiting(project: Project, today: date) -> pd.DataFrame:
    """What waits: what n of screen ids press; kinds of which nothing waits are left out."""
    import pandas as pd

    found = [row for row in _found(project, today) if row.n]
    return pd.DataFrame(found, columns=list(COLUMNS))


def _found(project: Project, today: date) -> Iterator[Waiting]:
    if project.may("code"):
        yield from _to_read(project)
        proposed = counts.count(project.store, records.Theme, status="proposed")
        yield Waiting("Proposed themes to decide", proposed, 0, "themes", {}, "Decide them")
    yield from _asked(project)
    register = project.actions(today)
    still = register[register["status"] == "open"]
    soon = (today + timedelta(days=SOON_DAYS)).isoformat()
    due = still[still["overdue"] | ((still["due"] != "") & (still["due"] <= soon))]
    late = int(due["overdue"].sum())
    where = {"register": "overdue" if late == len(due) else "open"}
    words = "Actions due" + (f", {late} of them overdue" if late else f" within {SOON_DAYS} days")
    yield Waiting(words, len(due), len(still), "actions", where, "See them")
    questions = int((still["kind"] == "question").sum())
    yield Waiting("Questions open", questions, 0, "actions", {"register": "open"}, "See them")
    gaps = counts.count(project.store, records.Gap)
    yield Waiting("Things we do not know yet", gaps, 0, "issues", {"view": "gaps"}, "See the gaps")


def _to_read(project: Project) -> Iterator[Waiting]:
    if pipeline.latest(project, "triangulate") is None:
        return
    told = counts.to_read(project.store)
    yield Waiting("Excerpts with a suggestion to decide", told["undecided"], told["total"], "read",
                  {"queue": "undecided"}, "Read them")  # fmt: skip
    yield Waiting("Excerpts without a theme", told["unthemed"], told["total"], "read",
                  {"queue": "unthemed"}, "Look at them")  # fmt: skip


def _asked(project: Project) -> Iterator[Waiting]:
    """Sign-offs that were asked for, and comments that nobody settled; by those who may answer."""
    if not project.may("comment"):
        return
    signs = sum(not row.by for row in project.store.read(records.SignOff))
    yield Waiting("Sign-offs asked for", signs, 0, "story", {}, "Open the story")
    talk = sum(
        note.status == "open" and note.kind in ("comment", "suggestion")
        for note in project.store.read(records.Note)
    )
    yield Waiting("Comments and other words to settle", talk, 0, "story", {}, "Open the story")
