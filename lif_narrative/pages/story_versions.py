"""The versions of a story: back, forward again, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

import streamlit as st

from lif_narrative.pages.frame import plain
from lif_narrative.pages.story_acts import ALL, MARGIN, act, again, trouble
from lif_narrative.project import Project
from lif_narrative.records import Story
from lif_narrative.story import PARTS, PracticeStory
from lif_narrative.story.comparing import Difference, summary
from lif_narrative.story.drafting import rows_of

PLACE: Final = f"{ALL} versions"
MARKS: Final = {"+": "ins", "-": "del", "=": "span"}
SIGNS: Final = {"+": "added", "-": "taken out", "~": "decided on"}


def versions(project: Project, told: PracticeStory) -> None:
    """Undo and redo of any depth, and two versions side by side when they are asked for."""
    with st.container(horizontal=True):
        if project.may("tell"):
            st.button("Undo", icon=":material/undo:", key="story.undo", on_click=step,
                      args=(project, told, project.undo))  # fmt: skip
            st.button("Redo", icon=":material/redo:", key="story.redo", on_click=step,
                      args=(project, told, project.redo))  # fmt: skip
    trouble(PLACE)
    shown = st.expander("Versions", icon=":material/history:", key="story.versions", on_change="rerun")
    with shown:
        if shown.open:
            compared(project, told)


def step(project: Project, told: PracticeStory, verb: Callable[..., Story]) -> None:
    """Undo or redo; the parts that differ from what was seen are drawn again."""
    seen = told.record
    if not act(PLACE, verb, seen.id, seen=seen.version):
        again(ALL)
    now = project.story(seen.question)
    again(MARGIN, *(name for name in PARTS if now.blocks(name) != told.blocks(name)))


def compared(project: Project, told: PracticeStory) -> None:
    """What differs between two versions, by block and by word."""
    rows = {int(row["version"]): row for row in rows_of(project.versions(told.record.id))}
    if len(rows) < 2:
        st.caption("Only one version so far: each change makes another.")
        return
    names = list(reversed(rows))

    def named(version: int) -> str:
        row = rows[version]
        return f"{version}: {row['did']}, {row['by'].partition(':')[2]}, {row['at'][:16].replace('T', ' ')}"

    before = st.selectbox("From", names, 1, named, key=f"story.from.{names[0]}")
    after = st.selectbox("To", names, 0, named, key=f"story.to.{names[0]}")
    found = project.compare(told.record.id, before, after)
    st.caption(summary(found))
    for difference in found:
        shown_difference(difference)


def shown_difference(difference: Difference) -> None:
    """One block: what became of it, its words with what went and what came, and its evidence."""
    pieces = [SIGNS[sign] for sign, _ in difference.evidence]
    counted = [f"evidence {what}: {pieces.count(what)}" for what in dict.fromkeys(pieces)]
    said = " · ".join(filter(None, (difference.said, *counted)))
    st.markdown(f"**Block {difference.what}** {plain(said)}")
    if any(sign != "=" for sign, _ in difference.words):
        marked = "".join(f"<{MARKS[s]}>{escape(text)}</{MARKS[s]}>" for s, text in difference.words)
        st.html(f'<p dir="auto" style="margin:0;overflow-wrap:anywhere">{marked}</p>')
