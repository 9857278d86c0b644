"""Signing in, where a project has accounts: by name and password, or by the partnership's own sign-on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from lif_narrative.access import Refused
from lif_narrative.pages.frame import in_words
from lif_narrative.project import Project

WHO: Final = "signing.who"
WHY: Final = "signing.why"


def signed(project: Project) -> Project | None:
    """The project in the name of whoever signed in; None while the form to do so is shown."""
    if not project.has_accounts:
        return project
    held = st.session_state.get(WHO)
    if isinstance(held, Project) and held.folder == project.folder and _stands(held):
        return held
    if _vouched(project):
        return signed(project)
    _form(project)
    return None


def _stands(held: Project) -> bool:
    """Whether the sitting goes on; why not is said above the form."""
    try:
        return bool(held.role)
    except Refused as error:
        st.session_state[WHY] = str(error)
        del st.session_state[WHO]
        return False


def _vouched(project: Project) -> bool:
    """Sign in whom single sign-on vouches for: see [auth] in Streamlit's secrets.toml."""
    if WHY in st.session_state or not getattr(st.user, "is_logged_in", False):
        return False
    email = "" if st.user.get("email_verified") is False else str(st.user.get("email") or "")
    vouched = float(str(st.user.get("iat") or 0))  # Streamlit keeps its identity cookie for 30 days
    return _enter(lambda: project.sign_in_by(email, str(st.user.get("sub") or ""), since=vouched))


def _form(project: Project) -> None:
    st.title("Sign in")
    if why := st.session_state.pop(WHY, None):
        st.error(why, icon=":material/error:")
    with st.form("signing", border=False, width=420):
        name = st.text_input("Name", autocomplete="username")
        password = st.text_input("Password", type="password", autocomplete="current-password")
        if st.form_submit_button("Sign in", type="primary"):
            _enter(lambda: project.sign_in(name.strip(), password))
            st.rerun()
    if _has_sign_on() and st.button("Use your organisation's sign-on", icon=":material/login:"):
        st.login()


def _enter(way: Callable[[], Project]) -> bool:
    try:
        st.session_state[WHO] = way()
    except Exception as error:  # noqa: BLE001 - the last stop before a person
        st.session_state[WHY] = in_words(error)
        return False
    return True


def _has_sign_on() -> bool:
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def offer_leaving(project: Project) -> None:
    """A button that ends the sitting."""
    if project.sitting and st.button("Sign out", icon=":material/logout:", type="tertiary"):
        st.session_state.pop(WHO, None)
        if getattr(st.user, "is_logged_in", False):
            st.logout()
        st.rerun()
