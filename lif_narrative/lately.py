"""The trail a page at a time, in words, and what happened lately; acts of one kind in a row are one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final, cast

from lif_narrative.access import Guarded, needs
from lif_narrative.events import chosen, head, spoken
from lif_narrative.records import Action, Event
from lif_narrative.settings import SETTINGS
from lif_narrative.tales import tale

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

KINDS: Final = {
    "material": "Material and analysis", "themes": "Themes and codes",
    "stories": "Stories, comments, actions", "out": "Files that went out, and originals seen",
    "people": "People and signing in", "keeping": "Backups, keys and forgetting",
}  # fmt: skip
OWN: Final = {  # what a verb is about; those of themes say so, and the rest are of stories and actions
    "material": {"took", "set aside", "received", "took roster", "ran", "finished", "planned", "redacted",
                 "restored redaction", "began work", "stopped work", "confirmed link", "refused link",
                 "withdrew link", "set relation", "let stand", "looked again"},
    "themes": {"coded", "rejected", "withdrew", "marked", "unmarked", "adopted", "drew sample",
               "coded blind", "settled coding"},
    "out": {"exported", "viewed original", "released quote", "withheld quote", "gave to archive"},
    "people": {"signed in", "was not let in", "was refused", "added user", "changed role", "disabled user",
               "enabled user", "set password"},
    "keeping": {"backed up", "restored", "forgot", "made vault", "locked vault", "copied keys",
                "set retention", "checked backup"},
}  # fmt: skip
STEPS: Final = {
    "deidentify": "take the names out", "segment": "cut into excerpts", "embed": "compare meanings",
    "appraise": "tell strengths from concerns", "theme": "find the themes",
    "triangulate": "set methods and voices beside each other",
}  # fmt: skip
HELD: Final = {
    "workbook": "the evidence workbook", "register": "the action register", "codebook": "the codebook",
    "data": "the data tables", "project": "the project",
}  # fmt: skip
GATHERED: Final = {
    "took": "took in {n} files", "set aside": "set {n} files aside", "ran": "ran {n} steps of the analysis",
    "coded": "put excerpts under themes {n} times", "withdrew": "took back {n} words",
    "rejected": "said of {n} suggestions that they do not hold", "marked": "marked {n} passages",
    "accepted": "accepted {n} pieces of evidence", "exported": "exported {n} files",
    "was not let in": "was not let in {n} times", "saved": "saved a story {n} times",
    "accepted theme": "accepted {n} themes", "coded blind": "coded {n} excerpts blind",
    "agreed": "put {n} entries into the register",
}  # fmt: skip
LOOKED_AT: Final = 400  # events from which the last few lines are made


@dataclass(frozen=True)
class TrailPage:
    """Events of one page, newest first (position at who told), and how many there are in all."""

    rows: pd.DataFrame = field(repr=False)
    total: int


class LatelyNouns(Guarded):
    """The trail as people read it on a screen."""

    @needs("history")
    def trail_page(
        self, page: int = 1, size: int = 25, *, who: str = "", kind: str = "", since: str = "",
        until: str = "",
    ) -> TrailPage:  # fmt: skip
        """A page of the trail, newest first.

        Parameters
        ----------
        page, size : int
            Which page, from 1, and how many events it holds.
        who, kind : str
            An actor such as `human:anne`; one of `KINDS`; "" for all.
        since, until : str
            First and last day (ISO 8601, UTC); "" for no bound.
        """
        import pandas as pd

        verbs = None if not kind else {verb for verb in spoken(self.store, "verb") if kind_of(verb) == kind}
        found, total = chosen(self.store, size, (page - 1) * size, actor=who, verbs=verbs, since=since,
                              until=_day_after(until))  # fmt: skip
        names = _names(cast("Project", self))
        rows = [(e.position, e.at, e.actor, tale(e, names)) for e in found]
        return TrailPage(pd.DataFrame(rows, columns=["position", "at", "who", "told"]), total)

    @needs("history")
    def trail_people(self) -> list[str]:
        """Everyone who acts in the trail, by name."""
        return spoken(self.store, "actor")

    @needs("read")
    def recent(self, n: int = 8) -> pd.DataFrame:
        """What happened lately, newest first: at, told; to whoever may not read the trail, their own acts."""
        import pandas as pd

        own = "" if self.may("history") else self.actor
        found, _ = chosen(self.store, LOOKED_AT, 0, actor=own)
        lines = list(_gathered(found, _names(cast("Project", self))))[:n]
        return pd.DataFrame(lines, columns=["at", "told"])

    @needs("read")
    def trail_head(self) -> str:
        """The head as it is printed on exports and backups, COUNT:HASH."""
        count, hash_ = head(self.store)
        return f"{count}:{hash_[:16]}"


def kind_of(verb: str) -> str:
    """Which of `KINDS` an event's verb is."""
    known = next((kind for kind, verbs in OWN.items() if verb in verbs), "")
    return known or ("themes" if "theme" in verb else "stories")


def _names(project: Project) -> dict[str, str]:
    from lif_narrative import trail

    agreed = {entry.id: f"“{entry.text}”" for entry in project.store.read(Action)}
    labels = {key: setting.label.lower() for key, setting in SETTINGS.items()}
    return trail.names_of(project) | agreed | labels | HELD | STEPS


def _gathered(found: Iterable[Event], names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """One line for what a person did again and again on a day."""
    for (actor, verb, _), group in groupby(found, key=lambda e: (e.actor, e.verb, e.at[:10])):
        events = list(group)
        if len(events) == 1:
            yield events[0].at, tale(events[0], names)
            continue
        role = f" ({names[actor]})" if actor in names else ""
        if verb not in GATHERED:
            yield events[0].at, f"{tale(events[0], names)[:-1]}, and {len(events) - 1} more like it."
            continue
        told = GATHERED[verb].format(n=len(events))
        yield events[0].at, f"{actor.partition(':')[2] or actor}{role} {told}."


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else ""


def said_when(at: str, now: datetime) -> str:
    """A moment as people say it: today 14:05, yesterday 09:10, Tuesday 3 November, 3 November 2025."""
    moment = datetime.fromisoformat(at).astimezone(now.tzinfo)
    days = (now.date() - moment.date()).days
    if days in (0, 1):
        return f"{'today' if days == 0 else 'yesterday'} {moment:%H:%M}"
    day = f"{moment.day} {moment:%B}"
    return f"{moment:%A} {day}" if days < 7 else day if moment.year == now.year else f"{day} {moment.year}"
