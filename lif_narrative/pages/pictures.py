"""Pictures on a page: the chart, the sentence that says it, and the table behind it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from lif_narrative.plots import Picture

if TYPE_CHECKING:
    import pandas as pd

# A picture wider than a phone moves under the finger; the page around it stays where it is
WIDE: Final = '<style>[class*="st-key-picture-"] { overflow-x: auto; }</style>'
TABLE: Final = """<style>
.rows { overflow-x: auto; }
.rows:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.rows table { border-collapse: collapse; font-size: .875rem; line-height: 1.4; }
.rows :is(th, td) { text-align: left; vertical-align: top; padding: .35rem 1.2rem .35rem 0; border: 0;
  border-bottom: 1px solid rgba(125, 140, 145, .4); overflow-wrap: normal; }
.rows th { font-weight: 600; }
</style>"""


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
    """A table whose cells are shown as they are written; `words` says it to who cannot see it.

    Where it is wider than the screen it moves within its own edges, under the finger or by arrow keys.
    """
    st.html(TABLE + drawn(rows, words))


def drawn(rows: pd.DataFrame, words: str) -> str:
    """The table as HTML, escaped; an index that only counts is left out."""
    named = rows.index.dtype.kind != "i"
    heads = ("<td></td>" if named else "") + "".join(map(_head, rows.columns, ["col"] * len(rows.columns)))
    lines = (
        (_head(name, "row") if named else "")
        + "".join(f'<td dir="auto">{escape(str(cell))}</td>' for cell in cells)
        for name, cells in zip(rows.index, rows.itertuples(index=False), strict=True)
    )
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return (
        f'<div class="rows" tabindex="0" role="region" aria-label="{escape(words)}"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _head(name: object, of: str) -> str:
    return f'<th scope="{of}">{escape(str(name))}</th>'
