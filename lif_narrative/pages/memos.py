"""Memos: what a person notes beside an excerpt or a passage, kept as it is typed and there after a reload."""

from __future__ import annotations

import streamlit as st

from lif_narrative.pages.frame import attempt, plain
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of


def memos(project: Project, about: str, *, others: bool = True, label: str = "Memo") -> None:
    """The memos on a thing, and a place for another; without `others`, the person's own alone."""
    for note in rows_of(project.notes(about, "memo")):
        if note["about"] != about or not (others or note["by"] == project.actor):
            continue
        by, when = note["by"].partition(":")[2], note["at"][:10]
        st.markdown(f":material/sticky_note_2: {plain(note['text'])} :gray[{plain(by)}, {when}]")
    key = f"memo.{about}"
    typing(project, label, key, placeholder="A thought, a doubt, a link to another case")
    st.button("Keep the memo", icon=":material/bookmark_add:", key=f"{key}.keep",
              on_click=keep, args=(project, about, key))  # fmt: skip


def typing(
    project: Project, label: str, key: str, *, placeholder: str = "", height: int = 80, line: bool = False
) -> str:
    """A field whose words are kept when it is left, for this person alone, until they are used."""
    if key not in st.session_state:
        st.session_state[key] = project.jotted(place_of(key))
    if line:
        return str(
            st.text_input(label, key=key, placeholder=placeholder, on_change=left, args=(project, key))
        )
    return str(
        st.text_area(
            label, key=key, height=height, placeholder=placeholder, on_change=left, args=(project, key)
        )  # fmt: skip
    )


def place_of(key: str) -> str:
    """Where the words of a field are kept: the field and the ids that it is for."""
    return key.replace(".", " ")


def left(project: Project, key: str) -> None:
    """Keep what was typed."""
    attempt(project.jot, place_of(key), str(st.session_state.get(key, "")))


def keep(project: Project, about: str, key: str) -> None:
    """Make what was typed a memo."""
    if attempt(project.memo, about, str(st.session_state.get(key, ""))):
        done(project, key)


def done(project: Project, key: str) -> None:
    """The words of a field were used: it is empty again."""
    st.session_state[key] = ""
    attempt(project.jot, place_of(key), "")
