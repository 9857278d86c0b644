"""What was done to the codebook, as sentences and as differences between two moments."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from lif_narrative.curation.changes import ACCEPTED, ACTS, CHANGED, PINNED, RETIRED, SPLIT, UNPINNED
from lif_narrative.decisions import MERGED, RESTORED
from lif_narrative.records import Event, Theme, Wording

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

SAID: Final = {
    ACCEPTED: "accepted it into the codebook", CHANGED: "changed {0}", MERGED: "merged it into {1}",
    SPLIT: "split it into {1}", RETIRED: "retired it", RESTORED: "restored it",
    PINNED: "pinned the proposal", UNPINNED: "let the proposal go",
}  # fmt: skip


def told(project: Project, theme_id: str) -> list[str]:
    """A sentence an act, the earliest first."""
    store = project.store
    names = {theme.id: f"'{theme.name}'" for theme in store.read(Theme)}
    wordings = {w.position: w.theme for w in store.read(Wording, store.table(Wording).c.theme_id == theme_id)}
    sentences = []
    for event in store.read(Event, store.table(Event).c.object == theme_id):
        if event.verb not in ACTS:
            continue
        before = wordings.get(max((p for p in wordings if p < event.position), default=-1))
        what = _changed(before, wordings.get(event.position))
        other = " and ".join(names.get(one, one) for one in event.after.split())
        why = f", because {event.reason}" if event.reason else ""
        who = event.actor.partition(":")[2]
        sentences.append(f"{event.at[:10]}: {who} {SAID[event.verb].format(what, other)}{why}.")
    return sentences


def _changed(before: Theme | None, after: Theme | None) -> str:
    if before is None or after is None:
        return "its words"
    different = _differences(before, after)
    if set(different) == {"name"}:
        return f"its name from '{before.name}' to '{after.name}'"
    return f"its {' and '.join(different)}" if different else "nothing"


def _differences(before: Theme, after: Theme) -> list[str]:
    names = [field.name for field in dataclasses.fields(Theme)]
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def between(project: Project, earlier: int, later: int | None = None) -> pd.DataFrame:
    """Differences between two moments: theme_id theme what before after."""
    import pandas as pd

    then, now = _codebook_at(project, earlier), _codebook_at(project, later)
    rows = []
    for theme_id in sorted({*then, *now}):
        before, after = then.get(theme_id), now.get(theme_id)
        name = (after or before).name  # type: ignore[union-attr]
        if before is None or after is None:
            there = ("", "yes") if before is None else ("yes", "")
            rows.append((theme_id, name, "in the codebook", *there))
            continue
        for what in _differences(before, after):
            rows.append((theme_id, name, what, str(getattr(before, what)), str(getattr(after, what))))
    return pd.DataFrame(rows, columns=["theme_id", "theme", "what", "before", "after"])


def _codebook_at(project: Project, position: int | None) -> dict[str, Theme]:
    """The accepted themes after the event of this position; None is now."""
    held = {theme.id: theme for theme in project.store.read(Theme)}
    if position is not None:
        wordings: dict[str, list[Wording]] = {}
        for wording in project.store.read(Wording):
            wordings.setdefault(wording.theme_id, []).append(wording)
        for theme_id, known in wordings.items():
            upto = [w for w in known if w.position <= position]
            if upto:
                held[theme_id] = max(upto, key=lambda w: w.position).theme
            else:
                held.pop(theme_id, None)
    return {i: theme for i, theme in held.items() if theme.status == "accepted"}
