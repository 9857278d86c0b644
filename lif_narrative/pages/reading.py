"""What is being read: the queue, the excerpt in hand, and what is said of it so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from lif_narrative.overview import in_reading_order
from lif_narrative.pages.frame import Frame, choose, go, place
from lif_narrative.pages.marks import VOICES
from lif_narrative.queues import QUEUES, queue
from lif_narrative.story.drafting import rows_of

if TYPE_CHECKING:
    import pandas as pd

PROPOSED: Final = {"proposed": " (proposed)"}  # by discovery: nobody made it a theme yet


@dataclass(frozen=True)
class Reading:
    """What is being read: every excerpt in reading order, those that wait, and the one in hand."""

    excerpts: pd.DataFrame
    codings: pd.DataFrame
    themes: dict[str, str]
    waiting: list[str]
    at: str

    def step(self, by: int) -> str:
        """The next excerpt that waits, before or after the one in hand; itself at either end."""
        order = {name: position for position, name in enumerate(self.excerpts["id"])}
        here = order.get(self.at, -1)
        places = [order[name] for name in self.waiting]
        beyond = [p for p in places if p > here] if by > 0 else [p for p in reversed(places) if p < here]
        return str(self.excerpts["id"].iloc[beyond[0]]) if beyond else self.at


def tidy(excerpts: pd.DataFrame) -> pd.DataFrame:
    """With blanks where nothing is known yet, in the order in which a person reads."""
    words = ["polarity", "speaker", "reported", "scope", "scope_words"]
    return in_reading_order(excerpts.assign(**{name: excerpts[name].fillna("") for name in words}))


def settle(frame: Frame, excerpts: pd.DataFrame) -> Reading:
    """Ask for the queue, and find the excerpt in hand: the address's, or the first that waits."""
    codings, table = frame.project.codings(), frame.project.themes()
    live = table[table["status"] != "retired"].sort_values("name")
    themes = {row["id"]: row["name"] + PROPOSED.get(row["status"], "") for row in rows_of(live)}
    columns = st.columns(3)
    with columns[0]:
        name = choose("What to read", QUEUES, "queue", then=afresh)
    theme = voice = ""
    with columns[1]:
        if name == "theme" and themes:
            theme = choose("Theme", themes, "theme", then=afresh)
        if name == "voice":
            heard = sorted({*excerpts["speaker"], *excerpts["reported"]} - {"", "none"})
            known = {v: VOICES.get(v, v) for v in heard} or {"": "No voice yet"}
            voice = choose("Voice", known, "voice", then=afresh)
    waiting = queue(excerpts, codings, name, theme=theme, voice=voice)["id"].tolist()
    return Reading(excerpts, codings, themes, waiting, in_hand(excerpts["id"].tolist(), waiting))


def in_hand(known: list[str], waiting: list[str]) -> str:
    """The excerpt that the address names; else where the person was; else the first that waits."""
    named, before = st.query_params.get("excerpt", ""), place("excerpt")
    at = named if named in known else before if before in waiting else next(iter(waiting or known))
    go("excerpt", at)
    return at


def afresh() -> None:
    """Another queue begins with the first that waits in it."""
    go("excerpt", "")


def standing(reading: Reading, actor: str) -> dict[str, tuple[str, float]]:
    """Each theme said of the excerpt: decided, rejected or suggested, with the model's score."""
    rows = reading.codings[reading.codings["excerpt_id"] == reading.at]
    said: dict[str, tuple[str, float]] = {}
    for row in rows_of(rows.sort_values(["score", "theme_id"], ascending=[False, True])):
        if row["theme_id"] not in reading.themes:
            continue
        if row["coder"].startswith("human:"):
            mine = row["coder"] == actor
            state = ("mine" if mine else "decided") if row["score"] > 0 else "rejected"
            said[row["theme_id"]] = (state, said.get(row["theme_id"], ("", 1.0))[1])
        else:
            said.setdefault(row["theme_id"], ("suggested", row["score"]))
    return said
