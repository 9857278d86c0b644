"""Read: the document as it was written, what was found in it, and a person's word on each sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.drafting import rows_of
from lif_narrative.material import decided
from lif_narrative.overview import in_reading_order
from lif_narrative.pages.decide import panel
from lif_narrative.pages.frame import Frame, choose, go, heading, place, plain
from lif_narrative.pages.marks import VOICES
from lif_narrative.pages.sheet import sheet
from lif_narrative.queues import QUEUES, queue

if TYPE_CHECKING:
    import pandas as pd

LABELS: Final = ("method", "agency", "team", "date")


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


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading(
        "Read", "Every word as it was written. A suggestion stands until you decide; you can always undo."
    )
    excerpts = tidy(frame.project.excerpts())
    if excerpts.empty:
        st.info("There is nothing to read yet.", icon=":material/info:")
        frame.link("material", "Go to Material", ":material/folder_open:")
        return
    reading = settle(frame, excerpts)
    if not reading.waiting:
        st.success("Nothing waits in this queue.", icon=":material/done_all:")
    documents, held = frame.project.documents(), excerpts["document_id"][excerpts["id"] == reading.at].iloc[0]
    document = rows_of(documents[documents["id"] == held])[0]
    pager(reading, document)
    left, right = st.columns([5, 3], gap="medium")
    with right:
        panel(frame, reading)
    with left:
        st.markdown(f"**{labels(document)}**")
        inside = excerpts[excerpts["document_id"] == document["id"]]
        sheet(document, inside, chips(reading, inside), chosen=reading.at, queued=set(reading.waiting),
              on_choice=lambda name: go("excerpt", name))  # fmt: skip
        legend()


def tidy(excerpts: pd.DataFrame) -> pd.DataFrame:
    """With blanks where nothing is known yet, in the order in which a person reads."""
    words = ["polarity", "speaker", "reported", "scope", "scope_words"]
    return in_reading_order(excerpts.assign(**{name: excerpts[name].fillna("") for name in words}))


def settle(frame: Frame, excerpts: pd.DataFrame) -> Reading:
    """Ask for the queue, and find the excerpt in hand: the address's, or the first that waits."""
    codings, table = frame.project.codings(), frame.project.themes()
    live = table[table["status"] != "retired"].sort_values("name")
    themes = dict(zip(live["id"], live["name"], strict=True))
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


def pager(reading: Reading, document: dict[str, Any]) -> None:
    """Which of the documents that hold something waiting this is, and a way to the others."""
    rows = reading.excerpts[reading.excerpts["id"].isin(reading.waiting)]
    first = rows.groupby("document_id", sort=False)["id"].first()
    if document["id"] not in first.index or len(first) < 2:
        return
    names = list(first.index)
    key = f"read.document.{document['id']}"  # a key for each, so that the choice always shows where we are

    def turned() -> None:
        go("excerpt", first.iloc[st.session_state[key] - 1])

    with st.container(horizontal=True, vertical_alignment="center"):
        st.pagination(len(names), default=names.index(document["id"]) + 1, key=key, on_change=turned)
        st.caption(f"{len(reading.waiting)} excerpts in {len(first)} documents", width="content")


def chips(reading: Reading, inside: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """The themes that stand on each excerpt, and whether a person or a model put them there."""
    stands = decided(reading.codings)
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows_of(stands[stands["excerpt_id"].isin(inside["id"])]):
        state = "decided" if row["person"] else "suggested"
        name = reading.themes.get(row["theme_id"])
        if name:
            found.setdefault(row["excerpt_id"], []).append((name, state))
    return found


def labels(document: dict[str, Any]) -> str:
    """What the document says of itself."""
    parts = [f"case {document['case']}" if document["case"] else "", *(document[name] for name in LABELS)]
    parts += [] if document["date"] else [document["period"]]
    return (
        " · ".join(plain(str(part)) for part in dict.fromkeys(parts) if part) or "A document without labels"
    )


def legend() -> None:
    """What the marks mean."""
    st.caption(
        "▲ strength · ▼ concern · ◆ both · no mark: neither. A dotted line under words: how far they reach. "
        "A theme in a dashed line is suggested; in a full line, decided by a person. "
        "Press a sentence to choose it, or walk with the arrow keys."
    )
