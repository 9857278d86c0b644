"""Which project is open and who is asking: from the environment, or the sample that a person chose."""

from __future__ import annotations

import os
from typing import Final

import streamlit as st

from lif_narrative.overview import is_current
from lif_narrative.pages.work import begin, is_under_way
from lif_narrative.project import Project
from lif_narrative.sample import place_of

CHOSEN: Final = "opening.chosen"


def opened() -> Project:
    """The project of this sitting."""
    return _open(st.session_state.get(CHOSEN) or usual(), who())


def usual() -> str:
    """Where the project lies that the app was started for."""
    return os.environ.get("LIF_PROJECT", "lif-project")


def who() -> str:
    """Who is asking, where nobody has to sign in."""
    return os.environ.get("LIF_ACTOR", "human:local")


@st.cache_resource(show_spinner=False, max_entries=16)
def _open(where: str, actor: str) -> Project:
    return Project.open(where, actor, passphrase=os.environ.get("LIF_PASSPHRASE"))


def is_sample() -> bool:
    """Whether the sample project is open."""
    return CHOSEN in st.session_state


def offer_sample() -> None:
    """A button that opens the sample project: an invented audit, in a folder of its own beside this one."""
    if not st.button(
        "Open the sample project", icon=":material/auto_stories:", help="An invented audit. No real child."
    ):
        return
    place = str(place_of(usual()))
    project = _open(place, who())
    st.session_state[CHOSEN] = place
    if is_current(project) or is_under_way(project):  # made before, or somebody has it made now
        st.rerun()
    begin(project, "sample")


def offer_return() -> None:
    """Back from the sample to the project that the app was started for."""
    if is_sample() and st.button("Close the sample", icon=":material/undo:"):
        del st.session_state[CHOSEN]
        st.rerun()
