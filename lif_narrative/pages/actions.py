"""Actions: what was agreed, by which role and by when, how we will know, and what came of it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.pages.frame import Frame, carry_out, choose, heading, plain
from lif_narrative.pages.work import nothing_yet
from lif_narrative.project import Project
from lif_narrative.records import STAGES
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many

if TYPE_CHECKING:
    import pandas as pd

VIEWS: Final = {
    "open": "Open", "overdue": "Overdue", "closed": "Closed", "unproved": "Closed with nothing to show yet",
    "told": "You said, we did",
}  # fmt: skip
A_PAGE: Final = 10
NO_STAGE: Final = ""
AGREED: Final = "actions.agreed"  # how many were put in the register in this sitting
Row = dict[str, Any]


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading("Actions", "What was agreed, who answers for it by role, and how we will know that it helped.")
    project = frame.project
    if project.documents().empty:
        nothing_yet(frame, "No actions yet: they come out of what the material says.")
        return
    table = project.actions()
    views = {
        "open": table[table["status"] == "open"], "overdue": table[table["overdue"]],
        "closed": table[table["status"] != "open"], "unproved": table[table["without_evidence"]],
    }  # fmt: skip
    counted = {
        name: f"{words} ({len(views[name])})" if name in views else words for name, words in VIEWS.items()
    }
    columns = st.columns([1, 2], vertical_alignment="bottom")
    with columns[0]:
        view = choose("Show", counted, "register")
    with columns[1]:
        frame.link("story", "Take actions up from a story", ":material/history_edu:")
    with st.expander("Agree on something new", icon=":material/add_task:", key="actions.new"):
        agree(project)
    if view == "told":
        told(project.you_said_we_did())
        return
    listing(project, views[view])


def agree(project: Project) -> None:
    """A new action or question."""
    turn = st.session_state.get(
        AGREED, 0
    )  # a new form once the last was kept; what was refused stays written
    with st.form(f"actions.agree.{turn}", border=False):
        text = st.text_area("What will be done, or found out?", height=80)
        kind = st.radio("It is", ["action", "question"], horizontal=True)
        said = details({})
        you = st.text_input("You said (if people asked for it, in their words)")
        pressed = st.form_submit_button("Put it in the register", type="primary")
    if pressed:
        carry_out(lambda: project.agree(text, kind=kind, said=you, **said),
                  then=lambda: st.session_state.update({AGREED: turn + 1}))  # fmt: skip


def details(row: Row) -> dict[str, str]:
    """Who, by when, at which stage, and how we will know."""
    first, second, third = st.columns(3)
    owner = first.text_input("Who answers for it? (a role)", value=row.get("owner_role", ""))
    due = second.date_input("By when?", value=a_day(row.get("due", "")), format="DD/MM/YYYY")
    stages = [NO_STAGE, *STAGES]
    held = row.get("stage", NO_STAGE)
    stage = third.selectbox("Stage of the cycle", stages, stages.index(held if held in stages else NO_STAGE))
    known = st.text_input("How will we know that it helped?", value=row.get("how_known", ""))
    date = due.isoformat() if isinstance(due, datetime.date) else ""
    return {"owner_role": owner, "due": date, "stage": stage, "how_known": known}


def a_day(due: str) -> datetime.date | None:
    """A date as far as it is one; a month alone is none."""
    try:
        return datetime.date.fromisoformat(due)
    except ValueError:
        return None


def listing(project: Project, rows: pd.DataFrame) -> None:
    """Entries a few at a time, each with what can be done."""
    if rows.empty:
        st.info("Nothing here.", icon=":material/info:")
    pages = max(1, -(-len(rows) // A_PAGE))
    key = f"actions.page.{pages}"
    start = (st.session_state.get(key, 1) - 1) * A_PAGE
    for row in rows_of(rows.iloc[start : start + A_PAGE]):
        entry(project, row)
    if pages > 1:
        st.pagination(pages, key=key)


def entry(project: Project, row: Row) -> None:
    """One entry: its words, its marks, and the forms that follow it."""
    with st.container(border=True):
        st.markdown(f"**{plain(row['action'])}**")
        with st.container(horizontal=True, gap="small"):
            st.badge(row["status"] if row["status"] != "open" else row["kind"], color="gray")
            if row["overdue"]:
                st.badge(f"overdue since {row['due']}", color="orange", icon=":material/schedule:")
            elif row["due"]:
                st.caption(f"by {row['due']}", width="content")
            st.caption(plain(row["owner_role"] or "nobody answers for it yet"), width="content")
            if row["stage"]:
                st.caption(plain(row["stage"]), width="content")
            if row["carried"]:
                st.caption("carried over", width="content")
        for label, name in (("We will know by", "how_known"), ("You said", "said"), ("We did", "did"),
                            ("What it changed", "difference"), ("Because", "because")):  # fmt: skip
            if row[name]:
                st.caption(f"{label}: {plain(row[name])}")
        if row["evidence"]:
            st.caption(f"{many(len(row['evidence']), 'piece')} of evidence")
        follow(project, row)


def follow(project: Project, row: Row) -> None:
    """Change it, close it with what came of it, or open it again."""
    if row["status"] != "open":
        if st.button("Open it again", key=f"actions.reopen.{row['id']}"):
            carry_out(lambda: project.reopen_action(row["id"], seen=row["version"]))
        return
    with st.expander("Change", icon=":material/edit:", key=f"actions.change.{row['id']}"):
        with st.form(f"actions.words.{row['id']}", border=False):
            text = st.text_area("Action", value=row["action"], height=80)
            said = details(row)
            pressed = st.form_submit_button("Save", type="primary")
        if pressed:
            carry_out(lambda: project.change_action(row["id"], seen=row["version"], text=text, **said))
    with st.expander("Close", icon=":material/task_alt:", key=f"actions.close.{row['id']}"):
        close(project, row)


def close(project: Project, row: Row) -> None:
    """Done, with what it changed; or not done, and why."""
    with st.form(f"actions.closing.{row['id']}", border=False):
        status = st.radio(
            "What came of it?",
            ["done", "did not"],
            horizontal=True,
            format_func=lambda s: {"done": "It was done", "did not": "It was not done"}[s],
        )
        words = {
            "difference": st.text_input("What did it change for children?"),
            "because": st.text_input("If not: why not?"),
            "did": st.text_input("We did (in plain words, for those who asked)"),
        }  # fmt: skip
        pressed = st.form_submit_button("Close it", type="primary")
    if pressed:
        carry_out(lambda: project.close_action(row["id"], status, seen=row["version"], **words))


def told(rows: pd.DataFrame) -> None:
    """What people asked for, and the answer they are given."""
    if rows.empty:
        st.info("Nothing yet: write under “You said” what people asked for.", icon=":material/info:")
    for row in rows_of(rows):
        with st.container(border=True):
            st.markdown(f"**You said:** {plain(row['said'])}")
            st.markdown(f"**We answer:** {plain(row['answer'])}")
