"""What a restore does with a record that was checked: its vault, and what was forgotten since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lif_narrative import events, forgetting
from lif_narrative.deidentify.locks import Lock
from lif_narrative.deidentify.ring import Forgotten
from lif_narrative.migrate import upgrade
from lif_narrative.store import Store, sqlite_url

if TYPE_CHECKING:
    from lif_narrative.deidentify.travel import Keys

RESTORED = "restored"


def settle(
    place: Path, packed: Path, manifest: dict[str, Any], keys: Keys | None, vault: Path,
    lock: Lock | None, actor: str,
) -> None:  # fmt: skip
    """Bring the vault back, take away again what was forgotten since, and tell the trail."""
    from lif_narrative.deidentify.travel import arrive

    forgotten = {entry["id"]: Forgotten.of(entry) for entry in (manifest["vault"] or {}).get("forgotten", ())}
    if keys and manifest["vault"]:
        arrive(vault, packed, manifest["vault"], keys, lock or Lock())
        forgotten |= {entry.id: entry for entry in keys.ring.forgotten}
    store = Store(sqlite_url(place / "project.sqlite"))
    upgrade(store)
    forgetting.honour(store, place, actor, forgotten.values())
    with store.writing() as connection:
        events.append(store, connection, actor, RESTORED, "project",
                      before=f"{manifest['events']}:{manifest['head']}")  # fmt: skip
    store.close()
