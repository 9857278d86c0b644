"""The rows of long work: added once, told how far it is, and settled when its process is gone."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from typing import Final

import sqlalchemy as sa

from lif_narrative import events
from lif_narrative.errors import NarrativeError
from lif_narrative.events import now
from lif_narrative.labour.kinds import KINDS
from lif_narrative.records import Event, Labour
from lif_narrative.store import Store

WORKING, STOPPING, DONE, STOPPED = "working", "stopping", "done", "stopped"
FAILED, INTERRUPTED = "failed", "interrupted"
LIVE: Final = (WORKING, STOPPING)
SILENT_S: Final = 120.0  # a process that says nothing for so long is gone, wherever it was
BEGAN, STOPPED_IT = "began work", "stopped work"
CHILDREN: Final[dict[str, subprocess.Popen[bytes]]] = {}  # the processes that this one started, by labour


class _Busy(Exception):
    """Work that must be alone is under way."""


def added(store: Store, row: Labour) -> Labour | None:
    """Add a row and its event; if it must be alone and work is under way, add nothing and return that."""
    settle(store)
    table = store.table(Labour)
    try:
        with store.writing() as connection:
            events.append(store, connection, row.by, BEGAN, f"{row.kind} {row.id}")  # one writer from here on
            query = sa.select(table.c.id, table.c.kind).where(table.c.state.in_(LIVE))
            alone = [r.id for r in connection.execute(query) if KINDS[r.kind].alone]
            if KINDS[row.kind].alone and alone:
                raise _Busy(alone[0])
            store.add(connection, [row])
    except _Busy as busy:
        return labour(store, str(busy))
    return None


def labour(store: Store, labour_id: str) -> Labour:
    """The row of this id; NarrativeError when there is none."""
    found = store.read(Labour, store.table(Labour).c.id == labour_id)
    if not found:
        raise NarrativeError(f"There is no long work {labour_id}.")
    return found[0]


def latest(store: Store, n: int) -> list[Labour]:
    """The newest rows, newest first, as they stand."""
    settle(store)
    table = store.table(Labour)
    newest = sa.select(table.c.id).order_by(table.c.started.desc()).limit(n)
    found = store.read(Labour, table.c.id.in_(newest.scalar_subquery()))
    return sorted(found, key=lambda row: (row.started, row.id), reverse=True)


def settle(store: Store) -> None:
    """Mark as interrupted what no process does any more: killed, or the machine went down."""
    for row in store.read(Labour, store.table(Labour).c.state.in_(LIVE)):
        if not lives(row):
            end(store, row.id, STOPPED if row.state == STOPPING else INTERRUPTED)


def lives(row: Labour) -> bool:
    """Whether a process still does it."""
    silent = (datetime.now(UTC) - datetime.fromisoformat(row.told)).total_seconds()
    if silent > SILENT_S:
        return False
    if row.machine != platform.node() or not row.process:
        return True  # it says itself how it goes
    child = CHILDREN.get(row.id)
    if child is not None:
        return child.poll() is None  # reaps it, too
    try:
        os.kill(row.process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def tell(store: Store, labour_id: str, **fields: object) -> str:
    """Write how far it is; the state, which another process may have set to `stopping`."""
    table = store.table(Labour)
    if fields:
        with store.writing() as connection:
            connection.execute(sa.update(table).where(table.c.id == labour_id).values(told=now(), **fields))
    rows = store.rows(sa.select(table.c.state).where(table.c.id == labour_id))
    return str(rows[0]["state"]) if rows else STOPPING


def end(store: Store, labour_id: str, state: str, said: str = "") -> None:
    """How it ended; whoever comes second says nothing."""
    table = store.table(Labour)
    with store.writing() as connection:
        connection.execute(sa.update(table).where(table.c.id == labour_id, table.c.state.in_(LIVE))
                           .values(state=state, said=said, told=now()))  # fmt: skip


def ask_to_stop(store: Store, row: Labour, actor: str) -> None:
    """Ask the process to stop; it looks twice a second."""
    table = store.table(Labour)
    with store.writing() as connection:
        asked = sa.update(table).where(table.c.id == row.id, table.c.state == WORKING).values(state=STOPPING)
        if connection.execute(asked).rowcount:
            events.append(store, connection, actor, STOPPED_IT, f"{row.kind} {row.id}")


def revision(store: Store) -> str:
    """The number of the last event, and the long work under way."""
    labours, trail = store.table(Labour), store.table(Event)
    with store.reading() as connection:
        last = connection.execute(sa.select(sa.func.max(trail.c.position))).scalar() or 0
        live = connection.execute(sa.select(labours.c.id).where(labours.c.state.in_(LIVE))).scalars()
        return " ".join([str(last), *sorted(live)])
