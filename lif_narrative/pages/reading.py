"""What is being read: the queue, the excerpt in hand, and what is said of it so far."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.learning import Learned, learned
from lif_narrative.pages.frame import Frame, choose, go, place
from lif_narrative.pages.marks import VOICES
from lif_narrative.queues import BLIND, QUEUES, RANKED, in_order, places, queue
from lif_narrative.story.drafting import rows_of

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

PROPOSED: Final = {"proposed": " (proposed)"}  # by discovery: nobody made it a theme yet
UNSAID: Final = ("polarity", "speaker", "reported", "scope", "scope_words")  # a model's, so not for the blind


@dataclass(frozen=True)
class Reading:
    """What is being read: every excerpt in reading order, with its place; those that wait; the one in hand.

    `blind` hides what models and others said: `codings` then holds the person's own alone. `passage` is a
    stretch of the document, in code points, that the person has chosen to mark; None for none.
    """

    excerpts: pd.DataFrame
    codings: pd.DataFrame
    themes: dict[str, str]
    waiting: list[str]
    at: str
    places: dict[str, int] = field(repr=False)
    blind: bool = False
    ranked: bool = False
    passage: tuple[int, int] | None = None
    read: tuple[str, ...] = field(default=(), repr=False)
    learned: Learned = Learned()

    @property
    def row(self) -> dict[str, Any]:
        """The excerpt in hand."""
        at = self.places[self.at]
        return rows_of(self.excerpts.iloc[at : at + 1])[0]

    def step(self, by: int) -> str:
        """The next excerpt that waits, before or after the one in hand; itself at either end."""
        if self.ranked:
            here = self.waiting.index(self.at) if self.at in self.waiting else -1
            to = here + by
            return self.waiting[to] if 0 <= to < len(self.waiting) else self.at
        here, stands = self.places.get(self.at, -1), self.places.__getitem__
        if by > 0:
            to = bisect.bisect_right(self.waiting, here, key=stands)
        else:
            to = bisect.bisect_left(self.waiting, here, key=stands) - 1
        return self.waiting[to] if 0 <= to < len(self.waiting) else self.at


def settle(frame: Frame) -> Reading | None:
    """Ask for the queue, and find the excerpt in hand: the address's, or the first that waits."""
    project = frame.project
    excerpts = in_order(project)
    if excerpts.empty:
        return None
    table = project.themes()
    live = table[table["status"] != "retired"].sort_values("name")
    themes = {row["id"]: row["name"] + PROPOSED.get(row["status"], "") for row in rows_of(live)}
    codings, read = project.codings(), tuple(project.read_so_far())
    people = codings[codings["coder"].str.startswith("human:").astype(bool)]
    blind, taught = is_blind(), learned(project, people["excerpt_id"].nunique())
    if blind:
        codings = people[people["coder"] == project.actor]
        excerpts = excerpts.assign(**dict.fromkeys(UNSAID, ""))
    name, theme, voice = asked(excerpts, themes, blind=blind)
    waiting = queue(
        excerpts, codings, name, theme=theme, voice=voice, read=read, first=taught.next
    )["id"].tolist()  # fmt: skip
    order = places(project)
    at = in_hand(order, waiting, read)
    return Reading(
        excerpts, codings, themes, waiting, at, order, blind, name in RANKED, in_passage(), read, taught
    )  # fmt: skip


def asked(excerpts: pd.DataFrame, themes: dict[str, str], *, blind: bool) -> tuple[str, str, str]:
    """The queue, with the theme or voice that some of them ask for."""
    offered = {name: label for name, label in QUEUES.items() if name in BLIND or not blind}
    columns = st.columns(3, vertical_alignment="bottom")
    theme = voice = ""
    with columns[0]:
        name = choose("What to read", offered, "queue", then=afresh)
    with columns[1]:
        if name == "theme" and themes:
            theme = choose("Theme", themes, "theme", then=afresh)
        if name == "voice":
            heard = sorted({*excerpts["speaker"], *excerpts["reported"]} - {"", "none"})
            known = {v: VOICES.get(v, v) for v in heard} or {"": "No voice yet"}
            voice = choose("Voice", known, "voice", then=afresh)
    with columns[2]:
        st.toggle("Read blind", value=blind, key="read.blind", on_change=turn_blind,
                  help="Hides what the model and others said, so that your word is your own.")  # fmt: skip
    return name, theme, voice


def is_blind() -> bool:
    """Whether what models and others said is hidden."""
    return place("blind") == "yes"


def turn_blind() -> None:
    """Hide what others said, or show it again."""
    go("blind", "yes" if st.session_state["read.blind"] else "")


def in_hand(known: dict[str, int], waiting: list[str], read: tuple[str, ...] = ()) -> str:
    """The excerpt that the address names; else where the person was; else the first that waits."""
    named, before = st.query_params.get("excerpt", ""), place("excerpt") or next(reversed(read), "")
    at = named if named in known else before if before in waiting else next(iter(waiting or known))
    go("excerpt", at)
    return at


def in_passage() -> tuple[int, int] | None:
    """The stretch that the address holds, in code points: it goes with the excerpt in hand."""
    start, _, end = st.query_params.get("passage", "").partition("-")
    return (int(start), int(end)) if start.isdigit() and end.isdigit() and int(start) < int(end) else None


def afresh() -> None:
    """Another queue begins with the first that waits in it."""
    go("excerpt", "")
    go("passage", "")


def onward(project: Project, reading: Reading, to: str) -> None:
    """Go to another excerpt; the one in hand was read."""
    if reading.at not in reading.read[-1:]:
        project.note_read([reading.at])
    go("passage", "")
    go("excerpt", to)
