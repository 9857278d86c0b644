"""Where a story stands: who was asked for their word, what they said, and whether it is final."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from lif_narrative.pages.frame import plain
from lif_narrative.pages.story_acts import MARGIN, act, press, redraws, send, trouble, typed
from lif_narrative.project import Project
from lif_narrative.records import SIGNS
from lif_narrative.story import PracticeStory
from lif_narrative.story.drafting import rows_of

PLACE: Final = f"{MARGIN} signing"
COLOURS: Final = {"draft": "gray", "in review": "blue", "signed off": "green", "final": "green"}


def standing(project: Project, told: PracticeStory) -> None:
    """The status in one badge; what leads on from it in an expander."""
    st.badge(told.record.status.capitalize(), color=COLOURS[told.record.status])  # type: ignore[arg-type]
    trouble(PLACE)
    with st.expander("Sign-off", icon=":material/verified:", key="story.signing"):
        for row in rows_of(project.sign_offs(told.record.id)):
            said(row)
        sign(project, told)
        if project.may("tell"):
            with st.form("story.ask", border=False):
                st.text_input("Ask these roles for their word (a comma between)", key="story.ask.roles",
                              placeholder="designated nurse, head of service")  # fmt: skip
                st.form_submit_button("Ask them", on_click=send,
                                      args=(PLACE, asking(project, told), ("story.ask.roles",)))  # fmt: skip
        st.button("Make it final", icon=":material/lock:", key="story.final", width="stretch", on_click=press,
                  args=(PLACE, project.save, told.record), kwargs={"final": True},
                  disabled=told.record.status == "final")  # fmt: skip


def asking(project: Project, told: PracticeStory) -> Callable[[str], None]:
    """What puts the story in review and asks the roles that are named between commas."""
    return lambda roles: project.ask_sign_off(told.record.id, roles.split(","))


def said(row: dict[str, object]) -> None:
    """What a role said, or that it was asked; what was said of an older version is said so."""
    words = f": {row['words']}" if row["words"] else ""
    if not row["decision"]:
        st.caption(f"{plain(str(row['role']))}: asked")
        return
    late = "" if row["stands"] else " The story changed since: ask again."
    who = str(row["by"]).partition(":")[2]
    st.caption(plain(f"{row['role']} ({who}) {row['decision']}{words}.{late}"))


def sign(project: Project, told: PracticeStory) -> None:
    """Give one's word in a role."""
    with st.form("story.sign", border=False):
        st.text_input("You sign as (a role)", key="story.sign.role")
        st.selectbox("What do you make of it?", SIGNS, key="story.sign.decision")
        st.text_area("Reservations, in words", key="story.sign.words", height=70)
        st.form_submit_button("Sign", on_click=signed, args=(project, told))


@redraws
def signed(project: Project, told: PracticeStory) -> None:
    """Keep the word given to the version that was read."""
    fields = [typed(f"story.sign.{name}") for name in ("role", "decision", "words")]
    if act(PLACE, project.sign, told.record.id, *fields, seen=told.record.version):
        st.session_state["story.sign.role"] = st.session_state["story.sign.words"] = ""
