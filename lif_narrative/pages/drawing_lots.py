"""Cases drawn by chance from a list that a person pastes, spread over the kinds that matter."""

from __future__ import annotations

from typing import Final

import streamlit as st

from lif_narrative.cycle.labels import listed
from lif_narrative.cycle.planning import draw
from lif_narrative.errors import NarrativeError
from lif_narrative.pages.frame import attempt, plain
from lif_narrative.pages.pictures import table

SEED_MOST: Final = 9999


def lots(at: str, cases: str) -> None:
    """Paste a list, see what it holds, draw; `cases` is the key of the field that the draw fills."""
    key = f"plan.{at}.lots"
    with st.expander("Draw the cases by chance", icon=":material/casino:", key=key):
        st.caption(
            "Paste a list, from Excel for instance: one case a line by its label, further columns (age band, "
            "team) beside it. The same list and number draw the same cases again."
        )
        text = st.text_area("The list", key=f"{key}.list", height=120, placeholder="case\tteam\nN1\teast")
        if not text.strip():
            return
        try:
            rows = listed(text)
        except NarrativeError as error:
            st.warning(plain(str(error)), icon=":material/error:")
            return
        columns = [name for name in rows.columns if name != "case"]
        first, second, third = st.columns(3)
        n = first.number_input("How many?", 1, len(rows), min(8, len(rows)), key=f"{key}.n")
        by = second.multiselect("Spread over", columns, key=f"{key}.by") if columns else []
        seed = third.number_input("Number to draw by", 0, SEED_MOST, 0, key=f"{key}.seed",
                                  help="Kept with the plan, so that anyone can draw again.")  # fmt: skip
        st.button(f"Draw {n} of {len(rows)}", icon=":material/casino:", key=f"{key}.draw", on_click=drawn_by,
                  args=(at, cases, text, int(n), list(by), int(seed)))  # fmt: skip
        if drawn := st.session_state.get(f"plan.{at}.drawn"):
            chosen = rows[rows["case"].isin(drawn[0])]
            st.caption("Drawn, and put into the list of cases of the plan; keep it to let it count:")
            table(chosen, f"{len(chosen)} cases drawn")


def drawn_by(at: str, cases: str, text: str, n: int, by: list[str], seed: int) -> None:
    """What the press does; a draw that cannot be made is told on the page."""
    attempt(put, at, cases, text, n, by, seed)


def put(at: str, cases: str, text: str, n: int, by: list[str], seed: int) -> None:
    """Draw, and fill the plan's list of cases."""
    drawn, how = draw(listed(text), n, by, seed)
    st.session_state[f"plan.{at}.drawn"] = (drawn, how)
    st.session_state[cases] = "\n".join(drawn)
