"""How far people agree: a picture with intervals, a table, and what the figures mean in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from lif_narrative.errors import NarrativeError
from lif_narrative.pages.frame import Frame, plain
from lif_narrative.pages.pictures import picture, shade, table
from lif_narrative.plots_agreement import agreed

if TYPE_CHECKING:
    import pandas as pd

MEANS: Final = (
    "**Kappa** is agreement beyond what chance would give: 1 is full, 0 is chance. **AC1** says the same and "
    "does not fall where nearly everything, or nearly nothing, is under a theme. **Alpha** allows for more "
    "than two people and for gaps. An **interval** says where the figure would lie if other documents had "
    "been drawn, 95 times in 100; under ten documents it is a rough guide. Only excerpts that two people "
    "coded blind are counted; what they changed after talking is not."
)
NAMES: Final = {
    "alpha_masi": "Sets of themes, overlapping ones in part (alpha, MASI)",
    "alpha_jaccard": "Sets of themes, by the share in common (alpha, Jaccard)",
    "alpha_whole": "Only the very same set (alpha)", "kappa_mean": "Mean of the themes (kappa)",
    "ac1_mean": "Mean of the themes (AC1)", "percent": "Same set of themes (%)",
}  # fmt: skip


def figures(frame: Frame, sample_id: str) -> None:
    """Draw the view."""
    project = frame.project
    try:
        themes, whole = project.agreement(sample_id), project.agreement_overall(sample_id)
    except NarrativeError:
        st.info("Two people have to code the same excerpts blind before it can be said how far they agree.",
                icon=":material/info:")  # fmt: skip
        return
    first = whole.to_dict("index")["alpha_masi"]
    counted = (
        f"{int(first['denominator'])} excerpts in {int(first['documents'])} documents, read by two people"
    )
    st.markdown(f"Over all themes: **{_figure(first['value'])}** beyond chance "
                f"({_edges(first['low'], first['high'])}), on {counted}.")  # fmt: skip
    picture(agreed(themes, shade()), "agreement")
    st.caption(MEANS)
    st.subheader("Over all themes")
    table(overall(whole), "Agreement over all themes")
    pairs = project.agreement_pairs(sample_id)
    if len(pairs) > 1:
        st.subheader("Two by two")
        table(two_by_two(pairs), "Agreement of each two coders")
    st.caption(plain(project.enough_heard().says))


def overall(whole: pd.DataFrame) -> pd.DataFrame:
    """The figures over all themes, as people read them."""
    import pandas as pd

    rows = [(NAMES[str(name)], _figure(row["value"], str(name)), _edges(row["low"], row["high"], str(name)),
             int(row["denominator"]), int(row["documents"]))
            for name, row in whole.to_dict("index").items()]  # fmt: skip
    columns = ["What", "Figure", "95% interval", "Excerpts read by two", "Documents"]
    return pd.DataFrame(rows, columns=columns)


def two_by_two(pairs: pd.DataFrame) -> pd.DataFrame:
    """Each two coders, as people read them."""
    import pandas as pd

    rows = [(f"{row['first'].partition(':')[2]} and {row['second'].partition(':')[2]}", row["kind"],
             _figure(row["alpha"]), _edges(row["low"], row["high"]), f"{row['percent']:.0f}%",
             row["denominator"]) for row in pairs.to_dict("records")]  # fmt: skip
    columns = ["Who", "Kind", "Alpha (MASI)", "95% interval", "Same set", "Excerpts read by both"]
    return pd.DataFrame(rows, columns=columns)


def _figure(value: float, name: str = "") -> str:
    return "–" if value != value else f"{value:.0f}%" if name == "percent" else f"{value:.2f}"


def _edges(low: float, high: float, name: str = "") -> str:
    return "none can be given" if low != low else f"{_figure(low, name)} to {_figure(high, name)}"
