"""Pictures on a page: the chart, the sentence that says it, and the table behind it."""

from __future__ import annotations

import streamlit as st

from lif_narrative.plots import Picture


def shade() -> str:
    """Whether the person's screen is light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def picture(made: Picture, key: str) -> None:
    """Draw a picture, with its sentence above and its table a press away."""
    st.text(made.alt)
    st.altair_chart(made.chart, key=f"picture.{key}", alt=made.alt)
    with st.expander("The same as a table", key=f"table.{key}", icon=":material/table:"):
        st.table(made.table, hide_index=True)
