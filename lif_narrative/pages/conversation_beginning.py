"""Beginning a conversation: what to take, in which order, who is there, and how long for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from lif_narrative.pages.frame import Frame, carry_out, go, plain
from lif_narrative.wording import many

if TYPE_CHECKING:
    from lif_narrative.conversing.topics import Topic


def beginning(frame: Frame, held: list[dict[str, Any]]) -> None:
    """Draw the view."""
    project = frame.project
    topics = {topic.id: topic for topic in project.topics()}
    if not topics:
        st.info("There is no issue and no difference to talk over yet; you can still begin.",
                icon=":material/info:")  # fmt: skip
    with st.form("talk.begin", border=True):
        title = st.text_input("What is it on?", placeholder="Being heard in autumn's audit; nobody's name")
        agenda = st.multiselect("Taken one at a time, in this order", list(topics),
                                format_func=lambda name: _label(topics[name]),
                                placeholder="Contested issues come first in the list")  # fmt: skip
        first, second = st.columns([3, 1])
        roles = first.text_input("Who is there? (roles, with commas)",
                                 placeholder="team manager, health visitor, parent")  # fmt: skip
        minutes = second.number_input("Minutes for each (0: no timer)", 0, 240, 10)
        pressed = st.form_submit_button("Begin", type="primary", icon=":material/groups:")
    if pressed:
        carry_out(lambda: _begin(frame, title, agenda, roles, int(minutes)))
    earlier(held)


def _begin(frame: Frame, title: str, agenda: list[str], roles: str, minutes: int) -> None:
    made = frame.project.hold_conversation(title, agenda, roles.split(","), minutes)
    go("conversation", made.id)
    go("topic", made.agenda[0] if made.agenda else "")


def _label(topic: Topic) -> str:
    kind = "Difference on" if topic.kind == "difference" else "Issue:"
    return f"{kind} {topic.title} ({topic.why})"


def earlier(held: list[dict[str, Any]]) -> None:
    """Conversations so far, each a press away."""
    if not held:
        return
    st.subheader("So far")
    for row in held:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(row['title'])}**", width="stretch")
            state = "ended" if row["ended"] else "going on"
            st.caption(f"{row['at'][:10]} · {many(len(row['agenda']), 'topic')} · {state}", width="content")
            st.button("Its record" if row["ended"] else "Go on with it", key=f"talk.open.{row['id']}",
                      on_click=go, args=("conversation", row["id"]))  # fmt: skip
