"""The list of documents: narrowed, paged, each with a way to read it."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from lif_narrative.overview import in_reading_order
from lif_narrative.pages.frame import Frame, plain
from lif_narrative.story.drafting import rows_of

A_PAGE: Final = 15
FILTERS: Final = {
    "case": "Case",
    "agency": "Agency",
    "method": "Method",
    "voice": "Voice",
    "period": "Period",
}


def listing(frame: Frame, documents: pd.DataFrame) -> None:
    """The documents, narrowed and paged, each with a way to read it."""
    excerpts = frame.project.excerpts()
    counts = excerpts["document_id"].value_counts()
    first: dict[str, str] = {}
    voices: dict[str, set[str]] = {}
    for row in rows_of(excerpts):
        first.setdefault(row["document_id"], row["id"])
        voices.setdefault(row["document_id"], set()).add(str(row["speaker"] or "none"))
    heard = pd.Series(
        [sorted(voices.get(i, set())) for i in documents["id"]], index=documents.index, dtype=object
    )
    found = narrowed(in_reading_order(documents.assign(voice=heard)))
    of = f"{len(found)} of " if len(found) < len(documents) else ""
    st.subheader(f"{of}{len(documents)} documents")
    pages = max(1, -(-len(found) // A_PAGE))
    key = f"material.page.{pages}"
    start = (st.session_state.get(key, 1) - 1) * A_PAGE
    with st.container(gap="xxsmall"):
        for row in rows_of(found.iloc[start : start + A_PAGE]):
            line(frame, row, int(counts.get(row["id"], 0)), first.get(row["id"], ""))
    if pages > 1:
        st.pagination(pages, key=key)


def narrowed(documents: pd.DataFrame) -> pd.DataFrame:
    """The documents that the person's filters leave."""
    found = documents
    with st.expander("Narrow the list", icon=":material/filter_list:", key="material.narrow"):
        for column, (name, label) in zip(st.columns(len(FILTERS)), FILTERS.items(), strict=True):
            cells = documents[name].explode() if name == "voice" else documents[name]
            options = sorted({str(v) for v in cells if v and v == v})
            chosen = column.multiselect(label, options, key=f"material.{name}", placeholder="Any")
            if chosen:
                has = [bool({*(c if isinstance(c, list) else [c])} & set(chosen)) for c in found[name]]
                found = found[has]
    return found


def line(frame: Frame, row: dict[str, Any], n: int, excerpt_id: str) -> None:
    """One document in one line."""
    words = labels(row)
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        count = f" :gray[· {n} {'excerpt' if n == 1 else 'excerpts'}]" if n else ""
        st.markdown(words + count, width="stretch")
        if excerpt_id:
            frame.link("read", "Read", ":material/menu_book:", excerpt=excerpt_id, queue="all")


def labels(row: dict[str, Any]) -> str:
    """What a document is known by: its case, method, agency, team and date."""
    names = [f"case {row['case']}" if row["case"] else "", row["method"], row["agency"], row["team"],
             row["date"] or row["period"]]  # fmt: skip
    return " · ".join(plain(str(name)) for name in names if name) or "No labels found"
