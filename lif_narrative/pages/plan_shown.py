"""A plan as it stands: what was asked for, and what has come in and what has not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative import overview
from lif_narrative.pages.frame import Frame, plain
from lif_narrative.pages.work import offer_analysis
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import VOICES as NAMES
from lif_narrative.wording import many

if TYPE_CHECKING:
    import pandas as pd

KINDS: Final = {"method": "Methods", "agency": "Agencies", "voice": "Voices", "case": "Cases"}
Row = dict[str, Any]


def shown(frame: Frame, row: Row) -> None:
    """A plan as it stands, with what has come in where it is this audit's."""
    st.subheader(plain(row["question"]), anchor=False)
    st.caption(plain(" · ".join(filter(None, (row["period"], row["stage"], how_drawn(row))))))
    if not row["now"]:
        st.info("Another plan is of a later time, so what comes in is set against that one.",
                icon=":material/info:")  # fmt: skip
        return
    told = frame.project.planned()
    asked = told[told["invited"].astype(bool)]
    if asked.empty:
        st.info("Nobody is invited yet: add methods, agencies, voices or cases.", icon=":material/info:")
        return
    came = int(asked["arrived"].sum())
    st.progress(came / len(asked), text=f"{came} of {len(asked)} invited have come in")
    columns = st.columns(4)
    for column, (kind, title) in zip(columns, KINDS.items(), strict=True):
        with column:
            arrivals(title, told[told["what"] == kind])
    with st.container(horizontal=True):
        frame.link("material", "Add what has come in", ":material/upload_file:")
        if came < len(asked) and not frame.project.documents().empty:
            frame.link("issues", "What else we do not know", ":material/help:", view="gaps")
    if came < len(asked) and not overview.is_current(frame.project):
        offer_analysis(frame.project, "Work the gaps out again")


def how_drawn(row: Row) -> str:
    """How the cases were drawn, so that anyone can draw them again; "" where they were named."""
    told = row["sampling"] or {}
    if not told:
        return ""
    by = f", spread over {told['by']}" if told.get("by") else ""
    return f"{len(row['cases'])} cases drawn by chance from {told.get('of')}{by} (seed {told.get('seed')})"


def arrivals(title: str, rows: pd.DataFrame) -> None:
    """One kind of what was invited: what came in and what did not, by mark and by word."""
    asked = rows[rows["invited"].astype(bool)]
    st.markdown(f"**{title}**")
    if asked.empty:
        st.caption("None named.")
    with st.container(gap="xxsmall"):
        for row in rows_of(asked):
            st.markdown(line(row))
    unasked = [named(row) for row in rows_of(rows[~rows["invited"].astype(bool)])]
    if unasked:
        st.caption(f"Came without being asked: {plain(', '.join(unasked))}")


def line(row: Row) -> str:
    """Who was invited, and whether they came."""
    if row["arrived"]:
        return f":material/check: {plain(named(row))} :gray[· {many(int(row['accounts']), 'account')}]"
    return f":material/schedule: **{plain(named(row))}** · not yet"


def named(row: Row) -> str:
    """The name of what was invited, as people say it."""
    name = str(row["name"])
    return NAMES.get(name, name) if row["what"] == "voice" else name
