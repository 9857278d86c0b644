"""Project: people and roles, runs, settings, backups, the trail, and what can be taken away."""

from __future__ import annotations

from typing import Final

import streamlit as st

from lif_narrative.pages import (
    project_backup,
    project_files,
    project_people,
    project_runs,
    project_settings,
    project_trail,
)
from lif_narrative.pages.frame import Frame, go, heading, place, plain

VIEWS: Final = {  # each with the permission that it needs
    "people": ("People", "read", project_people), "runs": ("Runs", "read", project_runs),
    "settings": ("Settings", "read", project_settings), "backup": ("Backups", "keep", project_backup),
    "trail": ("The trail", "history", project_trail),
    "files": ("Files to take away", "export", project_files),
}  # fmt: skip


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading("Project", "Who works here, what was done, and how it is kept.")
    project = frame.project
    shown = {name: title for name, (title, asks, _) in VIEWS.items() if project.may(asks)}
    hidden = [title.lower() for name, (title, _, _) in VIEWS.items() if name not in shown]
    at = view(shown)
    if hidden:
        st.caption(f"Your role here ({plain(project.role)}) does not open: {', '.join(hidden)}.")
    VIEWS[at][2].draw(frame)


def view(shown: dict[str, str]) -> str:
    """Which part is shown: all of them in sight, and the one chosen in the address."""
    names, key = list(shown), "project.view"
    now = place("keep", names[0])
    st.session_state[key] = now if now in shown else names[0]
    st.radio("Show", names, horizontal=True, format_func=lambda n: shown[n], key=key,
             on_change=lambda: go("keep", st.session_state[key]))  # fmt: skip
    return str(st.session_state[key])
