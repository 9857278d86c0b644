"""A kept story and one act on it: checked against what others did, written with its version and event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lif_narrative import events
from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import digest
from lif_narrative.records import Edition, Story
from lif_narrative.schemas import row_of
from lif_narrative.story.editions import refused_over

if TYPE_CHECKING:
    from lif_narrative.project import Project

SETTLED = ("signed off", "final")


class EditedMeanwhile(NarrativeError):
    """Somebody changed the same thing since this person opened it; theirs stands."""


def held(project: Project, story_id: str, connection: Any = None) -> Story:
    """The story as it stands; inside a transaction it stays so until that ends."""
    store = project.store
    if connection is None:
        found = next(iter(store.read(Story, store.table(Story).c.id == story_id)), None)
    else:
        found = store.held(connection, Story, story_id)
    if found is None:
        raise NarrativeError(f"There is no saved story {story_id}. Save the draft first.")
    return found


def editions(project: Project, story_id: str, since: int = 0, until: int | None = None) -> list[Edition]:
    """Every version of a story from `since` on, to `until` where that is given, oldest first."""
    version = project.store.table(Edition).c.version
    here = [project.store.table(Edition).c.story_id == story_id, version >= since]
    return project.store.read(Edition, *here, *([version <= until] if until is not None else []))


def lines(project: Project, now: Story) -> list[Edition]:
    """Who did what to a story, oldest first; the versions' own words are not read: each holds `now`."""
    here = project.store.table(Edition).c.story_id == now.id
    return project.store.read(Edition, here, without={"story": now})


def act(
    project: Project, story_id: str, verb: str, change: Callable[[Story], Story], *,
    block: str = "", thing: str = "", seen: int | None = None, reason: str = "",
) -> Story:  # fmt: skip
    """Do one thing to a kept story.

    Parameters
    ----------
    verb : str
        Of the event.
    change : function from the story as it stands to the story after it
    block : str
        The block it concerns; "" for the whole story.
    thing : str
        What else the event names, such as an excerpt.
    seen : int, optional
        The version that the person looked at; without it nobody's newer edit can be told.

    Raises
    ------
    EditedMeanwhile
        Somebody changed the same block (or, for the whole story, anything) since.
    """
    with project.store.writing() as connection:
        now = held(project, story_id, connection)
        since = now.version if seen is None else min(seen, now.version)  # others wait while this is read
        known = editions(project, story_id, since) or [_first(now)]
        if seen is not None and (why := _why_not(block, seen, now, known)):
            raise EditedMeanwhile(why)
        after = change(now)
        if after == now:
            return now
        status = "in review" if now.status in SETTLED and after.status == now.status else after.status
        after = replace(after, version=now.version + 1, status=status)
        if len(known) == 1:
            project.store.put(connection, known[0])
        write(project, connection, after, verb, block, before=now, thing=thing, reason=reason)
    return after


def restore(
    project: Project, story_id: str, verb: str, choose: Callable[[Sequence[Edition]], Edition],
    seen: int | None,
) -> Story:  # fmt: skip
    """Bring a version back as the newest; refused when somebody changed the story since it was seen."""
    with project.store.writing() as connection:
        now = held(project, story_id, connection)
        known = lines(project, now) or [_first(now)]
        if seen is not None and (why := whole_refused(seen, now, known)):
            raise EditedMeanwhile(why)
        back = choose(known)
        stood = next((e.story for e in editions(project, story_id, back.version, back.version)), back.story)
        status = "in review" if now.status in SETTLED else now.status
        after = replace(stood, version=now.version + 1, status=status)
        write(
            project,
            connection,
            after,
            verb,
            before=now,
            thing=f"version {back.version}",
            restores=back.version,
        )
    return after


def write(
    project: Project, connection: Any, record: Story, verb: str, block: str = "", *,
    before: Story | None = None, thing: str = "", reason: str = "", restores: int = 0,
) -> None:  # fmt: skip
    """Keep a story, its version and the event, in the transaction given."""
    project.store.put(connection, record)
    told = Edition(record.id, record.version, events.now(), project.actor, verb, block, record, restores)
    project.store.put(connection, told)
    events.append(
        project.store, connection, project.actor, verb, " ".join(filter(None, (record.id, block, thing))),
        before=digest(row_of(before)) if before else "", after=digest(row_of(record)), reason=reason,
    )  # fmt: skip


def mark(project: Project, connection: Any, now: Story, status: str, verb: str) -> Story:
    """Give a story another status: its words stay, so its version does too."""
    after = replace(now, status=status)
    project.store.put(connection, after)
    events.append(project.store, connection, project.actor, verb, now.id,
                  before=now.status, after=status)  # fmt: skip
    return after


def _first(now: Story) -> Edition:
    """The version of a story that was kept before versions were."""
    return Edition(now.id, now.version, "", "", "saved", "", now)


def _why_not(block: str, seen: int, now: Story, known: list[Edition]) -> str:
    if block:
        return refused_over(block, seen, now, known)
    return whole_refused(seen, now, known)


def whole_refused(seen: int, now: Story, known: list[Edition]) -> str:
    """Why the whole of a story may not be replaced by one that began from an older version."""
    if seen == now.version:
        return ""
    last = known[-1]
    who, when = last.by.partition(":")[2] or "somebody", last.at[:16].replace("T", " at ")
    return (
        f"The story is at version {now.version} and yours began from {seen}: {who} changed it"
        f"{f' on {when} (UTC)' if when else ''}. Nothing was overwritten. "
        "Open it again and make your change there."
    )
