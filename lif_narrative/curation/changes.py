"""Changes to themes, each written with its event and the wording it leaves, in one transaction."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import adoption, decisions, events
from lif_narrative.codebook import Codebook
from lif_narrative.decisions import MERGED, RESTORED
from lif_narrative.errors import NarrativeError, UnknownChoice
from lif_narrative.fingerprint import digest, short_id
from lif_narrative.records import Coding, Event, Excerpt, Theme, Wording
from lif_narrative.schemas import row_of

if TYPE_CHECKING:
    from lif_narrative.project import Project

ACCEPTED, CHANGED, SPLIT, RETIRED = "accepted theme", "changed theme", "split theme", "retired theme"
PINNED, UNPINNED = "pinned theme", "unpinned theme"
ACTS: Final = (ACCEPTED, CHANGED, MERGED, SPLIT, RETIRED, RESTORED, PINNED, UNPINNED)
WORDS: Final = (
    "name",
    "definition",
    "include",
    "exclude",
    "parent",
    "watch",
    "memo",
    "example",
    "crosswalks",
)


def theme_of(project: Project, theme_id: str) -> Theme:
    """The theme of this id, whatever its status."""
    table = project.store.table(Theme)
    found = project.store.read(Theme, table.c.id == theme_id)
    if not found:
        raise NarrativeError(f"There is no theme {theme_id}. See `lif themes` for the ids.")
    return found[0]


def accept(project: Project, theme_id: str, reason: str, words: Mapping[str, Any]) -> Theme:
    """Take a proposal into the codebook."""
    held = theme_of(project, theme_id)
    if held.status != "proposed":
        raise NarrativeError(f"Theme {theme_id} is not proposed: it is {held.status} already.")
    return _keep(project, ACCEPTED, dataclasses.replace(_worded(held, words), status="accepted"), reason)


def change(project: Project, theme_id: str, reason: str, words: Mapping[str, Any]) -> Theme:
    """Change a theme's words or place; nothing is written where nothing changes."""
    held = theme_of(project, theme_id)
    made = _worded(held, words)
    return held if made == held else _keep(project, CHANGED, made, reason)


def retire(project: Project, theme_id: str, reason: str) -> Theme:
    """Stop coding with a theme."""
    held = theme_of(project, theme_id)
    if held.status == "retired":
        return held
    _childless(project, held)
    return _keep(project, RETIRED, dataclasses.replace(held, status="retired"), reason)


def restore(project: Project, theme_id: str, reason: str) -> Theme:
    """Bring a theme back."""
    held = theme_of(project, theme_id)
    if held.status != "retired":
        return held
    return _keep(project, RESTORED, dataclasses.replace(held, status="accepted"), reason)


def merge(project: Project, theme_ids: Sequence[str], into: str, reason: str) -> Theme:
    """Retire themes for another; people's codings move with them at once, the model's at the next run."""
    target = theme_of(project, into)
    gone = [theme_of(project, one) for one in dict.fromkeys(theme_ids)]
    if not gone or into in {theme.id for theme in gone}:
        raise NarrativeError("Name one or more themes, and another one that takes them in.")
    if target.status != "accepted":
        raise NarrativeError(
            f"Theme {into} is {target.status}. Accept or restore it before others go into it."
        )
    for theme in gone:
        _childless(project, theme)
    for theme in gone:
        _keep(project, MERGED, dataclasses.replace(theme, status="retired"), reason, after=into)
    _moved(project, {theme.id for theme in gone}, into)
    return target


def _moved(project: Project, gone: set[str], into: str) -> None:
    """People's yes to a merged theme is a yes to the one that took it in."""
    store, table = project.store, project.store.table(Coding)
    held = store.read(Coding, table.c.theme_id.in_([*gone, into]))
    said = {(c.excerpt_id, c.coder) for c in held if c.theme_id == into}
    fresh = {
        (c.excerpt_id, c.coder): dataclasses.replace(c, theme_id=into)
        for c in held
        if c.theme_id in gone and c.score > 0 and (c.excerpt_id, c.coder) not in said
    }
    with store.writing() as connection:
        connection.execute(table.delete().where(table.c.theme_id.in_(gone)))
        if fresh:
            store.add(connection, [fresh[key] for key in sorted(fresh)])


