"""Issues: what recurs over methods and voices, what speaks for and against, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative import overview
from lif_narrative.pages.frame import Frame, choose, heading, plain
from lif_narrative.pages.issue import card
from lif_narrative.pages.pictures import picture, shade
from lif_narrative.pages.work import nothing_yet, offer_analysis
from lif_narrative.plots import themes_by
from lif_narrative.story.drafting import rows_of

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.story.material import Material

VIEWS: Final = {
    "picture": "The picture",
    "one": "One issue at a time",
    "gaps": "What else do we need to know?",
}
ACROSS: Final = {"method": "Methods", "voice": "Voices", "agency": "Agencies"}
KINDS: Final = {
    "voice": "Voices not heard", "one voice": "Heard from one voice alone", "method": "Methods",
    "agency": "Agencies", "team": "Teams", "period": "Time", "case": "Children",
    "watched theme": "Looked for, not found",
}  # fmt: skip


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading("Issues", "What recurs, in independent accounts. Numbers count people and forms, never mentions.")
    project, issues = frame.project, frame.project.issues()
    if issues.empty:
        nothing_yet(frame, "No issues yet: the material has not been themed.")
        return
    if n := overview.waiting_since(project):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"{n} decisions since this was worked out.", width="content")
            offer_analysis(project, "Bring it up to date")
    found = overview.worked_out(project)
    columns = st.columns(3)
    with columns[0]:
        view = choose("Show", VIEWS, "view")
    if view == "picture":
        overall(issues, found, columns[1:])
    elif view == "one":
        one(frame, issues, found, columns[1])
    else:
        gaps(frame, project.gaps(), issues)


def overall(issues: pd.DataFrame, found: Material, columns: Sequence[Any]) -> None:
    """The picture of themes by methods (voices, agencies)."""
    with columns[0]:
        by = choose("Themes by", ACROSS, "by")
    with columns[1]:
        order = choose("In which order", overview.SORTS, "order")
    made = themes_by(overview.counts(found, by), overview.ordered(issues, order), by, shade())
    picture(made, "themes")
    st.caption(
        "▲ accounts that hold a strength · ▼ accounts that hold a concern · an empty cell is silence, "
        "not agreement. "
        "One account can hold both. Nothing under “since before” means too little to tell a change."
    )


def one(frame: Frame, issues: pd.DataFrame, found: Material, column: Any) -> None:
    """One issue, chosen by name, with all that speaks for it and against it."""
    ranked = overview.ordered(issues, "strengths")
    names = {
        row["theme_id"]: f"{row['theme']}  ▲ {row['strengths']}  ▼ {row['concerns']}"
        for row in rows_of(ranked)
    }
    with column:
        theme = choose("Which issue", names, "issue")
    card(frame, rows_of(ranked[ranked["theme_id"] == theme])[0], found)


def gaps(frame: Frame, rows: pd.DataFrame, issues: pd.DataFrame) -> None:
    """What is missing, by kind, each with a next step."""
    if rows.empty:
        st.success("Nothing that was asked for is missing.", icon=":material/done_all:")
    for kind, words in KINDS.items():
        found = rows[rows["kind"] == kind]
        if found.empty:
            continue
        st.subheader(words)
        for row in rows_of(found):
            with st.container(border=True, horizontal=True, vertical_alignment="center"):
                step = f"  \n:gray[Next: {plain(row['next_step'])}]" if row["next_step"] else ""
                st.markdown(f"{plain(row['what'])}{step}", width="stretch")
                if row["theme_id"] in set(issues["theme_id"]):
                    frame.link("issues", "See it", ":material/balance:", view="one", issue=row["theme_id"])
