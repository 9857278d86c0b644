"""The record of a conversation that has ended, as it may be read, and the way to code and cite it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lif_narrative.pages.conversation_words import KINDS, notes_on, words
from lif_narrative.pages.frame import Frame, go, plain
from lif_narrative.pages.work import offer_analysis
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import listed


def record(frame: Frame, now: dict[str, Any]) -> None:
    """Draw the view."""
    project = frame.project
    st.header(plain(now["title"]))
    there = listed(now["roles"]) if now["roles"] else "nobody named by role"
    st.caption(f"Held {now['at'][:10]}, ended {now['ended'][:10]}. There: {plain(there)}.")
    excerpts = project.excerpts()
    mine = excerpts[excerpts["source"] == now["source_id"]]
    if mine.empty:
        st.info("Its record is kept as material. Bring it into the analysis to code and cite it.",
                icon=":material/info:")  # fmt: skip
        offer_analysis(project, "Bring it into the analysis")
    else:
        frame.link("read", "Read and code its record", ":material/menu_book:", excerpt=mine["id"].iloc[0],
                   queue="all")  # fmt: skip
    names = {row["id"]: row["name"] for row in rows_of(project.themes())}
    for topic in [*now["agenda"], ""]:
        rows = notes_on(project, now, topic)
        if rows:
            st.subheader(plain(names.get(topic.rpartition("/")[2], "All of it together")))
        for kind, label in KINDS.items():
            held = [row for row in rows if row["kind"] == kind]
            if held:
                st.markdown(f"**{label}**")
                words(project, held, closed=True)
    st.button("Begin another", icon=":material/groups:", key="talk.another", on_click=go,
              args=("conversation", ""))  # fmt: skip