def split(
    project: Project,
    theme_id: str,
    parts: Sequence[Mapping[str, Any]],
    placed: Mapping[str, int],
    reason: str,
) -> list[Theme]:
    """Retire a theme for its parts, and code with them what was told apart."""
    held = theme_of(project, theme_id)
    _childless(project, held)
    if len(parts) < 2 or not all(p.get("name") and p.get("definition") for p in parts):
        raise NarrativeError("A split needs two or more parts, each with a name and a definition.")
    known = {e.id for e in project.store.read(Excerpt)}
    if any(e not in known or not 0 <= n < len(parts) for e, n in placed.items()):
        raise NarrativeError("An excerpt to be placed is not there, or its part has no such number.")
    made = []
    for number, words in enumerate(parts):
        name = short_id("th", theme_id, number, str(words["name"]))
        made.append(_worded(Theme(name, "", parent=held.parent, crosswalks=held.crosswalks), words))
    for theme in made:
        _keep(project, ACCEPTED, theme, reason, before=theme_id)
    _keep(project, SPLIT, dataclasses.replace(held, status="retired"), reason,
          after=" ".join(theme.id for theme in made))  # fmt: skip
    for excerpt, number in sorted(placed.items()):
        adoption.decide(project, decisions.CODED, excerpt, made[number].id, "", "")
    return made


def pin(project: Project, theme_id: str, pinned: bool) -> None:
    """Keep a proposal through later runs, or let it go."""
    theme_of(project, theme_id)
    with project.store.writing() as connection:
        events.append(project.store, connection, project.actor, PINNED if pinned else UNPINNED, theme_id)


def pinned(trail: Iterable[Event]) -> set[str]:
    """The proposals that people keep through later runs."""
    last = {e.object: e.verb for e in sorted(trail, key=lambda e: e.position) if e.verb in (PINNED, UNPINNED)}
    return {theme_id for theme_id, verb in last.items() if verb == PINNED}


def _worded(theme: Theme, words: Mapping[str, Any]) -> Theme:
    strange = [name for name in words if name not in WORDS]
    if strange:
        raise UnknownChoice("field of a theme", strange[0], list(WORDS))
    said: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in words.items()}
    made = dataclasses.replace(theme, **said)
    if not made.name.strip():
        raise NarrativeError("A theme needs a name.")
    return made


def _childless(project: Project, theme: Theme) -> None:
    table = project.store.table(Theme)
    if project.store.read(Theme, table.c.parent == theme.id, table.c.status == "accepted"):
        raise NarrativeError(f"'{theme.name}' has themes under it. Move or retire those first.")


def _keep(
    project: Project, verb: str, theme: Theme, reason: str, *, before: str = "", after: str = ""
) -> Theme:
    store = project.store
    table, wordings = store.table(Theme), store.table(Wording)
    if theme.status == "accepted":  # refuses a ring of parents, or a parent that is not there
        Codebook((*store.read(Theme, table.c.status == "accepted", table.c.id != theme.id), theme))
    held = store.read(Theme, table.c.id == theme.id)
    with store.writing() as connection:
        event = events.append(store, connection, project.actor, verb, theme.id, before=before,
                              after=after or digest(row_of(theme)), reason=reason)  # fmt: skip
        if held and not store.read(Wording, wordings.c.theme_id == theme.id):
            store.put(connection, Wording(theme.id, 0, held[0]))  # as it was before the first change
        store.put(connection, theme)
        store.put(connection, Wording(theme.id, event.position, theme))
    return theme
