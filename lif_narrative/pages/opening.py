"""Which project is open and who is asking: from the environment, or the sample that a person chose."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import streamlit as st

from lif_narrative.pages.work import working
from lif_narrative.project import Project
from lif_narrative.resources import shipped

CHOSEN: Final = "opening.chosen"


def opened() -> Project:
    """The project of this sitting."""
    return _open(st.session_state.get(CHOSEN) or usual(), os.environ.get("LIF_ACTOR", "human:local"))


def usual() -> str:
    """Where the project lies that the app was started for."""
    return os.environ.get("LIF_PROJECT", "lif-project")


@st.cache_resource(show_spinner=False, max_entries=16)
def _open(where: str, actor: str) -> Project:
    return Project.open(where, actor, passphrase=os.environ.get("LIF_PASSPHRASE"))


def is_sample() -> bool:
    """Whether the sample project is open."""
    return CHOSEN in st.session_state


def offer_sample() -> None:
    """A button that opens the sample project: an invented audit, in a folder of its own beside this one."""
    if st.button(
        "Open the sample project", icon=":material/auto_stories:", help="An invented audit. No real child."
    ):
        place = Path(usual()).resolve()
        sample = place.with_name(f"{place.name}-sample")
        project = _open(str(sample), os.environ.get("LIF_ACTOR", "human:local"))
        with working("Opening the sample project") as tell:
            project.ingest(shipped("corpora/synthetic"), progress=tell)
            project.run(progress=tell)
        st.session_state[CHOSEN] = str(sample)
        st.rerun()


def offer_return() -> None:
    """Back from the sample to the project that the app was started for."""
    if is_sample() and st.button("Close the sample", icon=":material/undo:"):
        del st.session_state[CHOSEN]
        st.rerun()
