"""The real pages of a document before it is taken away: the PDF itself, drawn."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path
from typing import Final

import streamlit as st

from lif_narrative.pages.frame import in_words
from lif_narrative.story import PracticeStory

SHOWN: Final = "preview.pages"


def preview(told: PracticeStory, product: str, profile: str, *, large: bool) -> None:
    """A press that shows the pages of a document, for these readers, as they will print."""
    if st.button("See the pages", icon=":material/preview:", width="stretch", key="preview.open",
                 help="Drawn from the PDF itself. Nothing leaves the project."):  # fmt: skip
        try:
            with st.spinner("Laying out the pages"):
                st.session_state[SHOWN] = drawn(told, product, profile, large=large)
            st.session_state.pop("preview.page", None)
            shown()
        except Exception as error:  # noqa: BLE001 - the last stop before a person
            st.error(in_words(error), icon=":material/error:")


def drawn(told: PracticeStory, product: str, profile: str, *, large: bool) -> list[bytes]:
    """The pages as pictures; to look is no export, so the trail is not told of one."""
    from lif_narrative.export import export
    from lif_narrative.export.pictured import pages

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.pdf")
        alone = dataclasses.replace(told, witness=None)
        export(alone, path, profile, product=product, large_print=large)
        return pages(path.read_bytes())


@st.dialog("The pages as they will print", width="large")
def shown() -> None:
    """One page at a time."""
    pages = st.session_state[SHOWN]
    place = 1
    if len(pages) > 1:
        place = st.pagination(len(pages), key="preview.page") or 1
    st.image(pages[place - 1], caption=f"Page {place} of {len(pages)}", width="stretch")
