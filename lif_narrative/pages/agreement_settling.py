"""Where people differ: each difference with its words, who said what, and what those who talked agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.pages.frame import Frame, carry_out, plain
from lif_narrative.pages.marks import quote
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import listed, many

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.project import Project

A_PAGE: Final = 5
ANSWERS: Final = {"under": "under the theme", "not": "not under it"}


def settling(frame: Frame, sample_id: str) -> None:
    """Draw the view."""
    project = frame.project
    rows = project.disagreements(sample_id)
    if rows.empty:
        st.info("No two people differ on what both have coded.", icon=":material/handshake:")
        return
    left = int((~rows["settled"].astype(bool)).sum())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{many(len(rows), 'difference').capitalize()}, {left} to settle.", width="content")
        frame.link("conversation", "Talk them over, one at a time", ":material/groups:")
    texts = project.excerpts().set_index("id")
    pages = max(1, -(-len(rows) // A_PAGE))
    key = f"settle.page.{pages}"
    start = (st.session_state.get(key, 1) - 1) * A_PAGE
    for row in rows_of(rows.iloc[start : start + A_PAGE]):
        with st.container(border=True):
            difference(frame, row, texts)
    if pages > 1:
        st.pagination(pages, key=key)


def difference(frame: Frame, row: dict[str, Any], texts: pd.DataFrame) -> None:
    """One difference: the words, the theme, who said what, and the way to settle it."""
    st.markdown(f"**{plain(row['theme'])}**")
    if row["excerpt_id"] in texts.index:
        quote(texts.loc[row["excerpt_id"], "text"])
    who_said(row)
    if row["settled"]:
        st.badge("settled: under it" if row["under"] else "settled: not under it", color="gray",
                 icon=":material/handshake:")  # fmt: skip
        by = f" ({listed(row['roles'])})" if row["roles"] else ""
        st.caption(f"Because: {plain(row['reason'] + by)}")
    frame.link(
        "read", "Read it where it stands", ":material/menu_book:", excerpt=row["excerpt_id"], queue="all"
    )
    label = "Settle it anew" if row["settled"] else "Settle it"
    with st.expander(label, icon=":material/handshake:", key=f"settle.{row['excerpt_id']}.{row['theme_id']}"):
        settle(frame.project, row)


def who_said(row: dict[str, Any]) -> None:
    """Who put it under the theme, who did not, and what a model said."""
    sides = [("Under it", row["yes"]), ("Not under it", row["no"])]
    told = [f"{name}: {listed([who.partition(':')[2] for who in people])}" for name, people in sides]
    if row["models"]:
        told.append("The model also puts it under the theme")
    st.caption(plain(" · ".join(told)))


def settle(
    project: Project, row: dict[str, Any], conversation_id: str = "", roles: tuple[str, ...] = ()
) -> None:
    """The form by which it is settled, with the reason that others learn from."""
    key = f"settle.form.{row['excerpt_id']}.{row['theme_id']}"
    with st.form(key, border=False):
        answer = st.radio("It is", ["under", "not"], horizontal=True, key=f"{key}.is",
                          format_func=ANSWERS.__getitem__)  # fmt: skip
        reason = st.text_area("Because (kept beside it, and learned from)", height=80, key=f"{key}.why")
        there = (
            "" if conversation_id else st.text_input("Who was there? (roles, with commas)", key=f"{key}.who")
        )
        pressed = st.form_submit_button("Settle it", type="primary")
    if pressed:
        present = roles or tuple(role.strip() for role in there.split(",") if role.strip())
        carry_out(lambda: project.settle_coding(
            row["excerpt_id"], row["theme_id"], answer == "under", reason, roles=present,
            conversation_id=conversation_id,
        ))  # fmt: skip
