"""Themes: the codebook as a tree, what was found beyond it, and what people make of both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative import overview
from lif_narrative.pages.frame import Frame, choose, go, heading, place, plain
from lif_narrative.pages.marks import provenance, quote
from lif_narrative.pages.theme_acts import acts, proposal
from lif_narrative.pages.work import nothing_yet, offer_analysis
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many

if TYPE_CHECKING:
    import pandas as pd

SHELVES: Final = {"accepted": "The codebook", "proposed": "Found beyond it", "retired": "Put aside"}
QUOTES: Final = 3
INDENT: Final = "\u2003"
Row = dict[str, Any]


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading("Themes", "What excerpts are about: yours to word, join, part and put aside. Nothing is deleted.")
    themes = frame.project.themes()
    if themes.empty:
        nothing_yet(frame, "No codebook yet. The first analysis starts with one to be rewritten.")
        return
    if n := overview.waiting_since(frame.project):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"{many(n, 'decision')} since the issues were worked out.", width="content")
            offer_analysis(frame.project, "Bring it up to date")
    left, right = st.columns([2, 3], gap="large")
    with left:
        counts = {name: int((themes["status"] == name).sum()) for name in SHELVES}
        shelf = choose("Show", {k: f"{v} ({counts[k]})" for k, v in SHELVES.items()}, "shelf")
        rows = tree(themes[themes["status"] == shelf])
        held = place("theme")
        heard = independent(frame)
        ids = [row["id"] for row, _ in rows]
        chosen = held if held in ids else next((i for i in ids if i in heard), ids[0] if ids else "")
        listing(rows, chosen, heard)
    with right:
        if chosen:
            detail(frame, next(row for row, _ in rows if row["id"] == chosen), themes)
        else:
            st.info("Nothing here.", icon=":material/info:")


def tree(themes: pd.DataFrame) -> list[tuple[Row, int]]:
    """Themes with how deep each stands, parents before their children, siblings by name."""
    below: dict[str, list[Row]] = {}
    known = set(themes["id"])
    for row in rows_of(themes.sort_values("name")):
        below.setdefault(row["parent"] if row["parent"] in known else "", []).append(row)

    def under(parent: str, depth: int) -> list[tuple[Row, int]]:
        rows = below.pop(parent, [])
        return [pair for row in rows for pair in [(row, depth), *under(row["id"], depth + 1)]]

    return under("", 0)


def independent(frame: Frame) -> dict[str, tuple[int, int]]:
    """For each theme its independent cases and accounts, as last worked out."""
    rows = rows_of(frame.project.issues())
    return {row["theme_id"]: (int(row["n_cases"]), int(row["n_accounts"])) for row in rows}


def listing(rows: list[tuple[Row, int]], chosen: str, counts: Mapping[str, tuple[int, int]]) -> None:
    """The tree: each theme a press away, with the children and accounts that hold it."""
    st.caption("In brackets: children · accounts that hold it. :material/visibility: is on the watch-list.")
    with st.container(gap="xxsmall", height=620 if len(rows) > 18 else "content"):
        for row, depth in rows:
            cases, accounts = counts.get(row["id"], (0, 0))
            held = f" ({cases} · {accounts})" if accounts else ""
            name = plain(row["name"]) + held
            st.button(INDENT * depth + (f"**{name}**" if row["id"] == chosen else name),
                      key=f"themes.{row['id']}", type="tertiary",
                      icon=":material/visibility:" if row["watch"] else None, icon_position="right",
                      on_click=go, args=("theme", row["id"]))  # fmt: skip


def detail(frame: Frame, row: Row, themes: pd.DataFrame) -> None:
    """One theme: its words, the excerpts nearest to it, and what can be done with it."""
    st.subheader(plain(row["name"]))
    if row["definition"]:
        st.markdown(plain(row["definition"]))
    names = dict(zip(themes["id"], themes["name"], strict=True))
    for label, name in (("Counts here", "include"), ("Does not count", "exclude")):
        if len(row[name]):
            st.markdown(f"**{label}:** {plain('; '.join(led(words, names) for words in row[name]))}")
    for label, name in (("Example", "example"), ("Memo", "memo")):
        if row[name]:
            st.caption(f"{label}: {plain(row[name])}")
    if how := overview.firmness(frame.project).get(row["id"]):
        st.caption(f":material/blur_on: {plain(how)}")
    sample(frame, row["id"])
    if row["status"] == "proposed":
        proposal(frame, row)
    else:
        acts(frame, row, themes)
    if frame.project.may("history"):
        with st.expander("What was done to it", icon=":material/history:", key=f"themes.history.{row['id']}"):
            for line in frame.project.history_of(row["id"]) or ["Nothing yet since it was adopted."]:
                st.markdown(f"- {plain(line)}")


def led(words: str, names: Mapping[str, str]) -> str:
    """A phrase that leads on to another theme by its id ("… → care-plan"), with that theme's name instead."""
    phrase, arrow, to = words.rpartition(" → ")
    return f"{phrase} → {names[to]}" if arrow and to in names else words


def sample(frame: Frame, theme_id: str) -> None:
    """The excerpts that are most surely under a theme."""
    rows, n = overview.surest(frame.project, theme_id, QUOTES)
    if not n:
        st.caption("No excerpt is under it.")
        return
    for row in rows_of(rows):
        quote(row["text"], row["polarity"] or "", provenance(row))
    frame.link("read", f"Read all {n:,}", ":material/menu_book:", queue="theme", theme=theme_id)
