"""Home: where are we? What came in, who was heard and who was not, and what waits for a person."""

from __future__ import annotations

import streamlit as st

from lif_narrative import overview, queues
from lif_narrative.pages.frame import Frame, heading
from lif_narrative.pages.opening import offer_return, offer_sample
from lif_narrative.pages.pictures import picture, shade
from lif_narrative.pages.work import offer_analysis
from lif_narrative.plots import who_was_heard
from lif_narrative.project import Project
from lif_narrative.telling import material


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading("Where are we?", "What has come in, whom we have heard, and what waits for you.")
    project = frame.project
    documents = project.documents()
    if documents.empty:
        begin(frame)
        return
    if not overview.is_current(project):
        st.info("Files have come in that are not themed yet.", icon=":material/info:")
        offer_analysis(project)
    if not project.issues().empty:
        waiting(frame)
        heard(project)
    offer_return()


def begin(frame: Frame) -> None:
    """The first steps of a new project."""
    st.subheader("A new project")
    st.markdown(
        "1. **Material**: add the files of your audit, as they are.\n"
        "2. **Read**: look at what was found, and decide what it is about.\n"
        "3. **Issues**: see what recurs, over which methods and voices.\n"
        "4. **Story**: draft a practice story in which every claim leads to someone's words."
    )
    frame.link("material", "Add your first files", ":material/upload_file:")
    offer_sample()


def waiting(frame: Frame) -> None:
    """Four numbers, each with the screen that it leads to."""
    project = frame.project
    excerpts, codings = project.excerpts(), project.codings()
    undecided = len(queues.queue(excerpts, codings, "undecided"))
    unthemed = len(queues.queue(excerpts, codings, "unthemed"))
    numbers = [
        ("Excerpts", len(excerpts), "read", "Read them", {}),
        ("Suggestions to decide", undecided, "read", "Decide them", {"queue": "undecided"}),
        ("Without a theme", unthemed, "read", "Look at them", {"queue": "unthemed"}),
        ("What else to find out", len(project.gaps()), "issues", "See the gaps", {"view": "gaps"}),
    ]
    for column, (label, value, screen, invitation, ids) in zip(st.columns(4), numbers, strict=True):
        with column, st.container(border=True):
            st.metric(label, f"{value:,}")
            frame.link(screen, invitation, ":material/arrow_forward:", **ids)


def heard(project: Project) -> None:
    """Whom we have heard, by which method."""
    st.subheader("Who was heard?")
    picture(who_was_heard(overview.heard(material(project)), shade()), "heard")
