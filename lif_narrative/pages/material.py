"""Material: what came in, what was set aside and why, and every document that can be read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, Final

import pandas as pd
import streamlit as st

from lif_narrative.labour import holding
from lif_narrative.overview import is_current, shelf
from lif_narrative.pages import layouts, redactions
from lif_narrative.pages.documents import listing
from lif_narrative.pages.frame import Frame, choose, heading, plain
from lif_narrative.pages.opening import offer_return, offer_sample
from lif_narrative.pages.work import begin, is_under_way, offer_analysis
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many

REPORT: Final = "material.report"  # the intake whose report was put away
VIEWS: Final = {
    "documents": "The documents",
    "layouts": "How each file was read",
    "identify": "What may still identify",
}


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading(
        "Material",
        "Add files as they are. Names are taken out of the text; nothing is dropped without a reason.",
    )
    documents = shelf(frame.project)
    view = choose("Show", VIEWS, "material") if not documents.empty else "documents"
    if view == "identify":
        redactions.draw(frame.project, frame.project.documents())
        return
    if view == "layouts":
        layouts.draw(frame.project, frame.project.documents(), stale=not is_current(frame.project))
        return
    receive(frame.project)
    if frame.project.may("originals"):
        latest(frame.project)
    if documents.empty:
        st.info("No files yet. Add your own, or look at the sample first.", icon=":material/info:")
        offer_sample()
        return
    if not is_current(frame.project):
        offer_analysis(frame.project)
    kept, chosen = st.container(), frame.project.set_aside()
    aside(chosen[chosen["step"] == "ingest"])
    with kept:
        listing(frame, documents)
    offer_return()


def receive(project: Project) -> None:
    """Ask for files, keep them outside the project until they are read, and take them in."""
    whole = st.toggle("A whole folder", help="Folder names often say the case, the agency or the period.")
    with st.form("receive", clear_on_submit=True):
        files = st.file_uploader(
            "Drop a folder here" if whole else "Drop files here",
            accept_multiple_files="directory" if whole else True, key=f"upload.{whole}",
            help="Word, Excel, PDF, text, web pages, e-mail, OpenDocument, captions; up to 50 MB each.",
        )  # fmt: skip
        pressed = st.form_submit_button("Take them in", type="primary", icon=":material/upload_file:",
                                        disabled=is_under_way(project))  # fmt: skip
    if pressed and not files:
        st.warning("No file has arrived yet. Choose some, wait until each is shown, then press again.")
    if pressed and files:
        folder = holding()
        put(folder, files)
        begin(project, "ingest", folder=str(folder))


def put(folder: Path, files: Iterable[Any]) -> Path:
    """Write what was dropped under a folder; only the last part of a path can come from outside."""
    received = folder / "received" / "files"
    for file in files:
        parts = [
            part for part in PurePosixPath(file.name.replace("\\", "/")).parts if part not in ("/", "..", ".")
        ]
        place = received.joinpath(*parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.getbuffer())
    return received


def latest(project: Project) -> None:
    """What became of the files that came in last, until the person puts it away."""
    done = [row for row in rows_of(project.labours()) if row["kind"] == "ingest" and row["state"] == "done"]
    if not done or st.session_state.get(REPORT) == done[0]["id"]:
        return
    taken, set_aside = project.last_received()
    if not (taken.empty and set_aside.empty):
        report(taken, set_aside)
        st.button("Put away", key="material.away", on_click=st.session_state.update,
                  args=({REPORT: done[0]["id"]},))  # fmt: skip


def report(taken: pd.DataFrame, set_aside: pd.DataFrame) -> None:
    """What became of each file that was just dropped."""
    with st.container(border=True):
        st.markdown(f"**{len(taken)} taken, {len(set_aside)} set aside**")
        for row in rows_of(taken):
            same = f", a copy of {plain(str(row['same_as']))}" if row.get("same_as") else ""
            held = many(int(row.get("documents") or 0), "document")
            st.markdown(f":blue[✓] **{plain(row['path'])}** · {held}{same}")
            for label, name in (("Kept as it is, not recognised", "unmapped"), ("Note", "remarks")):
                if words := listed(row.get(name)):
                    st.caption(f"{label}: {plain(words)}")
        for row in rows_of(set_aside):
            where = f" ({plain(str(row['locator']))})" if row.get("locator") else ""
            st.markdown(f":orange[✕] **{plain(row['path'])}**{where} · {plain(str(row['reason']))}")


def listed(value: Any) -> str:
    """A cell that holds one thing, several, or nothing, as words."""
    if value is None or value != value if not isinstance(value, list | tuple) else False:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def aside(rows: pd.DataFrame) -> None:
    """What was set aside, of all that ever came in."""
    if rows.empty:
        return
    with st.expander(f"{len(rows)} set aside", icon=":material/inventory_2:", key="material.aside"):
        st.caption(
            "Nothing was lost: these files could not be read. Put right what is wrong and add them again."
        )
        for row in rows_of(rows):
            st.markdown(f"- {plain(row['reason'])} :gray[file {row['sha256'][:8]}]")
