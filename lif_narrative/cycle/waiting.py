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
COLUMNS: Final = ("n", "words", "screen", "ids")


class Waiting(NamedTuple):
    """One kind of thing that waits: how many, the words after the number, and where it is done."""

    n: int
    words: str
    screen: str
    ids: dict[str, str]


def waiting(project: Project, today: date) -> pd.DataFrame:
    """What waits: n words screen ids; kinds of which nothing waits are left out."""
    import pandas as pd

    found = [row for row in _found(project, today) if row.n]
    return pd.DataFrame(found, columns=list(COLUMNS))


def _found(project: Project, today: date) -> Iterator[Waiting]:
    if project.may("code"):
        yield from _to_read(project)
        proposed = counts.count(project.store, records.Theme, status="proposed")
        yield _row(proposed, "proposed theme", "to decide", "themes")
    if project.may("comment"):
        yield from _asked(project)
    register = project.actions(today)
    still = register[register["status"] == "open"]
    soon = (today + timedelta(days=SOON_DAYS)).isoformat()
    late = still[still["overdue"]]
    due = still[~still["overdue"] & (still["due"] != "") & (still["due"] <= soon)]
    yield _row(len(late), "action", "overdue", "actions", register="overdue")
    yield _row(len(due), "action", f"due within {SOON_DAYS} days", "actions", register="open")
    asked = int((still["kind"] == "question").sum())
    yield _row(asked, "question", "open in the register", "actions", register="open")
    gaps = counts.count(project.store, records.Gap)
    yield _row(gaps, "thing", "that we do not know yet", "issues", view="gaps")


def _row(n: int, one: str, more: str, screen: str, **ids: str) -> Waiting:
    return Waiting(n, f"{one if n == 1 else one + 's'} {more}", screen, ids)


def _to_read(project: Project) -> Iterator[Waiting]:
    if pipeline.latest(project, "triangulate") is None:
        return
    told = counts.to_read(project.store)
    of = f"of {told['total']:,}"
    yield Waiting(told["undecided"], f"{of} excerpts hold a suggestion to decide", "read",
                  {"queue": "undecided"})  # fmt: skip
    yield Waiting(told["unthemed"], f"{of} excerpts are under no theme", "read", {"queue": "unthemed"})


def _asked(project: Project) -> Iterator[Waiting]:
    """Sign-offs that were asked for, and comments that nobody settled."""
    signs = sum(not row.by for row in project.store.read(records.SignOff))
    yield _row(signs, "sign-off", "asked for", "story")
    talk = sum(
        note.status == "open" and note.kind in ("comment", "suggestion")
        for note in project.store.read(records.Note)
    )
    yield _row(talk, "comment", "to settle", "story")
