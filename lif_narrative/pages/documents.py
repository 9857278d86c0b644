"""The list of documents: narrowed, paged, each with a way to read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pandas as pd
import streamlit as st

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
    """The documents of `overview.shelf`, narrowed and paged, each with a way to read it."""
    found = narrowed(documents)
    of = f"{len(found):,} of " if len(found) < len(documents) else ""
    st.subheader(f"{of}{len(documents):,} documents")
    pages = max(1, -(-len(found) // A_PAGE))
    key = f"material.page.{pages}"
    start = (st.session_state.get(key, 1) - 1) * A_PAGE
    with st.container(gap="xxsmall"):
        for row in rows_of(found.iloc[start : start + A_PAGE]):
            line(frame, row, int(row["n"]), row["first"])
    if pages > 1:
        st.pagination(pages, key=key)


def narrowed(documents: pd.DataFrame) -> pd.DataFrame:
    """The documents that the person's filters leave."""
    found = documents
    with st.expander("Narrow the list", icon=":material/filter_list:", key="material.narrow"):
        for column, (name, label) in zip(st.columns(len(FILTERS)), FILTERS.items(), strict=True):
            cells = documents[name].explode() if name == "voice" else documents[name]
            options = sorted({str(v) for v in cells.unique() if v and v == v})
            chosen = column.multiselect(label, options, key=f"material.{name}", placeholder="Any")
            if chosen:
                found = found[holding(found[name], set(chosen))]
    return found


def holding(cells: pd.Series, chosen: set[str]) -> list[bool]:
    """Whether each cell, one label or several, holds one that was chosen."""
    return [bool({*(c if isinstance(c, list) else [c])} & chosen) for c in cells.tolist()]


def line(frame: Frame, row: dict[str, Any], n: int, excerpt_id: str) -> None:
    """One document in one line."""
    words = labels(row)
    with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
        count = f" :gray[· {n} {'excerpt' if n == 1 else 'excerpts'}]" if n else ""
        st.markdown(words + count, width="stretch")
        if excerpt_id:
            frame.link("read", "Read", ":material/menu_book:", excerpt=excerpt_id, queue="all")


def labels(row: dict[str, Any], said: Callable[[str], str] = plain) -> str:
    """What a document is known by: case, method, agency, team and date; `said` makes them safe to draw."""
    names = [f"case {row['case']}" if row["case"] else "", row["method"], row["agency"], row["team"],
             row["date"] or row["period"]]  # fmt: skip
    return " · ".join(said(str(name)) for name in names if name) or "No labels found"
