"""The themes of the excerpt in hand, each with the number that is its key, and a search among the others."""

from __future__ import annotations

from typing import Final

import streamlit as st

from lif_narrative.pages.frame import plain
from lif_narrative.pages.reading import Reading
from lif_narrative.pages.saying import RECENT, say
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of

NUMBERED: Final = 9
Said = dict[str, tuple[str, float]]  # theme to what stands (see `standing`) and the model's score


def standing(reading: Reading, actor: str) -> dict[str, tuple[str, float]]:
    """Each theme said of the excerpt: decided, rejected or suggested, with the model's score."""
    rows = reading.codings[reading.codings["excerpt_id"] == reading.at]
    said: dict[str, tuple[str, float]] = {}
    for row in rows_of(rows.sort_values(["score", "theme_id"], ascending=[False, True])):
        if row["theme_id"] not in reading.themes:
            continue
        if row["coder"].startswith("human:"):
            mine = row["coder"] == actor
            if said.get(row["theme_id"], ("", 0))[0] == "mine":
                continue
            state = ("mine" if mine else "decided") if row["score"] > 0 else "rejected"
            said[row["theme_id"]] = (state, said.get(row["theme_id"], ("", 1.0))[1])
        else:
            said.setdefault(row["theme_id"], ("suggested", row["score"]))
    return said


def chips(project: Project, reading: Reading, said: Said, waiting: list[str]) -> None:
    """The themes said of the excerpt, then those used last: each with the number that is its key."""
    recent = [t for t in st.session_state.get(RECENT, ()) if t in reading.themes and t not in said]
    if not said and not recent:
        st.caption("No theme yet: press T and type part of a name.")
    for n, theme in enumerate([*said, *recent][: max(NUMBERED, len(said))], 1):
        state, score = said.get(theme, ("", 0.0))
        chip(project, reading, theme, state, score, n if n <= NUMBERED else 0, now=theme in waiting[:1])


def chip(
    project: Project, reading: Reading, theme: str, state: str, score: float, n: int, *, now: bool
) -> None:
    """One theme: pressed, it is accepted, or taken back where the person had accepted it."""
    words = {"suggested": f"suggested, {score:.0%}", "mine": "accepted by you", "decided": "accepted",
             "rejected": "rejected", "here": "of this sentence", "": "used last"}[state]  # fmt: skip
    name = plain(reading.themes[theme])
    shown = f"~~{name}~~" if state == "rejected" else f"**{name}**" if state in ("mine", "decided") else name
    icon = ":material/check_circle:" if state in ("mine", "decided") else ":material/add_circle:"
    word = "" if state == "mine" else "yes"
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"said.{theme}"):
        st.button(f"{'→ ' if now else ''}{shown} · {words}", key=f"yes.{theme}", icon=icon, width="stretch",
                  shortcut=str(n) if n else None, help=f"{'Take back' if word == '' else 'Accept'} {name}",
                  on_click=say, args=(project, reading, theme, word))  # fmt: skip
        if state in ("suggested", "mine", "decided") and not reading.blind:
            st.button("", icon=":material/close:", help=f"Reject {name}", key=f"no.{theme}", type="tertiary",
                      on_click=say, args=(project, reading, theme, "no"))  # fmt: skip


def add(project: Project, reading: Reading, held: list[str]) -> None:
    """Put the excerpt, or the passage, under a theme that nobody suggested."""
    free = [theme for theme in reading.themes if theme not in held]
    key = f"decide.add.{reading.at}"

    def chosen() -> None:
        if theme := st.session_state[key]:
            st.session_state[key] = None
            say(project, reading, theme, "yes")

    with st.container(key="decide.add"):
        st.selectbox("Add a theme", free, index=None, format_func=lambda t: reading.themes[t], key=key,
                     placeholder="Type part of its name", on_change=chosen)  # fmt: skip
