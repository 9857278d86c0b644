"""The panel beside the sheet: one excerpt, its themes, and a person's word on each, by key or by press."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from lif_narrative.errors import ReasonNeeded
from lif_narrative.pages.frame import Frame, attempt, go, plain
from lif_narrative.pages.marks import VOICES, polarity, quote
from lif_narrative.pages.reading import Reading, standing
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of

UNDO: Final = "decide.undo"
WANTED: Final = "decide.wanted"  # a word that waits for its reason
SCOPES: Final = {"one": "one child or family", "some": "some", "most": "most", "all": "all"}
Word = tuple[str, str, str]  # excerpt, theme, and what was said of them before: yes, no or nothing


def panel(frame: Frame, reading: Reading) -> None:
    """Draw the panel."""
    row = rows_of(reading.excerpts[reading.excerpts["id"] == reading.at])[0]
    steps(reading)
    quote(row["text"], row["polarity"])
    with st.container(horizontal=True, gap="small"):
        polarity(row["polarity"])
        for words in marks(row):
            st.caption(words, width="content")
    if row["question"]:
        st.caption(f"Answers: {plain(row['question'])}")
    if row["near_empty"]:
        st.caption("A near-empty answer: kept, and never themed by a model.")
    said = standing(reading, frame.project.actor)
    waiting = [theme for theme, (state, _) in said.items() if state == "suggested"]
    decide(frame.project, reading, waiting)
    why(frame.project, reading)
    for theme, (state, score) in said.items():
        line(frame.project, reading, theme, state, score, now=theme in waiting[:1])
    if not said:
        st.caption("No theme yet.")
    add(frame.project, reading, [theme for theme, (state, _) in said.items() if state != "rejected"])


def steps(reading: Reading) -> None:
    """Back and on through what waits."""
    place = reading.waiting.index(reading.at) + 1 if reading.at in reading.waiting else 0
    back, on = reading.step(-1), reading.step(1)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Back", shortcut="K", icon=":material/arrow_upward:", key="decide.back",
                  disabled=back == reading.at, on_click=go, args=("excerpt", back))  # fmt: skip
        st.button("Next", shortcut="J", icon=":material/arrow_downward:", key="decide.next",
                  disabled=on == reading.at, on_click=go, args=("excerpt", on))  # fmt: skip
        st.caption(
            f"{place} of {len(reading.waiting)}" if place else f"{len(reading.waiting)} wait", width="content"
        )


def marks(row: dict[str, Any]) -> list[str]:
    """Quiet words on who speaks, who is reported, and how far it reaches."""
    said = []
    if row["speaker"] not in ("", "none"):
        said.append(f"said by {VOICES.get(row['speaker'], row['speaker'])}")
    if row["reported"] not in ("", "none", row["speaker"]):
        said.append(f"reports {VOICES.get(row['reported'], row['reported'])}")
    if row["scope"] in SCOPES:
        words = f": “{plain(row['scope_words'])}”" if row["scope_words"] else ""
        said.append(f"reaches {SCOPES[row['scope']]}{words}")
    return said


def decide(project: Project, reading: Reading, waiting: list[str]) -> None:
    """Yes, no and undo for the first suggestion that waits."""
    first = waiting[0] if waiting else ""
    with st.container(horizontal=True):
        st.button("Accept", shortcut="A", type="primary", icon=":material/check:", key="decide.accept",
                  disabled=not first, on_click=say, args=(project, reading, first, "yes"))  # fmt: skip
        st.button("Reject", shortcut="X", icon=":material/close:", key="decide.reject",
                  disabled=not first, on_click=say, args=(project, reading, first, "no"))  # fmt: skip
        st.button("Undo", shortcut="U", icon=":material/undo:", key="decide.undo.button",
                  disabled=not st.session_state.get(UNDO), on_click=undo, args=(project,))  # fmt: skip


def line(project: Project, reading: Reading, theme: str, state: str, score: float, *, now: bool) -> None:
    """One theme of the excerpt: what stands, and the other word a person might say."""
    words = {"suggested": f"suggested, {score:.0%}", "mine": "accepted by you", "decided": "accepted",
             "rejected": "rejected"}[state]  # fmt: skip
    name = plain(reading.themes[theme])
    shown = (
        f"~~{name}~~"
        if state == "rejected"
        else f"**{name}**"
        if state in ("mine", "decided") or now
        else name
    )
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"said.{theme}"):
        st.markdown(f"{':material/arrow_right:' if now else ''}{shown} :gray[{words}]", width="stretch")
        if state != "rejected":
            st.button("", icon=":material/close:", help=f"Reject {name}", key=f"no.{theme}", type="tertiary",
                      on_click=say, args=(project, reading, theme, "no"))  # fmt: skip
        if state in ("suggested", "rejected"):
            st.button("", icon=":material/check:", help=f"Accept {name}", key=f"yes.{theme}", type="tertiary",
                      on_click=say, args=(project, reading, theme, "yes"))  # fmt: skip


def add(project: Project, reading: Reading, held: list[str]) -> None:
    """Put the excerpt under a theme that nobody suggested."""
    free = [theme for theme in reading.themes if theme not in held]
    key = f"decide.add.{reading.at}"

    def chosen() -> None:
        if theme := st.session_state[key]:
            st.session_state[key] = None
            say(project, reading, theme, "yes")

    st.selectbox("Add a theme", free, index=None, format_func=lambda t: reading.themes[t], key=key,
                 placeholder="Type part of its name", on_change=chosen)  # fmt: skip


def say(project: Project, reading: Reading, theme: str, word: str) -> None:
    """Write a person's word, and remember what they had said before, for undo."""
    mine = reading.codings
    mine = mine[
        (mine["excerpt_id"] == reading.at) & (mine["theme_id"] == theme) & (mine["coder"] == project.actor)
    ]
    before = "" if mine.empty else "yes" if mine["score"].iloc[0] > 0 else "no"
    st.session_state.pop(WANTED, None)
    if attempt(_asking, project, (reading.at, theme, word)):
        st.session_state.setdefault(UNDO, []).append((reading.at, theme, before))


def _asking(project: Project, word: Word) -> None:
    """Write a word; where it overturns a colleague's, remember it until the person said why."""
    try:
        write(project, word)
    except ReasonNeeded:
        st.session_state[WANTED] = word
        raise


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


def undo(project: Project) -> None:
    """Take the last word back: what stood before it stands again."""
    last = st.session_state[UNDO].pop()
    attempt(write, project, last)
    go("excerpt", last[0])


def write(project: Project, word: Word, reason: str = "") -> None:
    """Say yes, no or nothing of an excerpt and a theme."""
    excerpt, theme, said = word
    if said:
        {"yes": project.code, "no": project.reject}[said](excerpt, theme, reason)
    else:
        project.withdraw(excerpt, theme)
