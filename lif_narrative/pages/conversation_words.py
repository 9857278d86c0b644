"""What is said, kept as it is said: support beside challenge, decisions, and why a story was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.pages.frame import attempt, carry_out, plain
from lif_narrative.story.drafting import rows_of

if TYPE_CHECKING:
    from lif_narrative.project import Project

KINDS: Final = {
    "spoken": "Said", "support": "Support offered", "challenge": "Challenge made", "decision": "Decided",
    "chosen because": "Chosen as the most significant change, because",
}  # fmt: skip
HINTS: Final = {
    "spoken": "What is said, in their words",
    "support": "What do we offer those who do this work?",
    "challenge": "What do we ask of each other that is hard?",
    "decision": "What will be done, by which role, by when?",
    "chosen because": "Of the stories told, why this one? What changed, and for whom?",
}
BESIDE: Final = ("support", "challenge")  # high support and high challenge, side by side
BELOW: Final = ("spoken", "decision", "chosen because")
KEPT: Final = "talk.kept"  # how many were kept in this sitting: a new form after each
ALL: Final = "all present"


def notes_on(project: Project, now: dict[str, Any], at: str) -> list[dict[str, Any]]:
    """What was said on one topic, in the order of saying."""
    about = f"{now['id']} {at.replace('/', ' ')}".strip()
    return [row for row in rows_of(project.notes(now["id"])) if row["about"] == about]


def said(project: Project, now: dict[str, Any], at: str) -> None:
    """What was said so far on this topic."""
    rows = notes_on(project, now, at)
    for column, kind in zip(st.columns(2, gap="medium"), BESIDE, strict=True):
        with column, st.container(border=True, key=f"talk.{kind}"):
            st.markdown(f"### {KINDS[kind]}")
            mine = [row for row in rows if row["kind"] == kind]
            words(project, mine)
            if not mine:
                st.caption(HINTS[kind])
    for kind in BELOW:
        mine = [row for row in rows if row["kind"] == kind]
        if mine:
            st.markdown(f"### {KINDS[kind]}")
            words(project, mine)


def words(project: Project, rows: list[dict[str, Any]], *, closed: bool = False) -> None:
    """Notes with who said them; whoever wrote one can take it back while the conversation goes on."""
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", wrap=False, key=f"said.{row['id']}"):
            st.markdown(f"{plain(row['text'])} :gray[{plain(row['role'])}]", width="stretch")
            if not closed and row["by"] == project.actor:
                st.button("", icon=":material/undo:", type="tertiary", key=f"talk.back.{row['id']}",
                          help=f"Take back: {plain(row['text'][:40])}", on_click=take_back,
                          args=(project, row["id"]))  # fmt: skip


def take_back(project: Project, note_id: str) -> None:
    """What the press does."""
    attempt(lambda: project.withdraw_note(note_id))


def capture(project: Project, now: dict[str, Any], at: str) -> None:
    """The form by which words are kept; it is empty again once they are."""
    turn = st.session_state.get(KEPT, 0)
    with st.form(f"talk.say.{turn}", border=True):
        kind = st.radio("This is", list(KINDS), horizontal=True, format_func=KINDS.__getitem__,
                        index=list(KINDS).index(st.session_state.get("talk.kind", "spoken")))  # fmt: skip
        text = st.text_area("In words", height=80, placeholder="Roles, not names: names are taken out later")
        first, second = st.columns([2, 1], vertical_alignment="bottom")
        role = first.selectbox("Who says it?", [ALL, *now["roles"]])
        pressed = second.form_submit_button("Keep it", type="primary", icon=":material/edit_note:")
    if pressed:
        carry_out(lambda: project.say_in(now["id"], kind, text, topic=at, role="" if role == ALL else role),
                  then=lambda: st.session_state.update({KEPT: turn + 1, "talk.kind": kind}))  # fmt: skip
