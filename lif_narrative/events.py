"""The trail: append-only, each event holding the hash of the one before.

Events hold ids and hashes, never case text, so that text can be erased without breaking the chain.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from datetime import UTC, datetime

import sqlalchemy as sa

from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import digest
from lif_narrative.records import Event
from lif_narrative.schemas import record_of
from lif_narrative.store import Store

GENESIS = "0" * 64
SHORTEST = 8  # figures of a hash that are enough to know an event by


def now() -> str:
    """The present moment in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def append(
    store: Store, connection: sa.Connection, actor: str, verb: str, thing: str,
    *, before: str = "", after: str = "", reason: str = "",
) -> Event:  # fmt: skip
    """Write one event at the head of the chain, in the transaction of the act it tells of."""
    table = store.table(Event)
    if not store.is_sqlite:  # SQLite's writer already holds the only write lock
        connection.execute(sa.text("LOCK TABLE events IN EXCLUSIVE MODE"))
    last = connection.execute(
        sa.select(table.c.position, table.c.hash).order_by(table.c.position.desc()).limit(1)
    ).first()
    position, previous = (last.position + 1, last.hash) if last else (1, GENESIS)
    event = Event(position, now(), actor, verb, thing, before, after, reason, previous, hash="")
    event = dataclasses.replace(event, hash=_hash(event))
    store.add(connection, [event])
    return event


def _hash(event: Event) -> str:
    told = dataclasses.asdict(event)
    del told["hash"]
    return digest(told)


def faults(events: Iterable[Event], head: tuple[int, str] | None = None) -> list[str]:
    """What is wrong with a chain, in words; empty when it holds.

    Parameters
    ----------
    events : iterable of Event
        In any order.
    head : (count, hash), optional
        As printed on an export or backup; shows a trail that was cut short since.
    """
    found: list[str] = []
    previous, expected = GENESIS, 1
    ordered = sorted(events, key=lambda event: event.position)
    for event in ordered:
        if event.position != expected:
            found.append(f"Event {expected} is missing: the trail goes on with {event.position}.")
        elif event.previous != previous:
            found.append(f"Event {event.position} does not follow from the one before it.")
        if event.hash != _hash(event):
            found.append(f"Event {event.position} was changed after it was written.")
        previous, expected = event.hash, event.position + 1
    if head and not any(e.position == head[0] and e.hash.startswith(head[1]) for e in ordered):
        found.append(f"The trail no longer holds event {head[0]} as it was printed: it was cut or rewritten.")
    return found


def read_head(text: str) -> tuple[int, str]:
    """A head as people copy it: COUNT:HASH, or the first eight figures of the hash or more.

    Raises
    ------
    NarrativeError
        It is not of that form.
    """
    count, _, mark = text.strip().replace(" ", ":").partition(":")
    if not count.isdigit() or len(mark) < SHORTEST or set(mark) - set("0123456789abcdef"):
        raise NarrativeError(f"'{text}' is no head of a trail. Copy it as printed, COUNT:HASH.")
    return int(count), mark


def last(store: Store, but: Collection[str] = ()) -> str:
    """The hash of the last event whose verb is not among `but`; zeros when there is none."""
    table = store.table(Event)
    query = sa.select(table.c.hash).order_by(table.c.position.desc()).limit(1)
    rows = store.rows(query.where(table.c.verb.not_in(list(but))) if but else query)
    return str(rows[0]["hash"]) if rows else GENESIS


def head(store: Store) -> tuple[int, str]:
    """The number of events and the hash of the last: (0, zeros) for a new project."""
    table = store.table(Event)
    query = sa.select(table.c.position, table.c.hash).order_by(table.c.position.desc()).limit(1)
    rows = store.rows(query)
    return (rows[0]["position"], rows[0]["hash"]) if rows else (0, GENESIS)


def chosen(
    store: Store, most: int, skip: int = 0, *, actor: str = "", verbs: Collection[str] | None = None,
    since: str = "", until: str = "",
) -> tuple[list[Event], int]:  # fmt: skip
    """Events newest first, so many after so many, and how many there are in all.

    Parameters
    ----------
    actor : str
        Who acted; "" for everyone.
    verbs : collection of str, optional
        What was done; None for anything.
    since, until : str
        From this moment on, and before that one (ISO 8601, UTC); "" for no bound.
    """
    table = store.table(Event)
    where = [table.c.actor == actor] if actor else []
    where += [] if verbs is None else [table.c.verb.in_(sorted(verbs))]
    where += [table.c.at >= since] if since else []
    where += [table.c.at < until] if until else []
    query = sa.select(table).where(*where).order_by(table.c.position.desc()).limit(most).offset(skip)
    total = store.rows(sa.select(sa.func.count().label("n")).select_from(table).where(*where))[0]["n"]
    return [record_of(Event, row) for row in store.rows(query)], int(total)


def spoken(store: Store, column: str) -> list[str]:
    """Every actor, or every verb, of the trail."""
    place = store.table(Event).c[column]
    return [str(row[column]) for row in store.rows(sa.select(place).distinct().order_by(place))]
