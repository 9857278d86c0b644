"""What people decide of themes and codings, written to the trail in the same transaction."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from lif_narrative import decisions, events
from lif_narrative.codebook import Codebook
from lif_narrative.errors import NarrativeError, ReasonNeeded
from lif_narrative.records import Coding, Excerpt, Theme, Wording

if TYPE_CHECKING:
    from lif_narrative.project import Project


def adopt(project: Project, source: Any) -> Codebook:
    """Make a codebook the project's; themes it no longer holds are retired, never deleted."""
    codebook = Codebook.read(source)
    store = project.store
    held = {theme.id: theme for theme in store.read(Theme)}
    fresh = {theme.id for theme in codebook.themes}
    left = [dataclasses.replace(t, status="retired") for i, t in held.items()
            if i not in fresh and t.status == "accepted"]  # fmt: skip
    changed = [theme for theme in [*codebook.themes, *left] if held.get(theme.id) != theme]
    if not changed:
        return codebook
    with store.writing() as connection:
        for theme in changed:
            store.put(connection, theme)
        event = events.append(store, connection, project.actor, "adopted", "codebook",
                              before=_mark(held.values()), after=codebook.fingerprint)  # fmt: skip
        for theme in changed:
            store.put(connection, Wording(theme.id, event.position, theme))
    return codebook


def codebook_of(project: Project) -> Codebook | None:
    """The project's codebook: its accepted themes; None before one was adopted."""
    themes = tuple(theme for theme in project.store.read(Theme) if theme.status == "accepted")
    return Codebook(themes) if themes else None


def _mark(themes: Any) -> str:
    accepted = tuple(theme for theme in themes if theme.status == "accepted")
    return Codebook(accepted).fingerprint if accepted else ""


def decide(
    project: Project, verb: str, excerpt_id: str, theme_id: str, reason: str, after: str, *,
    actor: str = "", before: str = "",
) -> None:  # fmt: skip
    """Write a person's word on an excerpt and a theme; it counts at once and in every later run.

    `actor` is whose word it is, where another than the project's actor gave it in another program;
    `before` what the word follows from: the mark that it came with, or the act that it takes back.
    """
    store, actor = project.store, actor or project.actor
    excerpts, themes, codings = store.table(Excerpt), store.table(Theme), store.table(Coding)
    if not store.read(Excerpt, excerpts.c.id == excerpt_id):
        raise NarrativeError(f"There is no excerpt {excerpt_id}. Its document may have been cut anew since.")
    if not store.read(Theme, themes.c.id == theme_id):
        raise NarrativeError(f"There is no theme {theme_id}. See `lif themes` for the ids.")
    pair = (codings.c.excerpt_id == excerpt_id, codings.c.theme_id == theme_id)
    with store.writing() as connection:
        free = after or reason or before.startswith(decisions.UNDOES)  # an undo puts back what stood
        if not free and actor == project.actor:  # whoever codes blind learns of no colleague
            _colleagues(connection, codings, pair, actor, verb)
        event = events.append(store, connection, actor, verb, decisions.thing(excerpt_id, theme_id),
                              before=before, after=after, reason=reason)  # fmt: skip
        connection.execute(codings.delete().where(*pair, codings.c.coder == actor))
        if verb != decisions.WITHDREW:
            store.add(connection, [decisions.said_by(event, excerpt_id, theme_id)])


def _colleagues(connection: Any, codings: Any, pair: tuple[Any, ...], actor: str, verb: str) -> None:
    """Ask for a reason before a colleague's decision is spoken against."""
    if verb == decisions.WITHDREW:
        return
    said = 0.0 if verb == decisions.CODED else 1.0
    query = codings.select().where(*pair, codings.c.coder != actor, codings.c.score == said)
    others = sorted(row.coder for row in connection.execute(query) if row.coder.startswith("human:"))
    if others:
        word = "put this under the theme" if said else "said that this is not under the theme"
        who = others[0].removeprefix("human:")
        raise ReasonNeeded(f"{who} {word}. Say in a line why you see it otherwise.")
