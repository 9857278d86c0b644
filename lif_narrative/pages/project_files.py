"""Everything that can be taken away from a project: documents of its stories, and what it holds."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import Final, NamedTuple

import streamlit as st

from lif_narrative.export.holdings import HOLDINGS
from lif_narrative.export.products import PRODUCTS
from lif_narrative.export.profiles import PROFILES
from lif_narrative.pages.frame import Frame, in_words
from lif_narrative.pages.story_export import FORMATS, READERS
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of

HELD: Final = {
    "workbook": ("Evidence workbook", "Every theme with its counts, its matrix, and the words behind it."),
    "register": ("Action register", "Who answers for what, by when, and what came of it."),
    "codebook": ("Codebook", "The themes with their definitions: to read, to adopt elsewhere, or for NVivo."),
    "project": ("For NVivo, MAXQDA, ATLAS.ti or QualCoder", "The texts without names, codebook and codings."),
    "data": ("Data tables", "Every table, for R, Python or Excel, with its own manifest."),
}  # fmt: skip
MORE: Final = {
    ".yaml": ("YAML", "application/yaml"), ".csv": ("CSV", "text/csv"),
    ".qdc": ("REFI-QDA", "application/xml"), ".qdpx": ("REFI-QDA", "application/zip"),
    "": ("Folder (zip)", "application/zip"),
}  # fmt: skip
KNOWN: Final = FORMATS | MORE
MADE: Final = "files.made"


class Choice(NamedTuple):
    """What is to be made: of which story (""), in which format, for whom."""

    name: str
    ending: str
    profile: str
    large: bool
    question: str


def draw(frame: Frame) -> None:
    """Draw the view."""
    if frame.project.documents().empty:
        st.info("Nothing can be taken away yet: the project holds no files.", icon=":material/info:")
        return
    st.markdown("Each file is made when you ask for it, and that it left is told in the trail.")
    panel(frame.project)


@st.fragment
def panel(project: Project) -> None:
    """Choose, make, download."""
    choice = chosen(project)
    if choice is None:
        st.info("No story is kept yet, and this is made of one. Draft one under Story first.",
                icon=":material/info:")  # fmt: skip
        return
    about = f"{HELD[choice.name][1]} " if choice.name in HELD else ""
    st.caption(about + PROFILES[choice.profile].note)
    if st.button("Make the file", icon=":material/note_add:", key="files.make"):
        st.session_state.pop(MADE, None)
        try:
            with st.spinner("Making the file"):
                st.session_state[MADE] = (choice, made(project, choice))
        except Exception as error:  # noqa: BLE001 - the last stop before a person
            st.error(in_words(error), icon=":material/error:")
    held, data = st.session_state.get(MADE, (None, b""))
    if held == choice:
        ending = choice.ending or ".zip"
        st.download_button(
            f"Download: {title(choice.name)}", data, f"{choice.name}-{choice.profile}{ending}",
            KNOWN[choice.ending][1], icon=":material/download:", on_click="ignore", type="primary",
            key="files.download",
        )  # fmt: skip


def chosen(project: Project) -> Choice | None:
    """What a person chose; only what goes together can be chosen."""
    left, right = st.columns(2)
    name = left.selectbox("What is it?", [*HELD, *PRODUCTS], format_func=title, key="files.name")
    question = ""
    if name in PRODUCTS:
        stories = {str(row["question"]): str(row["title"]) for row in rows_of(project.stories())}
        if not stories:
            return None
        question = right.selectbox("Of which story?", list(stories), format_func=lambda q: stories[q],
                                   key="files.story")  # fmt: skip
    product, holding = PRODUCTS.get(name), HOLDINGS.get(name)
    endings = product.formats if product else holding.endings if holding else ()
    ending = left.selectbox("Format", endings, format_func=lambda e: KNOWN[e][0], key=f"files.format.{name}")
    outside = holding is None or holding.outside
    readers = list(READERS) if outside else ["internal"]
    profile = right.selectbox("Who will read it?", readers, format_func=lambda p: READERS[p],
                              key=f"files.profile.{len(readers)}")  # fmt: skip
    can = bool(product and product.large_print and ending in (".docx", ".pdf"))
    large = can and left.checkbox("Large print", key="files.large")
    return Choice(name, ending, profile, large, question)


def title(name: str) -> str:
    """What a file is called."""
    return PRODUCTS[name].title if name in PRODUCTS else HELD[name][0]


def made(project: Project, choice: Choice) -> bytes:
    """The file, made in a folder that goes at once; a folder of tables as one archive."""
    from lif_narrative.export import export

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"file{choice.ending}")
        if choice.name in PRODUCTS:
            export(project.story(choice.question), path, choice.profile, product=choice.name,
                   large_print=choice.large)  # fmt: skip
        else:
            project.write(choice.name, path, choice.profile)
        return zipped(path) if path.is_dir() else path.read_bytes()


def zipped(folder: Path) -> bytes:
    """A folder as one archive."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(path, path.relative_to(folder).as_posix())
    return box.getvalue()
