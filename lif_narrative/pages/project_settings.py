"""The settings of a project: those that can be changed here, and what else its file says."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from lif_narrative.house import SETTINGS
from lif_narrative.pages.frame import Frame, attempt, plain
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of

DONE: Final = "settings.done"


def draw(frame: Frame) -> None:
    """Draw the view."""
    project = frame.project
    if words := st.session_state.pop(DONE, None):
        st.success(words, icon=":material/check:")
    for row in rows_of(project.settings()):
        one(project, row)
    st.subheader("Settings of the analysis")
    apart = project.told_apart()
    lines = [f"- {plain(step)}: {plain(name)} is {plain(str(value))}"
             for step, told in apart.items() for name, value in told.items()]  # fmt: skip
    st.markdown("\n".join(lines) or "None: everything is as it comes.")
    st.caption(
        f"They stand in {SETTINGS}, in the project's folder, and are for researchers: a changed one makes "
        "the analysis run anew, and the runs can be compared."
    )
    st.subheader("Where it lies")
    st.markdown(f"The record is in the folder **{plain(project.folder.name)}**.")
    if project.may("keep"):
        st.caption(plain(f"Folder: {project.folder.resolve()} · vault: {project.vault_folder}"))


def one(project: Project, row: dict[str, Any]) -> None:
    """A setting that can be changed here, by those who may."""
    key = f"settings.{row['key']}"
    if not (project.may("adopt") and project.may(row["asks"])):
        value = row["value"] or "no date"
        st.markdown(
            f"**{row['label']}**: {value}  \n:gray[{plain(row['about'])} Your role does not change it.]"
        )
        return
    with st.form(key, border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(
                row["label"], row["least"], row["most"], row["value"], key=f"{key}.value", width=260
            )
            st.form_submit_button("Set it", on_click=put, args=(project, row["key"], row["label"]))
    st.caption(plain(row["about"]))


def put(project: Project, key: str, label: str) -> None:
    """Set it, and say so."""
    value = int(st.session_state[f"settings.{key}.value"])
    if attempt(project.set_setting, key, value):
        st.session_state[DONE] = f"{label}: {value} from now on."
