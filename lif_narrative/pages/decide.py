"""The panel beside the sheet: one excerpt or passage, its themes, and a person's word, by key or by press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from lif_narrative.pages.chips import add, chips, standing
from lif_narrative.pages.frame import Frame, go, plain
from lif_narrative.pages.keys import offer_help
from lif_narrative.pages.marks import VOICES, polarity, quote
from lif_narrative.pages.memos import memos
from lif_narrative.pages.reading import Reading, onward
from lif_narrative.pages.saying import say, undo, why
from lif_narrative.project import Project

SCOPES: Final = {"one": "one child or family", "some": "some", "most": "most", "all": "all"}


def panel(
    frame: Frame, reading: Reading, document: dict[str, Any], marked: Sequence[dict[str, Any]] = ()
) -> None:
    """Draw the panel."""
    project, row = frame.project, reading.row
    steps(project, reading)
    if reading.passage:
        chosen_passage(reading, document)
    else:
        in_hand(row)
    said = standing(reading, project.actor)
    if reading.passage:  # the themes of its sentence are the likeliest
        said = {theme: ("here", 1.0) for theme, (state, _) in said.items() if state != "rejected"}
    waiting = [theme for theme, (state, _) in said.items() if state == "suggested"]
    decide(project, reading, waiting)
    why(project, reading)
    chips(project, reading, said, waiting)
    add(project, reading, [t for t, (state, _) in said.items() if state not in ("rejected", "here")])
    with st.expander("Memo", icon=":material/sticky_note_2:", key="memo.panel", expanded=True):
        memos(project, about(reading, document, marked), others=not reading.blind)
    taught(reading)
    offer_help()


def about(reading: Reading, document: dict[str, Any], marked: Sequence[dict[str, Any]]) -> str:
    """What a memo is of: the excerpt in hand; a mark of the passage in hand, else its document and place."""
    if not reading.passage:
        return reading.at
    start, end = reading.passage
    kept = [mark for mark in marked if (mark["start"], mark["end"]) == (start, end)]
    return str(kept[0]["id"]) if kept else f"{document['id']} {start} {end}"


def in_hand(row: dict[str, Any]) -> None:
    """The words of the excerpt, and what is known of them."""
    quote(row["text"], row["polarity"])
    with st.container(horizontal=True, gap="small"):
        polarity(row["polarity"])
        for words in marks(row):
            st.caption(words, width="content")
    if row["question"]:
        st.caption(f"Answers: {plain(row['question'])}")
    if row["near_empty"]:
        st.caption("A near-empty answer: kept, and never themed by a model.")


def chosen_passage(reading: Reading, document: dict[str, Any]) -> None:
    """The passage to be marked, and a way to let go of it."""
    start, end = reading.passage or (0, 0)
    quote(document["text"][start:end])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("A passage that you chose. Press a theme, or its number, to mark it.", width="stretch")
        st.button("Let go", shortcut="Escape", icon=":material/close:", key="passage.drop", type="tertiary",
                  on_click=go, args=("passage", ""))  # fmt: skip


def steps(project: Project, reading: Reading) -> None:
    """Back and on through what waits."""
    place = reading.waiting.index(reading.at) + 1 if reading.at in reading.waiting else 0
    back, on = reading.step(-1), reading.step(1)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Back", shortcut="K", icon=":material/arrow_upward:", key="decide.back",
                  disabled=back == reading.at, on_click=onward, args=(project, reading, back))  # fmt: skip
        st.button("Next", shortcut="J", icon=":material/arrow_downward:", key="decide.next",
                  disabled=on == reading.at, on_click=onward, args=(project, reading, on))  # fmt: skip
        st.caption(
            f"{place} of {len(reading.waiting)}" if place else f"{len(reading.waiting)} wait", width="content"
        )


def marks(row: dict[str, Any]) -> list[str]:
    """Quiet words on who speaks, who is reported, and how far it reaches."""
    said = []
    if row["speaker"] not in ("", "none"):
        said.append(f"said by {VOICES.get(row['speaker'], row['speaker'])}")
    if row["reported"] not in ("", "none", row["speaker"]):
        said.append(f"reports {VOICES.get(row['reported'], row['reported'])}")
    if row["scope"] in SCOPES:
        words = f": “{plain(row['scope_words'])}”" if row["scope_words"] else ""
        said.append(f"reaches {SCOPES[row['scope']]}{words}")
    return said


def decide(project: Project, reading: Reading, waiting: list[str]) -> None:
    """Yes and no for the first suggestion that waits, and undo of whatever came last."""
    first = waiting[0] if waiting else ""
    with st.container(horizontal=True):
        if not reading.blind and not reading.passage:
            st.button("Accept", shortcut="A", type="primary", icon=":material/check:", key="decide.accept",
                      disabled=not first, on_click=say, args=(project, reading, first, "yes"))  # fmt: skip
            st.button("Reject", shortcut="X", icon=":material/close:", key="decide.reject",
                      disabled=not first, on_click=say, args=(project, reading, first, "no"))  # fmt: skip
        st.button("Undo", shortcut="U", icon=":material/undo:", key="decide.undo.button",
                  on_click=undo, args=(project, reading))  # fmt: skip


def taught(reading: Reading) -> None:
    """What the last twenty decisions taught the coder: hidden from the blind, whom it might lead."""
    if reading.blind:
        return
    if reading.learned.says:
        st.caption(f":material/school: {plain(reading.learned.says)}")
    if reading.learned.waits:
        st.caption(":material/hourglass_empty: The coder is learning from your last decisions.")
