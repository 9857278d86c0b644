"""What a press or a key says of an excerpt or a passage, and taking it back."""

from __future__ import annotations

from typing import Final

import streamlit as st

from lif_narrative.errors import ReasonNeeded
from lif_narrative.pages.frame import NOTICE, attempt, go
from lif_narrative.pages.reading import Reading
from lif_narrative.project import Project

WANTED: Final = "decide.wanted"  # a word that waits for its reason
RECENT: Final = "decide.recent"  # themes that the person used last, the latest first
Word = tuple[str, str, str, bool]  # excerpt, theme, what is said of them (yes, no or nothing), blind


def say(project: Project, reading: Reading, theme: str, word: str) -> None:
    """Write a person's word on the excerpt in hand; on the passage that was chosen, mark it."""
    st.session_state.pop(WANTED, None)
    if word == "yes":
        used(theme)
    if reading.passage and word == "yes":
        mark(project, reading, theme)
    elif attempt(_asking, project, (reading.at, theme, word, reading.blind)):
        project.note_read([reading.at])


def mark(project: Project, reading: Reading, theme: str) -> None:
    """Mark the chosen passage under a theme; the choice is then done with."""
    start, end = reading.passage or (0, 0)
    document = reading.row["document_id"]
    if attempt(lambda: project.mark(document, start, end, theme, blind=reading.blind)):
        go("passage", "")


def used(theme: str) -> None:
    """Remember that this theme was used last."""
    before = st.session_state.get(RECENT, [])
    st.session_state[RECENT] = [theme, *(name for name in before if name != theme)][:9]


def _asking(project: Project, word: Word) -> None:
    """Write a word; where it overturns a colleague's, remember it until the person said why."""
    try:
        write(project, word)
    except ReasonNeeded:
        st.session_state[WANTED] = word
        raise


def write(project: Project, word: Word, reason: str = "") -> None:
    """Say yes, no or nothing of an excerpt and a theme."""
    excerpt, theme, said, blind = word
    if said == "yes":
        project.code(excerpt, theme, reason, blind=blind)
    elif said == "no":
        project.reject(excerpt, theme, reason)
    else:
        project.withdraw(excerpt, theme)


def why(project: Project, reading: Reading) -> None:
    """Ask why a colleague's decision is to be overturned, and do it once that is said."""
    wanted = st.session_state.get(WANTED)
    if wanted is None or wanted[0] != reading.at:
        return
    with st.form("decide.why", border=False):
        reason = st.text_input("Why do you see it otherwise?", max_chars=200)
        if st.form_submit_button("Say so") and reason.strip():
            if attempt(write, project, wanted, reason.strip()):
                del st.session_state[WANTED]
            st.rerun()


def undo(project: Project, reading: Reading) -> None:
    """Take the last word, mark or memo back, and go to where it was said."""

    def back() -> None:
        about = project.take_back()
        if not about:
            st.session_state[NOTICE] = "There is nothing of yours left to take back."
        elif about in reading.places:
            go("excerpt", about)

    st.session_state.pop(WANTED, None)
    attempt(back)
