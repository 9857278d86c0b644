"""Counts of people that left the project: kept, so that no later export gives away what they held back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lif_narrative import events
from lif_narrative.fingerprint import digest
from lif_narrative.records import Release, ReleasedCount

if TYPE_CHECKING:
    from lif_narrative.store import Store
    from lif_narrative.suppression import Suppressed


def keep(store: Store, connection: Any, thing: str, settled: Sequence[Suppressed]) -> None:
    """Keep the tables of an export, each once, in the transaction that tells of it.

    Only what was settled for readers outside the audit: internal files show every count.
    """
    for one in settled:
        if one.profile and one.table.cells:
            store.put(connection, _released(one, thing))


def _released(one: Suppressed, thing: str) -> Release:
    table = one.table
    counts = tuple(ReleasedCount(place, n, place in one.hidden) for place, n in sorted(table.cells.items()))
    shown = [one.profile, table.name, table.unit, list(table.dimensions), table.date, one.withheld,
             [[list(c.place), c.count, c.hidden] for c in counts]]  # fmt: skip
    return Release(
        f"re-{digest(shown)[:16]}", events.now(), thing, one.profile, table.name, table.unit,
        table.dimensions, table.date, table.adds, one.withheld, counts,
    )  # fmt: skip


def earlier(store: Store) -> tuple[Suppressed, ...]:
    """All counts that left the project before, as `suppress` takes them."""
    from lif_narrative.export.profiles import profile_called
    from lif_narrative.suppression import CountTable, Suppressed
    from lif_narrative.suppression.tables import as_shown

    made = []
    for one in sorted(store.read(Release), key=lambda release: (release.at, release.id)):
        cells = {count.place: count.count for count in one.counts}
        table = CountTable(one.name, one.unit, one.dimensions, cells, one.date, one.adds)
        hidden = frozenset(count.place for count in one.counts if count.hidden)
        shown = as_shown(table, hidden, profile_called(one.profile))
        made.append(Suppressed(table, shown, hidden, one.withheld, one.profile))
    return tuple(made)
