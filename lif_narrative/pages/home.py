"""Home: where are we in the cycle, whom did we hear, what waits for me, and what happened lately."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import streamlit as st

from lif_narrative import overview
from lif_narrative.lately import said_when
from lif_narrative.pages.frame import Frame, heading, plain
from lif_narrative.pages.heard import heard
from lif_narrative.pages.opening import is_sample, offer_return, offer_sample
from lif_narrative.pages.wheel import stages, wheel
from lif_narrative.pages.work import offer_analysis
from lif_narrative.story.drafting import rows_of

STATES: Final = {
    "done": ":material/check_circle:", "now": ":material/arrow_circle_right:",
    "later": ":material/radio_button_unchecked:",
}  # fmt: skip
SAID: Final = {"done": "done", "now": "next", "later": ""}


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading("Where are we?", "The cycle, whom we have heard, and what waits for you.")
    project = frame.project
    if project.documents().empty:
        begin(frame)
        return
    plan(frame)
    if not overview.is_current(project):
        st.info("Files have come in that are not themed yet.", icon=":material/info:")
        offer_analysis(project)
    turned = project.wheel()
    ring, mine = st.columns([2, 3], gap="large")
    with ring:
        wheel(turned)
        stages(frame, turned)
    with mine:
        waiting(frame)
        following(frame)
        lately(frame)
    st.subheader("Whom have we heard?")
    heard(project.voices())
    offer_return()


def begin(frame: Frame) -> None:
    """The first steps of a new project, the sample beside them; or that the sample is being read."""
    if is_sample():
        st.info("The sample is being read. It takes a minute or two.", icon=":material/hourglass_top:")
        offer_return()
        return
    steps, sample = st.columns([3, 2], gap="large")
    with steps:
        st.subheader("A new project, step by step")
        led(frame)
    with sample, st.container(border=True):
        st.markdown("**Look around first**")
        st.markdown(
            "The sample is an invented audit of young people leaving care: returns of five agencies, what "
            "young people and families said, numbers, and a review. No real child is in it."
        )
        offer_sample()


def led(frame: Frame) -> None:
    """Each step with its state in a mark and a word; what can be done now is a link."""
    for row in rows_of(frame.project.first_steps()):
        mark, word = STATES[row["state"]], SAID[row["state"]]
        with st.container(horizontal=True, wrap=False, vertical_alignment="top", gap="small"):
            st.markdown(mark, width="content")
            with st.container(gap=None):
                if row["state"] == "now":
                    frame.link(row["screen"], f"**{row['step']}**", **row["ids"])
                else:
                    st.markdown(f"{row['step']}{f' :gray[· {word}]' if word else ''}")
                st.caption(row["about"])


def following(frame: Frame) -> None:
    """The next step of a project that is not through its first ones yet."""
    steps = frame.project.first_steps()
    left = steps[(steps["state"] != "done") & (steps.index > 0)]
    if left.empty or is_sample():
        return
    done = int((steps["state"] == "done").sum())
    with st.expander(f"First steps: {done} of {len(steps)} done", icon=":material/flag:", key="home.steps"):
        led(frame)


def plan(frame: Frame) -> None:
    """What the audit asks and how much of what was invited has come in; or an offer to plan it."""
    project = frame.project
    plans = project.plans()
    if plans.empty:
        if project.may("adopt"):
            frame.link("plan", "Plan the audit: what it asks, and who is invited", ":material/edit_calendar:")
        return
    now, told = rows_of(plans)[0], project.planned()
    asked = told[told["invited"].astype(bool)]
    came = int(asked["arrived"].sum())
    with st.container(border=True, key="home.plan"):
        st.markdown(f"**{plain(now['question'])}**")
        if len(asked):
            late = len(asked) - came
            words = f"{came} of {len(asked)} invited have come in" + (f", {late} not yet" if late else "")
            st.progress(came / len(asked), text=words)
        frame.link("plan", "The plan, and who has not answered", ":material/edit_calendar:")


def waiting(frame: Frame) -> None:
    """What waits, each line a link to where it is done."""
    st.subheader("Waiting for you")
    rows = frame.project.waiting()
    if rows.empty:
        st.markdown("Nothing waits for you. :material/check:")
    with st.container(gap="xsmall", key="home.waiting"):
        for row in rows_of(rows):
            label = f"**{row['n']:,}** {plain(row['words'])}"
            frame.link(row["screen"], label, ":material/arrow_forward:", **row["ids"])


def lately(frame: Frame) -> None:
    """What happened lately, in words."""
    project = frame.project
    st.subheader("Lately" if project.may("history") else "What you did lately")
    rows, now = project.recent(), datetime.now().astimezone()
    with st.container(gap="xsmall"):
        for row in rows_of(rows):
            st.markdown(f":gray[{said_when(row['at'], now)}]\u2002{plain(row['told'])}")
    if rows.empty:
        st.caption("Nothing yet.")
    if project.may("history") and len(rows):
        frame.link("project", "The whole trail", ":material/history:", keep="trail")
