"""Conversation, for a meeting room: one thing at a time, in large type, written down as it goes."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from lif_narrative.pages import conversation_beginning, conversation_record
from lif_narrative.pages.conversation_topic import topic_of
from lif_narrative.pages.conversation_words import capture, said
from lif_narrative.pages.frame import Frame, attempt, carry_out, go, heading, place, plain
from lif_narrative.pages.work import nothing_yet
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import listed

WHOLE: Final = "whole"  # the conversation as a whole, after its topics
# Large enough to be read across a room; quotes too
LARGE: Final = """<style>
.st-key-talk h2 { font-size: clamp(1.7rem, 4.2vw, 3rem); line-height: 1.15; overflow-wrap: anywhere; }
.st-key-talk blockquote p { font-size: clamp(1.15rem, 2.2vw, 1.7rem); }
.st-key-talk [data-testid="stMarkdownContainer"] p { font-size: 1.15rem; overflow-wrap: anywhere; }
</style>"""


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading(
        "Conversation", "One thing at a time, in words and not in scores. What is said is kept as you go."
    )
    project = frame.project
    if project.documents().empty:
        nothing_yet(frame, "Nothing to talk over yet: it comes out of what the material says.")
        return
    held = {row["id"]: row for row in rows_of(project.conversations())}
    now = held.get(place("conversation"))
    if now is None:
        conversation_beginning.beginning(frame, list(held.values()))
    elif now["ended"]:
        conversation_record.record(frame, now)
    else:
        talk(frame, now)


def talk(frame: Frame, now: dict[str, Any]) -> None:
    """A conversation that is going on."""
    st.html(LARGE)
    agenda = [*now["agenda"], WHOLE]
    at = place("topic")
    position = agenda.index(at) if at in agenda else 0
    at = "" if agenda[position] == WHOLE else agenda[position]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(now['title'])}**", width="content")
        st.caption(f"{position + 1} of {len(agenda)}", width="content")
        turn("Back", "K", ":material/arrow_back:", agenda, position - 1)
        turn("Next", "J", ":material/arrow_forward:", agenda, position + 1)
        timer(now, at)
    with st.container(key="talk"):
        topic_of(frame, now, at)
        said(frame.project, now, at)
    capture(frame.project, now, at)
    with st.expander("Who is here", icon=":material/groups:", key="talk.who"):
        present(frame, now)
    with st.expander("End it and keep its record", icon=":material/task_alt:", key="talk.end"):
        ending(frame, now)


def turn(label: str, key: str, icon: str, agenda: list[str], position: int) -> None:
    """A press to the topic before or after."""
    inside = 0 <= position < len(agenda)
    st.button(label, shortcut=key, icon=icon, key=f"talk.{label}", disabled=not inside,
              on_click=go, args=("topic", agenda[position] if inside else ""))  # fmt: skip


def timer(now: dict[str, Any], at: str) -> None:
    """How long is left for this topic, counted from when it was opened; nothing rings."""
    if not now["minutes"]:
        return
    import time

    begun = st.session_state.setdefault(f"talk.begun.{now['id']}.{at}", time.monotonic())
    st.fragment(_left, run_every=5)(begun, now["minutes"] * 60)


def _left(begun: float, planned: float) -> None:
    import time

    left = planned - (time.monotonic() - begun)
    minutes, seconds = divmod(abs(int(left)), 60)
    words = f"{minutes}:{seconds:02} left" if left > 0 else f"{minutes}:{seconds:02} over"
    st.badge(words, icon=":material/timer:", color="gray" if left > 0 else "orange")


def present(frame: Frame, now: dict[str, Any]) -> None:
    """Who is there, by role; changed as people come and go."""
    st.caption(plain(listed(now["roles"])) if now["roles"] else "Nobody is named yet: roles, never names.")
    with st.form("talk.present", border=False):
        roles = st.text_input("Roles, with commas", value=", ".join(now["roles"]))
        pressed = st.form_submit_button("Keep it")
    if pressed:
        carry_out(lambda: frame.project.attend(now["id"], roles.split(",")))


def ending(frame: Frame, now: dict[str, Any]) -> None:
    """What ending does, and the press for it."""
    st.markdown(
        "Its record becomes material like any file: names are taken out, the vault keeps what was said, and "
        "every sentence can be coded and cited. Nothing can be added afterwards."
    )
    if st.button("End the conversation", type="primary", icon=":material/task_alt:", key="talk.end.do"):
        with st.spinner("Taking names out and keeping the record"):
            attempt(lambda: frame.project.end_conversation(now["id"]))
        st.rerun()
