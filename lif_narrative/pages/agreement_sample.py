"""Choosing what to code twice: how many for the interval wanted, drawn by chance, and how far each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from lif_narrative.errors import NarrativeError
from lif_narrative.pages.frame import Frame, carry_out, go, plain
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many

if TYPE_CHECKING:
    import pandas as pd

WIDTHS: Final = {0.3: "roughly (within 0.3)", 0.2: "fairly (within 0.2)", 0.15: "closely (within 0.15)",
                 0.1: "very closely (within 0.1)"}  # fmt: skip
LEVELS: Final = {0.5: "half way beyond chance (0.5)", 0.6: "well beyond chance (0.6)",
                 0.7: "good (0.7)", 0.8: "very good (0.8)"}  # fmt: skip
SHARES: Final = {0.05: "1 excerpt in 20", 0.1: "1 in 10", 0.2: "1 in 5", 0.33: "1 in 3", 0.5: "half of them"}
SPREADS: Final = {"method": "methods", "agency": "agencies", "case": "children", "period": "periods",
                  "speaker": "voices"}  # fmt: skip
SEED_MOST: Final = 9999


def choosing(frame: Frame, samples: pd.DataFrame) -> None:
    """Draw the view."""
    project = frame.project
    st.subheader("Draw excerpts by chance")
    first, second = st.columns(2)
    third, fourth = st.columns(2)
    level = first.selectbox("We expect agreement to be", list(LEVELS), 1, format_func=lambda at: LEVELS[at],
                            key="sample.level")  # fmt: skip
    width = second.selectbox("and want to know it", list(WIDTHS), 1, format_func=lambda at: WIDTHS[at],
                             key="sample.width")  # fmt: skip
    usual = project.sample_size().share
    nearest = min(range(len(SHARES)), key=lambda i: abs(list(SHARES)[i] - usual))
    share = third.selectbox("for a theme that holds", list(SHARES), nearest,
                            format_func=lambda at: SHARES[at], key="sample.share")  # fmt: skip
    by = fourth.multiselect("Spread it over", list(SPREADS), ["method"], format_func=lambda at: SPREADS[at],
                           key="sample.by")  # fmt: skip
    size = project.sample_size(level, width, share)
    most = max(1, size.there_are)
    asked = min(size.n, most)
    st.info(f"That takes {plain(size.says)}", icon=":material/straighten:")
    with st.form("sample.draw", border=True):
        one, two, three = st.columns([1, 2, 1], vertical_alignment="bottom")
        n = one.number_input("How many?", 1, most, asked, key=f"sample.n.{asked}.{most}")
        coders = two.text_input("Who codes them? (user names, with commas; nobody in particular if empty)")
        seed = three.number_input("Number to draw by", 0, SEED_MOST, 0,
                                  help="The same number draws the same excerpts again.")  # fmt: skip
        pressed = st.form_submit_button("Draw them", type="primary", icon=":material/casino:")
    if pressed:
        wanted = {"kappa": level, "half_width": width, "share": size.share}
        carry_out(lambda: _drawn(project, int(n), list(by), coders, int(seed), wanted))
    _so_far(samples)


def _drawn(
    project: Project, n: int, by: list[str], coders: str, seed: int, wanted: dict[str, float]
) -> None:  # fmt: skip
    """Draw, and go to code what was drawn."""
    names = [f"human:{name.strip().removeprefix('human:')}" for name in coders.split(",") if name.strip()]
    if len(names) == 1:
        raise NarrativeError("Coding twice takes two people. Name both, or nobody in particular.")
    made = project.draw_sample(n, by, coders=names, seed=seed, wanted=wanted)
    go("sample", made.id)
    go("view", "code")


def _so_far(samples: pd.DataFrame) -> None:
    """What was drawn, and how far each coder is."""
    if samples.empty:
        return
    st.subheader("Drawn so far")
    for row in rows_of(samples):
        names = sorted({*row["coders"], *row["done"]})
        far = ", ".join(
            f"{name.partition(':')[2]} {row['done'].get(name, 0)} of {row['n']}" for name in names
        )
        spread = ", ".join(SPREADS.get(name, name) for name in row["strata"]) or "nothing"
        with st.container(border=True):
            st.markdown(
                f"**{plain(many(row['n'], 'excerpt'))}**, drawn {row['at'][:10]} by number {row['seed']}"
            )
            st.caption(plain(f"Spread over {spread}. Coded: {far or 'by nobody yet'}."))
