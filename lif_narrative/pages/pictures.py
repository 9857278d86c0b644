"""Pictures on a page: the chart, the sentence that says it, and the table behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from lif_narrative.pages.frame import plain
from lif_narrative.plots import Picture

if TYPE_CHECKING:
    import pandas as pd

# A picture wider than a phone moves under the finger; the page around it stays where it is
WIDE: Final = '<style>[class*="st-key-picture-"] { overflow-x: auto; }</style>'


def shade() -> str:
    """Whether the person's screen is light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def picture(made: Picture, key: str) -> None:
    """Draw a picture, with its sentence above and its table a press away."""
    st.text(made.alt)
    st.html(WIDE)
    with st.container(key=f"picture-{key}"):
        st.altair_chart(made.chart, key=f"chart-{key}", alt=made.alt, width="content")
    with st.expander("The same as a table", key=f"table-{key}", icon=":material/table:"):
        table(made.table, made.alt)


def table(rows: pd.DataFrame, words: str) -> None:
    """A table whose cells are shown as they are written; `words` says it to who cannot see it."""
    shown = rows.map(lambda cell: plain(str(cell))).rename(columns=plain, index=lambda i: plain(str(i)))
    st.table(shown, alt=words, hide_index=rows.index.dtype.kind == "i")
