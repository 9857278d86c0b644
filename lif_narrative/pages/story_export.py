"""What can be taken away from a story: every product, for the readers it is meant for."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from lif_narrative.export.holdings import HOLDINGS
from lif_narrative.export.products import PRODUCTS
from lif_narrative.export.profiles import PROFILES
from lif_narrative.pages.frame import in_words
from lif_narrative.pages.story_preview import preview
from lif_narrative.project import Project
from lif_narrative.story import PracticeStory

OFFICE: Final = "application/vnd.openxmlformats-officedocument"
FORMATS: Final = {  # what people call a format, and its name to a browser
    ".docx": ("Word", f"{OFFICE}.wordprocessingml.document"), ".pdf": ("PDF", "application/pdf"),
    ".html": ("Web page", "text/html"), ".md": ("Plain text (Markdown)", "text/markdown"),
    ".pptx": ("PowerPoint", f"{OFFICE}.presentationml.presentation"),
    ".xlsx": ("Excel", f"{OFFICE}.spreadsheetml.sheet"),
}  # fmt: skip
TABLES: Final = {"workbook": "Evidence workbook", "register": "Action register"}
READERS: Final = {
    "internal": "Those who work on this audit", "partnership": "The partnership", "publication": "Anybody",
}  # fmt: skip
MADE: Final = "export.made"
Choice = tuple[str, str, str, bool]  # product, ending, profile, large print


def take_away(project: Project, told: PracticeStory) -> None:
    """The story as Word in one press; anything else from a panel."""
    if not project.may("export"):
        return
    st.download_button(
        "Story as Word", made(project, told, ("story", ".docx", "internal", False)), f"{told.record.id}.docx",
        FORMATS[".docx"][1], icon=":material/description:", on_click="ignore", width="stretch",
        key="download.story",
    )  # fmt: skip
    panel(project, told)


@st.fragment
def panel(project: Project, told: PracticeStory) -> None:
    """Which document, in which format, for whom: made when it is asked for, then offered."""
    with st.expander("Other documents and readers", icon=":material/download:", key="export.panel"):
        choice = chosen()
        st.caption(PROFILES[choice[2]].note)
        stands = (*choice, told.record.id, told.record.version)
        if choice[0] in PRODUCTS and ".pdf" in PRODUCTS[choice[0]].formats:
            preview(told, choice[0], choice[2], large=choice[3])
        if st.button("Make the file", icon=":material/note_add:", width="stretch", key="export.make"):
            st.session_state.pop(MADE, None)
            try:
                with st.spinner("Making the file"):
                    st.session_state[MADE] = (stands, made(project, told, choice)())
            except Exception as error:  # noqa: BLE001 - the last stop before a person
                st.error(in_words(error), icon=":material/error:")
        held, data = st.session_state.get(MADE, ((), b""))
        if held == stands:
            name, ending, *_ = choice
            file = f"{told.record.id}-{name}{ending}"
            st.download_button(f"Download the {title(name).lower()}", data, file, FORMATS[ending][1],
                               icon=":material/download:", on_click="ignore", type="primary",
                               width="stretch", key="download.made")  # fmt: skip


def chosen() -> Choice:
    """What a person chose; only what goes together can be chosen."""
    name = st.selectbox("What is it?", [*PRODUCTS, *TABLES], format_func=title, key="export.product")
    product, holding = PRODUCTS.get(name), HOLDINGS.get(name)
    endings = product.formats if product else (".xlsx",)
    ending = st.selectbox("Format", endings, format_func=lambda e: FORMATS[e][0], key=f"export.format.{name}")
    readers = list(READERS) if holding is None or holding.outside else ["internal"]
    profile = st.selectbox(
        "Who will read it?", readers, format_func=lambda p: READERS[p], key=f"export.profile.{len(readers)}"
    )
    large = bool(product and product.large_print and ending in (".docx", ".pdf"))
    return name, ending, profile, large and st.checkbox("Large print", key="export.large")


def title(name: str) -> str:
    """What a document is called."""
    return PRODUCTS[name].title if name in PRODUCTS else TABLES[name]


def made(project: Project, told: PracticeStory, choice: Choice) -> Callable[[], bytes]:
    """What makes a file when it is asked for, in a folder that goes at once."""
    name, ending, profile, large = choice

    def make() -> bytes:
        from lif_narrative.export import export

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"file{ending}")
            if name in TABLES:
                project.write(name, path, profile)
            else:
                export(told, path, profile, product=name, large_print=large)
            return path.read_bytes()

    return make
