"""The keys of the reading screen, and a page of help that a question mark opens."""

from __future__ import annotations

from typing import Final

import streamlit as st

KEYS: Final = (
    ("J / K", "the next excerpt that waits, the one before"),
    ("A", "accept the first suggestion"),
    ("X", "reject the first suggestion"),
    ("1 to 9", "accept the theme of that number; once accepted, take it back"),
    ("T", "find another theme by part of its name"),
    ("M", "write a memo"),
    ("U", "undo your last act, then the one before it, and so on"),
    ("H", "mark a passage, from the sentence in hand: then ← → move by a character, with Ctrl by a word, "
          "with Shift they choose, Enter keeps, Escape leaves"),
    ("Escape", "let go of the passage that you chose"),
    ("arrow keys", "in the document: from sentence to sentence; Enter chooses one"),
    ("?", "this help"),
)  # fmt: skip


def offer_help() -> None:
    """A button that opens the help; the question mark presses it."""
    st.button("Keys", icon=":material/keyboard:", key="keys.open", type="tertiary", help="Press ?",
              on_click=lambda: st.session_state.update({"keys.wanted": True}))  # fmt: skip
    if st.session_state.pop("keys.wanted", False):
        shown()


@st.dialog("Keys of this screen")
def shown() -> None:
    """Each key and what it does."""
    rows = "\n".join(f"| **{key}** | {does} |" for key, does in KEYS)
    st.markdown(f"| Key | What it does |\n| --- | --- |\n{rows}")
    st.caption("Keys are heard while no field is being typed in.")
