"""The passages that people marked in a document: whose, under which theme, with a memo, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lif_narrative.pages.frame import go, on_press, plain
from lif_narrative.pages.marks import quote
from lif_narrative.pages.reading import Reading
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many


def marked_here(project: Project, reading: Reading, document: dict[str, Any]) -> list[dict[str, Any]]:
    """The marks of a document in its order; to the blind their own alone."""
    rows = project.spans()
    rows = rows[rows["document_id"] == document["id"]]
    if reading.blind:
        rows = rows[rows["coder"] == project.actor]
    ordered = rows.sort_values(["start", "end", "theme_id", "coder"])
    return [
        row
        | {
            "name": reading.themes.get(row["theme_id"], "a theme that is no longer used"),
            "mine": row["coder"] == project.actor,
        }  # fmt: skip
        for row in rows_of(ordered)
    ]


def kept(
    project: Project, reading: Reading, document: dict[str, Any], marks: Sequence[dict[str, Any]]
) -> None:
    """The marked passages as a list, with what can be done with each."""
    if not marks:
        return
    with st.expander(f"{many(len(marks), 'passage')} marked here", icon=":material/ink_highlighter:",
                     key="passages"):  # fmt: skip
        for row in marks:
            by = "you" if row["mine"] else plain(row["coder"].partition(":")[2])
            quote(document["text"][row["start"] : row["end"]])
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(f"**{plain(row['name'])}** · marked by {by}", width="content")
                st.button("Choose it", key=f"passage.{row['id']}", type="tertiary", on_click=go,
                          icon=":material/sticky_note_2:", help="To write a memo or add a theme",
                          args=("passage", f"{row['start']}-{row['end']}"))  # fmt: skip
                if row["mine"]:
                    st.button("Take it back", key=f"unmark.{row['id']}", type="tertiary",
                              icon=":material/ink_eraser:", on_click=on_press,
                              args=(project.unmark, row["id"]))  # fmt: skip
            noted(project, reading, row["id"])


def noted(project: Project, reading: Reading, about: str) -> None:
    """The memos on a passage."""
    for note in rows_of(project.notes(about, "memo")):
        if note["about"] == about and (note["by"] == project.actor or not reading.blind):
            by = plain(note["by"].partition(":")[2])
            st.caption(f":material/sticky_note_2: {plain(note['text'])} · {by}")
