"""A card for one issue: what supports, what speaks against, where methods agree, and what is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.overview import evidence, taken_out
from lif_narrative.pages.frame import Frame, plain
from lif_narrative.pages.marks import SYMBOLS, badge, provenance, quote
from lif_narrative.pages.pictures import table
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import listed, many

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.story.material import Material

A_PAGE: Final = 4
STATES: Final = {"new": "new", "continuing": "as before", "improving": "improving", "worsening": "worsening",
                 "resolved": "resolved", "no change detectable": "too little to tell a change"}  # fmt: skip
RELATIONS: Final = {
    "agreement": "= agree", "partial agreement": "≈ agree in part", "silence": "–",
    "dissonance": "≠ contradict",
}  # fmt: skip
BESIDE: Final = {"agrees": "= agrees", "disagrees": "≠ disagrees", "silent": "– silent"}


def card(frame: Frame, issue: Mapping[str, Any], found: Material) -> None:
    """Draw the card."""
    opening(frame, issue, found)
    left, right = st.columns(2, gap="medium")
    with left:
        side(frame, issue, found, "strength", "What works well", "What made this possible?")
    with right:
        side(frame, issue, found, "concern", "What worries us", "What gets in the way?")
    between(frame, issue["theme_id"])
    opened(found.gaps, issue["theme_id"])


def opening(frame: Frame, issue: Mapping[str, Any], found: Material) -> None:
    """Its name and meaning, its badge, and how far it recurs."""
    theme = found.names().get(issue["theme_id"], {})
    st.subheader(plain(issue["theme"]))
    if theme.get("definition"):
        st.markdown(plain(theme["definition"]))
    with st.container(horizontal=True, vertical_alignment="center"):
        badge(issue["badge"])
        if issue["state"] in STATES:
            st.badge(f"since last time: {STATES[issue['state']]}", color="gray", icon=":material/schedule:")
        frame.link("read", "Read all of it", ":material/menu_book:", queue="theme", theme=issue["theme_id"])
    if theme.get("firmness"):
        st.caption(f":material/blur_on: {plain(theme['firmness'])}")
    counts = [many(int(issue["n_accounts"]), "account"), many(int(issue["n_cases"]), "child", "children"),
              many(int(issue["n_sources"]), "file"), many(int(issue["n_methods"]), "method"),
              many(int(issue["n_voices"]), "voice")]  # fmt: skip
    st.caption("Heard in " + " · ".join(counts))


def side(frame: Frame, issue: Mapping[str, Any], found: Material, name: str, title: str, ask: str) -> None:
    """What speaks one way, a few quotes at a time, each with the way back to its document."""
    rows = evidence(found, issue["theme_id"], name)
    rows = rows[~rows["excerpt_id"].isin(taken_out(frame.project, issue["theme_id"]))]
    n = int(issue[name + "s"])
    st.markdown(f"#### {SYMBOLS[name]} {title}")
    st.caption(f"{many(n, 'account').capitalize()}. *{ask}*" if n else "Nobody spoke of this.")
    pages = max(1, -(-len(rows) // A_PAGE))
    key = f"issue.{name}.{issue['theme_id']}.{pages}"
    start = (st.session_state.get(key, 1) - 1) * A_PAGE
    for row in rows_of(rows.iloc[start : start + A_PAGE]):
        quote(row["text"], row["polarity"], provenance(row))
        frame.link(
            "read", "Read it where it stands", ":material/menu_book:", excerpt=row["excerpt_id"], queue="all"
        )
    if pages > 1:
        st.pagination(pages, key=key, max_visible_pages=5)


def between(frame: Frame, theme_id: str) -> None:
    """Where methods agree, are silent or contradict, and what the numbers say beside them."""
    cells = frame.project.convergence()
    cells = cells[cells["theme_id"] == theme_id]
    spoke = speaking(cells)
    if len(spoke) > 1:
        st.markdown("#### Do the methods agree?")
        table(matrix(cells, spoke), in_words(cells))
    silent = sorted({*cells["method_a"], *cells["method_b"]} - set(spoke))
    if silent:
        st.caption(f"Silent on this: {listed(silent)}. – is where one of the two says nothing either way.")
    beside = frame.project.beside()
    beside = beside[(beside["theme_id"] == theme_id) & (beside["indicator"] != "")]
    if not beside.empty:
        st.markdown("#### What do the numbers say?")
        for row in rows_of(beside):
            st.markdown(f"- {BESIDE.get(row['relation'], row['relation'])}: {plain(row['indicator'])}")


def speaking(cells: pd.DataFrame) -> list[str]:
    """The methods that agree or disagree with any other."""
    told = cells[cells["relation"] != "silence"]
    return sorted({*told["method_a"], *told["method_b"]})


def matrix(cells: pd.DataFrame, methods: list[str]) -> pd.DataFrame:
    """The convergence matrix of one theme: each pair of methods once, in words with a symbol."""
    import pandas as pd

    rows = pd.DataFrame("", index=methods, columns=methods)
    for row in rows_of(cells[cells["method_a"].isin(methods) & cells["method_b"].isin(methods)]):
        first, second = sorted((row["method_a"], row["method_b"]))
        rows.loc[second, first] = RELATIONS.get(row["relation"], row["relation"])
    return rows.iloc[1:, :-1]


def in_words(cells: pd.DataFrame) -> str:
    """How many pairs of methods stand how."""
    counts = cells["relation"].value_counts()
    return "Pairs of methods: " + ", ".join(f"{n} {relation}" for relation, n in sorted(counts.items())) + "."


def opened(gaps: pd.DataFrame | None, theme_id: str) -> None:
    """What is still open on this theme."""
    rows = [] if gaps is None else rows_of(gaps[gaps["theme_id"] == theme_id])
    if rows:
        st.markdown("#### What else do we need to know?")
    for row in rows:
        st.markdown(f"- {plain(row['what'])} :gray[{plain(row['next_step'])}]")
