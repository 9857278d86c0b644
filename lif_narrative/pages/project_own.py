"""One's own account: the first of a project, and one's own password."""

from __future__ import annotations

from typing import Final

import streamlit as st

from lif_narrative.access.rules import ADMINISTRATOR
from lif_narrative.errors import NarrativeError
from lif_narrative.pages.frame import carry_out
from lif_narrative.project import Project

DONE: Final = "people.done"  # what was done, to be said once


def nobody_asked(project: Project) -> None:
    """A project without accounts: what that means, and how to begin with one's own."""
    st.info(
        "This project asks nobody who they are: whoever opens it on this machine may do everything. "
        "Add accounts before a second person uses it.", icon=":material/lock_open:",
    )  # fmt: skip
    with st.expander("Add the first account, your own", icon=":material/person_add:", key="people.first"):
        st.caption("It is an administrator's. From then on everybody signs in; you do so at once.")
        with st.form("people.first.form", border=False, width=460):
            name = st.text_input("Name to sign in with (small letters)", autocomplete="username")
            password = st.text_input("Password (three random words are good)", type="password",
                                     autocomplete="new-password")  # fmt: skip
            again = st.text_input("The same again", type="password", autocomplete="new-password")
            pressed = st.form_submit_button("Add it, and sign in", type="primary")
        if pressed:
            carry_out(lambda: first(project, name.strip(), password, again))


def first(project: Project, name: str, password: str, again: str) -> None:
    """The first account, its password typed twice."""
    project.add_user(name, ADMINISTRATOR, same(password, again))


def same(password: str, again: str) -> str:
    """A password that was typed twice alike."""
    if password != again:
        raise NarrativeError("The two passwords are not the same. Type them again.")
    return password


def own(project: Project) -> None:
    """One's own password."""
    name = project.actor.removeprefix("human:")
    with st.expander("Change your own password", icon=":material/key:", key="people.own"):
        with st.form("people.own.form", border=False, width=460, clear_on_submit=True):
            current = st.text_input("The password you have", type="password", autocomplete="current-password")
            new = st.text_input("A new one (three random words are good)", type="password",
                                autocomplete="new-password")  # fmt: skip
            again = st.text_input("The new one again", type="password", autocomplete="new-password")
            pressed = st.form_submit_button("Change it", type="primary")
        if pressed:
            carry_out(lambda: project.set_password(name, same(new, again), current),
                      then=lambda: st.session_state.update({DONE: "Your password is changed."}))  # fmt: skip
