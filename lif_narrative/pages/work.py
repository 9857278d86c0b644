"""Long work on a page: what is being done, how far it is, and that it is done."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import streamlit as st

from lif_narrative.pages.frame import Frame
from lif_narrative.progress import Progress
from lif_narrative.project import Project

EVERY_S = 0.2


@contextlib.contextmanager
def working(label: str) -> Iterator[Progress]:
    """Show a bar while the block works; it yields what `Project` tells its progress to."""
    with st.status(label, expanded=True) as status:
        bar, shown = st.progress(0.0, text="Starting"), [0.0]

        def tell(what: str, done: int, total: int) -> None:
            if time.monotonic() - shown[0] > EVERY_S:
                shown[0] = time.monotonic()
                bar.progress(min(done / total, 1.0) if total else 0.0, text=f"{what}: {done} of {total}")

        try:
            yield tell
        except Exception:
            status.update(label=f"{label}: stopped", state="error", expanded=False)
            raise
        bar.empty()
        status.update(label=f"{label}: done", state="complete", expanded=False)


def nothing_yet(frame: Frame, words: str) -> None:
    """What a screen shows before there is anything to show, and the step that comes first."""
    st.info(words, icon=":material/info:")
    if frame.project.documents().empty:
        frame.link("material", "Go to Material", ":material/folder_open:")
    else:
        offer_analysis(frame.project)


def offer_analysis(project: Project, label: str = "Find the themes") -> None:
    """A button that runs what has not been run yet; what was done before is not done again."""
    if st.button(label, type="primary", icon=":material/search_insights:"):
        with working("Reading, appraising and theming") as tell:
            project.run(progress=tell)
        st.rerun()
