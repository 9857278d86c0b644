"""Until when material is kept: a date that a person set, else the house rule counted from its arrival.

A project here is a working copy, not the case file: its dates are short.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from lif_narrative import events
from lif_narrative.errors import NarrativeError
from lif_narrative.house import house
from lif_narrative.records import Document, Event, Retention, Source

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

KINDS = ("case", "source")
COLUMNS = ["kind", "thing", "due", "basis", "is_due"]


def dates(project: Project, on: str) -> pd.DataFrame:
    """Every case and source with the day it is kept until; what has no date comes last."""
    import pandas as pd

    today = _day(on) if on else datetime.now(UTC).date()
    came = _arrivals(project)
    rules = house(project.folder, "retention")
    told = {(r.kind, r.thing): r for r in project.store.read(Retention)}
    own = {s.id: _ruled(rules, s.method, came.get(s.id)) for s in project.store.read(Source)}
    cases: dict[str, list[str]] = {}
    for document in project.store.read(Document):
        if document.case:
            cases.setdefault(document.case, []).append(own.get(document.source_id, ""))
    # a case is kept as long as the last of its papers
    ruled = {("source", s): due for s, due in own.items()}
    ruled |= {("case", c): "" if "" in dues else max(dues) for c, dues in cases.items()}
    rows = []
    for (kind, thing), due in ruled.items():
        set_ = told.get((kind, thing))
        day = set_.due if set_ else due
        basis = f"set by {set_.set_by}" if set_ else "house rule" if due else "no rule"
        rows.append((kind, thing, day, basis, bool(day) and day <= today.isoformat()))
    rows.sort(key=lambda row: (not row[2], row[2], row[0], row[1]))
    return pd.DataFrame(rows, columns=COLUMNS)


def _arrivals(project: Project) -> dict[str, date]:
    took = project.store.table(Event).c.verb == "took"
    return {e.object: date.fromisoformat(e.at[:10]) for e in project.store.read(Event, took)}


def _ruled(rules: dict[str, Any], method: str, came: date | None) -> str:
    months = rules.get("methods", {}).get(method, rules.get("months"))
    return months_after(came, int(months)).isoformat() if months and came else ""


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def keep_until(project: Project, kind: str, thing: str, due: str, reason: str) -> None:
    """Set a date.

    Raises
    ------
    NarrativeError
        There is no such case or source, or the date is none.
    """
    if kind not in KINDS:
        raise NarrativeError("A retention date is of a case or a source.")
    day = _day(due).isoformat()
    store = project.store
    known = {d.case for d in store.read(Document)} if kind == "case" else {s.id for s in store.read(Source)}
    if not thing or thing not in known:
        raise NarrativeError(f"There is no {kind} '{thing}' here. See lif retention for what is held.")
    table = store.table(Retention)
    with store.writing() as connection:
        held = store.read(Retention, table.c.kind == kind, table.c.thing == thing)
        store.put(connection, Retention(kind, thing, day, project.actor, reason))
        events.append(store, connection, project.actor, "set retention", f"{kind} {thing}",
                      before=held[0].due if held else "", after=day)  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NarrativeError(f"'{text}' is no date. Write it as 2027-03-31.") from None
