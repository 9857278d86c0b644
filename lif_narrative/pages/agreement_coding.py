"""Coding blind: one excerpt with what it answers and what stands around it, and nobody else's word on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.pages.frame import Frame, attempt, plain
from lif_narrative.pages.marks import quote
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of

if TYPE_CHECKING:
    import pandas as pd

FIELDS: Final = ("method", "agency")


def coding(frame: Frame, sample_id: str) -> None:
    """Draw the view."""
    project = frame.project
    waits = project.to_code_blind(sample_id)
    total = next(int(row["n"]) for row in rows_of(project.samples()) if row["id"] == sample_id)
    done = total - len(waits)
    st.progress(done / total, text=f"{done} of {total} coded by you")
    if waits.empty:
        st.success("You have coded them all. Now see where people differ.", icon=":material/done_all:")
        frame.link("agreement", "Where people differ", ":material/compare_arrows:", view="settle",
                   sample=sample_id)  # fmt: skip
        return
    themes = project.themes()
    live = themes[themes["status"] == "accepted"].sort_values("name")
    one(frame, sample_id, rows_of(waits)[0], live)


def one(frame: Frame, sample_id: str, row: dict[str, Any], themes: pd.DataFrame) -> None:
    """The excerpt in hand and the themes to give it."""
    names = dict(zip(themes["id"], themes["name"], strict=True))
    if row["question"]:
        st.caption(f"Answers: {plain(row['question'])}")
    quote(row["text"], said=" · ".join(str(row[name]) for name in FIELDS if row[name]))
    key = f"blind.{row['id']}"
    st.multiselect("Which themes is it under?", list(names), format_func=lambda t: names[t], key=key,
                   placeholder="Type part of a name; leave it empty for none")  # fmt: skip
    given = st.session_state.get(key, [])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Save and go on" if given else "None of them: go on", shortcut="S", type="primary",
                  icon=":material/check:", key="blind.save", on_click=save,
                  args=(frame.project, sample_id, row["id"], list(given)))  # fmt: skip
        frame.link("read", "See it where it stands", ":material/menu_book:", excerpt=row["id"], blind="yes",
                   queue="all")  # fmt: skip
    if row["context"] != row["text"]:
        with st.expander("The paragraph around it", icon=":material/notes:", key="blind.around"):
            st.text(row["context"])
    with st.expander("What the themes mean", icon=":material/sell:", key="blind.themes"):
        for theme in rows_of(themes):
            st.markdown(f"**{plain(theme['name'])}** {plain(theme['definition'])}")


def save(project: Project, sample_id: str, excerpt_id: str, themes: list[str]) -> None:
    """What the press does; a word that cannot be kept is told on the page."""
    attempt(lambda: project.code_blind(sample_id, excerpt_id, themes))
