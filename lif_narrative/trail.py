"""The trail as people read it: what was done to what, when, by which role, and why.

Events hold ids; names of themes and titles of stories are looked up as they stand now, and a thing
that is gone keeps its id.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lif_narrative import events
from lif_narrative.errors import UnknownChoice
from lif_narrative.records import Account, Event, Indicator, Source, Story, Theme
from lif_narrative.spreadsheet import as_text
from lif_narrative.tales import tale

if TYPE_CHECKING:
    from lif_narrative.project import Project

FORMATS: Final = (".docx", ".md", ".csv")


def write(project: Project, to: Path) -> Path:
    """Write the trail whole: .docx or .md to read, .csv to sort.

    The head is printed with it, so that `lif verify --log --head` shows whether the trail was cut since.
    """
    from lif_narrative.export import whole
    from lif_narrative.export.prose import prose

    ending = to.suffix.lower()
    if ending not in FORMATS:
        raise UnknownChoice("format for the trail", ending or to.name, list(FORMATS))
    with project.store.writing() as connection:  # on record before it leaves
        events.append(project.store, connection, project.actor, "exported", "trail", reason=ending)
    days = by_day(project)
    count, head = events.head(project.store)
    title = f"What was done in {project.folder.name}"
    foot = (
        f"The trail held {count} events when this was written. Whether it was changed, or cut since, is "
        f"checked with: lif verify --log --head {count}:{head[:16]}"
    )
    if ending == ".docx":
        whole(to, lambda place: prose(place, title, days, foot))
        return to
    data = _table(project).encode("utf-8-sig") if ending == ".csv" else _page(title, days, foot).encode()

    def put(place: Path) -> None:
        place.write_bytes(data)

    whole(to, put)
    return to


def _page(title: str, days: Mapping[str, Sequence[str]], foot: str) -> str:
    told = "\n\n".join(f"## {day}\n\n" + "\n".join(f"- {_plain(t)}" for t in days[day]) for day in days)
    return f"# {_plain(title)}\n\n{told}\n\n{foot}\n"


def by_day(project: Project) -> dict[str, list[str]]:
    """Each event in a sentence, oldest first, under its day (UTC)."""
    names = names_of(project)
    days: dict[str, list[str]] = {}
    for event in project.store.read(Event):
        when = datetime.fromisoformat(event.at)
        days.setdefault(f"{when.day} {when:%B %Y}", []).append(f"{when:%H:%M} UTC: {tale(event, names)}")
    return days


def names_of(project: Project) -> dict[str, str]:
    """What people call the things that events name by id, and the role of each person."""
    store = project.store
    known = {theme.id: f"the theme “{theme.name}”" for theme in store.read(Theme)}
    known |= {story.id: f"the story “{story.title}”" for story in store.read(Story)}
    known |= {source.id: f"a {source.method or source.format} source" for source in store.read(Source)}
    known |= {one.id: f"the indicator “{one.name}”" for one in store.read(Indicator)}
    return known | {f"human:{account.name}": account.role for account in store.read(Account)}


def _table(project: Project) -> str:
    box = io.StringIO()
    rows = csv.writer(box, lineterminator="\n")
    rows.writerow(["position", "at", "who", "role", "verb", "object", "told", "reason", "hash"])
    names = names_of(project)
    for event in project.store.read(Event):
        cells = (event.position, event.at, event.actor, names.get(event.actor, ""), event.verb, event.object,
                 tale(event, names), event.reason, event.hash)  # fmt: skip
        rows.writerow([as_text(c) for c in cells])
    return box.getvalue()


def _plain(line: str) -> str:
    return "".join("\\" + c if c in "\\`*_[]<>#|" else c for c in line)
