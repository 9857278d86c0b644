"""Read: the document as it was written, what was found in it, and a person's word on each sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.pages.decide import panel
from lif_narrative.pages.frame import Frame, go, heading, plain
from lif_narrative.pages.reading import Reading, settle, tidy
from lif_narrative.pages.sheet import sheet
from lif_narrative.story.drafting import rows_of
from lif_narrative.story.material import decided

if TYPE_CHECKING:
    import pandas as pd

LABELS: Final = ("method", "agency", "team", "date")


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading(
        "Read", "Every word as it was written. A suggestion stands until you decide; you can always undo."
    )
    excerpts = tidy(frame.project.excerpts())
    if excerpts.empty:
        st.info("There is nothing to read yet.", icon=":material/info:")
        frame.link("material", "Go to Material", ":material/folder_open:")
        return
    reading = settle(frame, excerpts)
    if not reading.waiting:
        st.success("Nothing waits in this queue.", icon=":material/done_all:")
    documents, held = frame.project.documents(), excerpts["document_id"][excerpts["id"] == reading.at].iloc[0]
    document = rows_of(documents[documents["id"] == held])[0]
    pager(reading, document)
    left, right = st.columns([5, 3], gap="medium")
    with right:
        panel(frame, reading)
    with left:
        st.markdown(f"**{labels(document)}**")
        inside = excerpts[excerpts["document_id"] == document["id"]]
        sheet(document, inside, chips(reading, inside), chosen=reading.at, queued=set(reading.waiting),
              on_choice=lambda name: go("excerpt", name))  # fmt: skip
        legend()


def pager(reading: Reading, document: dict[str, Any]) -> None:
    """Which of the documents that hold something waiting this is, and a way to the others."""
    rows = reading.excerpts[reading.excerpts["id"].isin(reading.waiting)]
    first = rows.groupby("document_id", sort=False)["id"].first()
    if document["id"] not in first.index or len(first) < 2:
        return
    names = list(first.index)
    key = f"read.document.{document['id']}"  # a key for each, so that the choice always shows where we are

    def turned() -> None:
        go("excerpt", first.iloc[st.session_state[key] - 1])

    with st.container(horizontal=True, vertical_alignment="center"):
        st.pagination(len(names), default=names.index(document["id"]) + 1, key=key, on_change=turned)
        st.caption(f"{len(reading.waiting)} excerpts in {len(first)} documents", width="content")


def chips(reading: Reading, inside: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """The themes that stand on each excerpt, and whether a person or a model put them there."""
    stands = decided(reading.codings)
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows_of(stands[stands["excerpt_id"].isin(inside["id"])]):
        state = "decided" if row["person"] else "suggested"
        name = reading.themes.get(row["theme_id"])
        if name:
            found.setdefault(row["excerpt_id"], []).append((name, state))
    return found


def labels(document: dict[str, Any]) -> str:
    """What the document says of itself."""
    parts = [f"case {document['case']}" if document["case"] else "", *(document[name] for name in LABELS)]
    parts += [] if document["date"] else [document["period"]]
    return (
        " · ".join(plain(str(part)) for part in dict.fromkeys(parts) if part) or "A document without labels"
    )


def legend() -> None:
    """What the marks mean."""
    st.caption(
        "▲ strength · ▼ concern · ◆ both · no mark: neither. A dotted line under words: how far they reach. "
        "A theme in a dashed line is suggested; in a full line, decided by a person. "
        "Press a sentence to choose it, or walk with the arrow keys."
    )
