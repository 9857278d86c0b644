"""Read: the document as it was written, what was found in it, and a person's word on each sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.pages.decide import panel
from lif_narrative.pages.frame import Frame, go, heading, plain
from lif_narrative.pages.passages import kept, marked_here
from lif_narrative.pages.reading import Reading, settle
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
    reading = settle(frame)
    if reading is None:
        st.info("There is nothing to read yet.", icon=":material/info:")
        frame.link("material", "Go to Material", ":material/folder_open:")
        return
    if not reading.waiting:
        st.success("Nothing waits in this queue.", icon=":material/done_all:")
    documents, held = frame.project.documents(), reading.row["document_id"]
    document = rows_of(documents[documents["id"] == held])[0]
    pager(reading, document)
    marks = marked_here(frame.project, reading, document)
    left, right = st.columns([5, 3], gap="medium")
    with right:
        panel(frame, reading, document, marks)
    with left:
        st.markdown(f"**{labels(document)}**")
        inside = reading.excerpts[reading.excerpts["document_id"] == document["id"]]
        sheet(document, inside, chips(reading, inside), chosen=reading.at, queued=set(reading.waiting),
              marks=marks, passage=reading.passage, on_choice=choice, on_passage=passage)  # fmt: skip
        kept(frame.project, reading, document, marks)
        legend(reading)


def choice(name: str) -> None:
    """Take a sentence in hand."""
    go("passage", "")
    go("excerpt", name)


def passage(start: int, end: int) -> None:
    """Take a passage in hand, or let go of it."""
    go("passage", f"{start}-{end}" if start < end else "")


def pager(reading: Reading, document: dict[str, Any]) -> None:
    """Which of the documents that hold something waiting this is, and a way to the others."""
    first = first_waiting(reading)
    if document["id"] not in first or len(first) < 2:
        return
    names = list(first)
    key = f"read.document.{document['id']}"  # a key for each, so that the choice always shows where we are

    def turned() -> None:
        choice(first[names[st.session_state[key] - 1]])

    with st.container(horizontal=True, vertical_alignment="center"):
        st.pagination(len(names), default=names.index(document["id"]) + 1, key=key, on_change=turned)
        st.caption(f"{len(reading.waiting)} excerpts in {len(first)} documents", width="content")


def first_waiting(reading: Reading) -> dict[str, str]:
    """The documents that hold something waiting, in reading order, each with the first excerpt that does."""
    waits = sorted(map(reading.places.__getitem__, reading.waiting))
    held = reading.excerpts["document_id"].iloc[waits].drop_duplicates()
    return dict(zip(held.tolist(), reading.excerpts["id"].iloc[held.index].tolist(), strict=True))


def chips(reading: Reading, inside: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """The themes that stand on each excerpt, and whether a person or a model put them there."""
    stands = decided(reading.codings[reading.codings["excerpt_id"].isin(inside["id"])])
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows_of(stands):
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


def legend(reading: Reading) -> None:
    """What the marks mean."""
    if reading.blind:
        st.caption("You read blind: what the model and others said is hidden until you turn it off.")
        return
    st.caption(
        "▲ strength · ▼ concern · ◆ both · no mark: neither. A dotted line under words: how far they reach; "
        "a thick one: a passage that somebody marked. "
        "A theme in a dashed line is suggested; in a full line, decided by a person. "
        "Press a sentence to choose it, or walk with the arrow keys; draw over words to mark them."
    )
