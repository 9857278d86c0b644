"""Backups: made in one press, checked whole, and where they lie."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import streamlit as st

from lif_narrative.errors import NarrativeError
from lif_narrative.pages.frame import Frame, attempt, in_words, plain
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of

DONE: Final = "backup.done"
OPENS: Final = {
    "passphrase": "opens by its passphrase", "vault": "opens by this vault's keys",
    "recipient": "opens by a recipient's key", "damaged": "damaged",
}  # fmt: skip
MEGA: Final = 1_000_000


def draw(frame: Frame) -> None:
    """Draw the view."""
    project = frame.project
    if words := st.session_state.pop(DONE, None):
        st.success(words, icon=":material/check:")
    st.markdown(
        "A backup is one sealed file: the record, the settings, and the originals as they lie in the vault. "
        "Others go on working meanwhile."
    )
    make(project)
    rows = project.backups()
    st.subheader(f"Backups ({len(rows)})")
    st.caption(f"They lie in {plain(str(project.backup_file()))}. Copy them to another machine.")
    for row in rows_of(rows):
        one(project, row)
    st.caption("To bring one back: lif restore, on the command line. See Keys and forgetting in the papers.")


def make(project: Project) -> None:
    """Ask how it is to open, and make one."""
    with st.form("backup.make", border=True, width=620, clear_on_submit=True):
        passphrase = st.text_input("Passphrase for it", type="password", autocomplete="new-password",
                                   help="Left empty, it opens where this vault's keys are.")  # fmt: skip
        again = st.text_input("The same again", type="password", autocomplete="new-password")
        pressed = st.form_submit_button("Make a backup now", type="primary", icon=":material/save:")
    if pressed:
        with st.spinner("Making the backup"):
            attempt(made, project, passphrase, again)
        st.rerun()


def made(project: Project, passphrase: str, again: str) -> None:
    """Make it, and say under which name."""
    if passphrase != again:
        raise NarrativeError("The two passphrases are not the same. Type them again.")
    file = project.back_up_here(passphrase)
    st.session_state[DONE] = f"Made {plain(file.name)}. Check it, then copy it to another machine."


def one(project: Project, row: dict[str, Any]) -> None:
    """One backup: when, how large, how it opens; checked, or taken away."""
    name = row["name"]
    with st.container(border=True, key=f"backup.{name}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(moment(row['made']))}**", width="content")
            size = max(row["size_bytes"] / MEGA, 0.1)
            st.caption(f"{size:,.1f} MB · {OPENS.get(row['opens_by'], 'sealed')}", width="content")
            st.download_button("Take it away", data=lambda: project.backup_file(name).read_bytes(),
                               file_name=name, mime="application/octet-stream", icon=":material/download:",
                               on_click="ignore", key=f"backup.take.{name}",
                               help=f"The backup of {plain(moment(row['made']))}")  # fmt: skip
        check(project, row)


def check(project: Project, row: dict[str, Any]) -> None:
    """Open it whole and say what was found."""
    name = row["name"]
    with st.form(f"backup.check.{name}", border=False, clear_on_submit=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            asked = row["opens_by"] == "passphrase"
            phrase = (
                st.text_input("Its passphrase", type="password", autocomplete="off", width=260)
                if asked
                else ""
            )
            pressed = st.form_submit_button("Check it", icon=":material/fact_check:")
    if pressed:
        try:
            with st.spinner("Opening every part of it"):
                told = project.check_backup(name, phrase)
        except Exception as error:  # noqa: BLE001 - the last stop before a person
            st.error(in_words(error), icon=":material/error:")
            return
        originals = "with the originals" if told["vault"] else "without the originals"
        st.success(f"Whole: {told['files']} parts, {told['events']} events, {originals}.",
                   icon=":material/check:")  # fmt: skip


def moment(stamp: str) -> str:
    """When a backup was made, from its name; the name itself where it says nothing."""
    try:
        return f"{datetime.strptime(stamp, '%Y-%m-%d-%H%M%S'):%d/%m/%Y %H:%M} UTC"
    except ValueError:
        return stamp
