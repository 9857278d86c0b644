"""Story: a question, a draft from the strongest evidence, and a person's word on every piece of it."""

from __future__ import annotations

import functools

import streamlit as st

from lif_narrative.overview import is_current
from lif_narrative.pages.blocks import part
from lif_narrative.pages.frame import Frame, choose, go, heading, plain
from lif_narrative.pages.story_acts import MARGIN, piece
from lif_narrative.pages.story_cautions import warn
from lif_narrative.pages.story_export import take_away
from lif_narrative.pages.story_notes import on_the_whole
from lif_narrative.pages.story_signing import standing
from lif_narrative.pages.story_versions import versions
from lif_narrative.pages.work import offer_analysis, working
from lif_narrative.project import Project
from lif_narrative.story import PARTS, PracticeStory


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading(
        "Story",
        "A draft from the strongest evidence. It stays a draft until a person accepts what it rests on.",
    )
    project = frame.project
    if not is_current(project):
        st.info("A story needs material that is themed and up to date.", icon=":material/info:")
        if project.documents().empty:
            frame.link("material", "Go to Material", ":material/folder_open:")
        else:
            offer_analysis(project)
        return
    ask(project)
    stories = project.stories()
    if stories.empty:
        return
    names = dict(zip(reversed(stories["id"].tolist()), reversed(stories["title"].tolist()), strict=True))
    story_id = choose("Which story", names, "story") if len(names) > 1 else next(iter(names))
    question = stories.loc[stories["id"] == story_id, "question"].iloc[0]
    show(frame, project.story(question))


def ask(project: Project) -> None:
    """The question of a new story."""
    with st.form("ask", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        question = st.text_input(
            "What does the story ask?", placeholder="Are children heard, and does it change what we do?",
        )  # fmt: skip
        pressed = st.form_submit_button("Draft a story", type="primary", icon=":material/history_edu:")
    if pressed and question.strip():
        with working("Gathering the evidence"):
            told = project.story(question)
            project.save(told)
        go("story", told.record.id)
        st.rerun()


def show(frame: Frame, told: PracticeStory) -> None:
    """The story, part by part; beside it what is still to do before it is final, and the files."""
    words, beside = st.columns([3, 1], gap="large")
    with beside:
        piece(frame.project, told, MARGIN, lambda now: margin(frame.project, now))
    with words:
        st.header(plain(told.record.title))
        for name, title in PARTS.items():
            piece(frame.project, told, name, functools.partial(part, frame, name, title))


def margin(project: Project, told: PracticeStory) -> None:
    """How far the story is and what is left to do, its versions, and the files."""
    state(told)
    standing(project, told)
    versions(project, told)
    warn(project, told)
    on_the_whole(project, told)
    take_away(project, told)


def state(told: PracticeStory) -> None:
    """How much of the evidence a person has accepted."""
    pieces = [(block, item) for block in told.record.blocks for item in block.evidence]
    accepted = sum(bool(item.accepted_by) for _, item in pieces)
    share = accepted / len(pieces) if pieces else 1.0
    st.progress(share, text=f"{accepted} of {len(pieces)} pieces of evidence accepted")
    st.caption("A draft until all of it is accepted." if share < 1 else "All of it is accepted.")
