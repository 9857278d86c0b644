"""Warnings that teach: what to look at again in a story, what to do about it, and why it may stand."""

from __future__ import annotations

from typing import Final

import streamlit as st

from lif_narrative.pages.frame import plain
from lif_narrative.pages.memos import done, typing
from lif_narrative.pages.story_acts import MARGIN, act, redraws, trouble
from lif_narrative.pages.story_work import turn_to
from lif_narrative.project import Project
from lif_narrative.story import PracticeStory
from lif_narrative.story.cautions import Caution
from lif_narrative.telling import cautions
from lif_narrative.wording import many

PLACE: Final = f"{MARGIN} cautions"
TEACHES: Final = {  # what each warning teaches, once for all of its kind
    "no evidence": "A claim is what somebody wrote or said. Rest it on their words, or make it a question.",
    "scope stronger than the evidence": "Keep the words of scope that the evidence has: some is not all.",
    "one source only": "One source is one account, however often it says so. Look for another that was "
                       "asked on its own, or say in the claim that one alone tells it.",
    "opposing evidence unread": "What speaks against a claim makes it truer. Read it, then show it or say "
                                "why it does not belong.",
    "blame of a named role": "Practice is made by conditions. Say what happened, and what got in the way.",
    "what made this possible?": "A strength can be had again once we know what made it so.",
    "interpretation without claims": "Let a reader see which claims the meaning was drawn from.",
    "action not agreed yet": "An action without an owner, a date and a way to know is a wish.",
    "no child's voice": "Put a child's own words in, or say why there are none.",
    "process but no outcome": "Visits and plans are no difference yet. Look for what changed for a child.",
}  # fmt: skip


def warn(project: Project, told: PracticeStory) -> None:
    """What to look at again before the story is read by others; nothing is blocked.

    Worked out when it is opened: the first time in a sitting the grammar has to be loaded.
    """
    shown = st.expander(
        "Things to look at", icon=":material/visibility:", key="story.cautions", on_change="rerun"
    )
    with shown:
        if not shown.open:
            return
        trouble(PLACE)
        found = cautions(project, told)
        for check in dict.fromkeys(caution.check for caution in found):
            kind(project, told, [caution for caution in found if caution.check == check])
        if not found:
            st.caption("No claim outruns its evidence, and nothing is missing that could be told.")


def kind(project: Project, told: PracticeStory, found: list[Caution]) -> None:
    """The warnings of one kind: what it teaches, then each with a way to its block."""
    check = found[0].check
    st.markdown(f"**{plain(check[:1].upper() + check[1:])}** · {many(len(found), 'time')}")
    st.caption(plain(TEACHES.get(check, "")))
    titles = {b.id: b.text.partition(" is told")[0].partition(":")[0] for b in told.record.blocks}
    for n, caution in enumerate(found):
        key = f"caution.{check}.{caution.block}.{n}"
        st.markdown(f"{plain(titles.get(caution.block, 'The story'))}: {plain(caution.reason)}")
        with st.container(horizontal=True):
            if caution.block:
                st.button("Work on it", key=f"{key}.go", type="tertiary", icon=":material/edit_note:",
                          on_click=turn_to, args=(told, caution.block))  # fmt: skip
            if project.may("tell"):
                answer(project, told, caution, key)


def answer(project: Project, told: PracticeStory, caution: Caution, key: str) -> None:
    """Say why a warning may stand: it is kept with the reason, and shown no more."""
    shown = st.popover("It may stand, because", type="tertiary", key=f"{key}.pop", on_change="rerun")
    if not shown.open:
        return
    with shown:
        typing(project, "Why may it stand?", f"{key}.why")
        st.button("Keep the reason", key=f"{key}.keep", on_click=answered,
                  args=(project, told, caution, f"{key}.why"))  # fmt: skip


@redraws
def answered(project: Project, told: PracticeStory, caution: Caution, key: str) -> None:
    """Keep the reason."""
    said = str(st.session_state.get(key, ""))
    if act(PLACE, project.answer, told.record.id, caution.check, said, caution.block):
        done(project, key)
