"""Who may sign in and as what: added, changed and retired by those who may; and one's own password."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from lif_narrative.access import MAY, ROLES
from lif_narrative.access.rules import WORDS
from lif_narrative.pages.frame import Frame, attempt, plain
from lif_narrative.pages.project_own import DONE, nobody_asked, own
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of

TOLD: Final = "people.told"  # a temporary password that waits to be shown once
SHOWN_FIRST: Final = ("tell", "ingest", "originals", "adopt", "release", "export", "history", "users", "keep")
Row = dict[str, Any]


def draw(frame: Frame) -> None:
    """Draw the view."""
    project = frame.project
    once()
    if not project.has_accounts:
        nobody_asked(project)
    elif project.may("users"):
        listing(project)
    else:
        st.caption("An administrator of this project adds people and changes their roles.")
    if project.has_accounts:
        own(project)
    with st.expander("What each role may do", icon=":material/badge:", key="people.roles"):
        for role in ROLES:
            able = [WORDS.get(name, name) for name in SHOWN_FIRST if role in MAY[name]]
            st.markdown(
                f"**{role.capitalize()}**: read and comment{''.join(f', {words}' for words in able)}."
            )


def once() -> None:
    """Show a temporary password this one time."""
    if told := st.session_state.pop(TOLD, None):
        name, password = told
        with st.container(border=True):
            st.markdown(f"**The temporary password of {plain(name)}**, shown this once and kept nowhere:")
            st.code(password, language=None)
            st.caption("Tell it to them in person or by telephone. They change it under Project, People.")
    if words := st.session_state.pop(DONE, None):
        st.success(words, icon=":material/check:")


def listing(project: Project) -> None:
    """Everybody, with what can be done about each; and a form for somebody new."""
    table = project.users()
    st.subheader(f"People ({len(table)})")
    for row in rows_of(table):
        person(project, row)
    with st.expander("Add somebody", icon=":material/person_add:", key="people.add"):
        add(project)


def person(project: Project, row: Row) -> None:
    """One person: name, role, and how the account stands."""
    name, me = row["name"], project.actor == f"human:{row['name']}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"person.{name}"):
        st.markdown(f"**{plain(name)}**{' (you)' if me else ''}", width=200)
        st.markdown(plain(row["role"]), width=190)
        if row["disabled"]:
            st.badge("retired", color="gray", icon=":material/block:")
        elif row["locked_until"]:
            st.badge("locked a while", color="orange", icon=":material/lock_clock:")
        st.caption("by single sign-on" if row["claim"] else "by password", width="content")
        with st.popover("Change", key=f"person.change.{name}", help=f"Change {plain(name)}"):
            change(project, row)


def change(project: Project, row: Row) -> None:
    """Another role, a new temporary password, retired or back."""
    name = row["name"]
    role = st.radio("Role", ROLES, ROLES.index(row["role"]), key=f"person.role.{name}")
    if role != row["role"]:
        st.button(f"Make {plain(name)} {role}", key=f"person.set.{name}", type="primary", on_click=did,
                  args=(f"{name} is {role} now.", project.set_role, name, role))  # fmt: skip
    if not row["claim"] and project.actor != f"human:{name}":
        st.button("New temporary password", key=f"person.password.{name}", icon=":material/key:",
                  on_click=told, args=(name, project.set_password_for_now, name))  # fmt: skip
    if row["disabled"]:
        st.button("Let them in again", key=f"person.back.{name}", icon=":material/undo:", on_click=did,
                  args=(f"{name} may sign in again.", back, project, name))  # fmt: skip
    else:
        st.button("Retire the account", key=f"person.retire.{name}", icon=":material/block:", on_click=did,
                  help="They no longer sign in; what they did stays theirs.",
                  args=(f"{name} no longer signs in.", project.disable_user, name))  # fmt: skip


def back(project: Project, name: str) -> None:
    """Let a retired person in again."""
    project.disable_user(name, back=True)


def did(words: str, act: Any, *arguments: Any) -> None:
    """Do it, and say on the page that it is done."""
    if attempt(act, *arguments):
        st.session_state[DONE] = plain(words)


def told(name: str, act: Any, *arguments: Any) -> None:
    """Do what gives a temporary password, and keep that until it is shown."""

    def keep() -> None:
        st.session_state[TOLD] = (name, act(*arguments))

    attempt(keep)


def add(project: Project) -> None:
    """A new account, with a temporary password or for single sign-on."""
    with st.form("people.add.form", border=False, width=460):
        st.text_input("Name to sign in with (small letters)", key="people.add.name")
        st.selectbox("Role", ROLES, ROLES.index("reviewer"), key="people.add.role")
        st.text_input("Their e-mail, if they come by your organisation's sign-on", key="people.add.claim",
                      help="Left empty, they get a temporary password.")  # fmt: skip
        st.form_submit_button("Add them", type="primary", on_click=added, args=(project,))


def added(project: Project) -> None:
    """Add whom the form names."""
    name, role, claim = (
        st.session_state[f"people.add.{field}"].strip() for field in ("name", "role", "claim")
    )
    if claim:
        words = f"{name} may sign in as {role}, by your organisation's sign-on."
        did(words, project.add_user, name, role, "", claim)
    else:
        told(name, project.add_user_for_now, name, role)
