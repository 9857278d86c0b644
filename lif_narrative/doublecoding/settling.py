"""Where coders differ, and what those who talked it over agreed, with their reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lif_narrative import adoption, decisions, events
from lif_narrative.doublecoding.gathered import gathered
from lif_narrative.errors import NarrativeError, ReasonNeeded
from lif_narrative.fingerprint import digest, short_id
from lif_narrative.records import Coding, Settlement

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project


def settle(
    project: Project, excerpt_id: str, theme_id: str, under: bool, reason: str, *,
    roles: tuple[str, ...], sample_id: str, conversation_id: str,
) -> Settlement:  # fmt: skip
    """See `Project.settle_coding`. The reason is kept in its table; the trail holds its hash."""
    if not reason.strip():
        raise ReasonNeeded("Say in a line why: the reason is what others learn from.")
    store = project.store
    before = said_of(project, excerpt_id, theme_id, sample_id)
    if not before:
        raise NarrativeError(f"Nobody coded excerpt {excerpt_id} for this theme: there is nothing to settle.")
    last = latest(project).get((excerpt_id, theme_id))
    at = events.now()
    name = short_id("se", excerpt_id, theme_id, project.actor, at)
    made = Settlement(name, excerpt_id, theme_id, under, reason.strip(), at, project.actor, roles, before,
                      sample_id, conversation_id, last.id if last else "")  # fmt: skip
    verb = decisions.CODED if under else decisions.REJECTED
    adoption.decide(project, verb, excerpt_id, theme_id, "", decisions.SETTLED)
    with store.writing() as connection:
        store.add(connection, [made])
        events.append(store, connection, project.actor, "settled coding", f"{name} {excerpt_id} {theme_id}",
                      before=made.replaces, after=digest(reason))  # fmt: skip
    return made


def said_of(project: Project, excerpt_id: str, theme_id: str, sample_id: str = "") -> dict[str, bool]:
    """What each coder said of an excerpt and a theme: blind where they were, else as it stands."""
    rows = gathered(project, sample_id)
    rows = rows[rows["excerpt_id"] == excerpt_id]
    said = {coder: False for coder in sorted(set(rows["coder"]))}
    under = rows[(rows["theme_id"] == theme_id) & (rows["score"] > 0)]
    said |= {coder: True for coder in sorted(set(under["coder"]))}
    table = project.store.table(Coding)
    pair = (table.c.excerpt_id == excerpt_id, table.c.theme_id == theme_id)
    stands = {
        c.coder: c.score > 0 for c in project.store.read(Coding, *pair) if not c.run.startswith("settled")
    }
    return stands | said


def latest(project: Project) -> dict[tuple[str, str], Settlement]:
    """The settlement in force of each excerpt and theme that has one."""
    made = sorted(project.store.read(Settlement), key=lambda one: (one.at, one.id))
    return {(one.excerpt_id, one.theme_id): one for one in made}


def differing(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Excerpts and themes on which people differ: excerpt_id theme_id yes no model (who said what)."""
    people = rows[rows["coder"].str.startswith("human:")]
    read = {excerpt: sorted(set(names)) for excerpt, names in people.groupby("excerpt_id")["coder"]}
    under = rows[(rows["theme_id"] != "") & (rows["score"] > 0)]
    given: dict[tuple[str, str], set[str]] = {}
    for excerpt, theme, coder in zip(under["excerpt_id"], under["theme_id"], under["coder"], strict=True):
        given.setdefault((excerpt, theme), set()).add(coder)
    found = []
    for (excerpt, theme), who in sorted(given.items()):
        readers = read.get(excerpt, ())
        yes = [name for name in readers if name in who]
        no = [name for name in readers if name not in who]
        if yes and no:
            models = sorted(name for name in who if not name.startswith("human:"))
            found.append({"excerpt_id": excerpt, "theme_id": theme, "yes": yes, "no": no, "models": models})
    return found
