"""Indicators: the numbers over time with their limits, and the themes that speak to each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.figures import period_key
from lif_narrative.indicators.xmr import movement
from lif_narrative.pages.frame import Frame, attempt, carry_out, choose, heading, plain
from lif_narrative.pages.pictures import picture, shade
from lif_narrative.plots_runs import run_chart
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many

if TYPE_CHECKING:
    import pandas as pd

RELATIONS: Final = {"agrees": "= agrees with the words", "disagrees": "≠ disagrees with the words",
                    "silent": "– the words say nothing", "not comparable": "not comparable"}  # fmt: skip
SAID: Final = {"rising": "It is rising, by more than routine variation.",
               "falling": "It is falling, by more than routine variation.",
               "routine variation": "It moves as it always did: routine variation.",
               "too few values": "Too few values to say whether it moved."}  # fmt: skip
Row = dict[str, Any]


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading("Indicators", "How much, how many, how often: beside what people said, never instead of it.")
    project = frame.project
    indicators, measures = project.indicators(), project.measures()
    if indicators.empty:
        st.info(
            "No numbers yet. Add a table of totals in Material: a row an indicator, a column a period.",
            icon=":material/info:",
        )
        frame.link("material", "Go to Material", ":material/folder_open:")
        return
    links = project.links()
    names = {row["id"]: row["name"] for row in rows_of(indicators.sort_values("name"))}
    chosen = choose("Which indicator", names, "indicator")
    row = rows_of(indicators[indicators["id"] == chosen])[0]
    own = measures[measures["indicator"] == row["name"]]
    left, right = st.columns([3, 2], gap="large")
    with left:
        numbers(row, own)
    with right:
        words(frame, row, links[links["indicator_id"] == chosen])


def numbers(row: Row, measures: pd.DataFrame) -> None:
    """The run chart, what it shows, and the table with its denominators."""
    st.subheader(plain(row["name"]))
    asked = [row["asks"], row["direction"] if row["direction"] != "unknown" else "", row["comparator"]]
    st.caption(plain(" · ".join(part for part in asked if part)))
    areas = sorted(set(measures["area"].fillna("")))
    area = areas[0] if len(areas) < 2 else choose("Area", {a: a or "not said" for a in areas}, "area")
    shown = measures[measures["area"].fillna("") == area].dropna(subset=["value"])
    shown = shown.sort_values("period", key=lambda column: column.map(period_key))
    moved = movement(shown["value"].tolist())
    st.markdown(f"**{SAID[moved.says]}**")
    if moved.provisional:
        st.caption("The limits rest on fewer than twelve values: they are provisional.")
    if not shown.empty:
        picture(run_chart(row["name"], rows_of(shown), moved, shade()), f"run-{row['id'][-8:]}")
    for note in sorted({str(n) for n in shown["note"] if n}):
        st.caption(plain(note))


def words(frame: Frame, row: Row, links: pd.DataFrame) -> None:
    """The themes that speak to it, and how the words stand to the number."""
    st.subheader("What people said beside it")
    if links.empty:
        st.caption("No theme is near enough to be proposed. Link one below.")
    names: dict[str, str] = {str(i): str(n) for i, n in frame.project.themes()[["id", "name"]].values}
    for link in rows_of(links):
        linked(frame, row, link, names)
    others = {i: n for i, n in names.items() if i not in set(links["theme_id"])}
    with st.expander("Link another theme", icon=":material/add_link:", key=f"indicators.link.{row['id']}"):
        theme = st.selectbox(
            "Theme", list(others), format_func=lambda i: others[i], key=f"indicators.add.{row['id']}"
        )
        if st.button("Link it", key=f"indicators.add.do.{row['id']}"):
            carry_out(frame.project.link, theme, row["id"])


def linked(frame: Frame, row: Row, link: Row, names: dict[str, str]) -> None:
    """One theme beside the number: confirm or refuse, and say how they stand."""
    project, key = frame.project, f"indicators.{row['id']}.{link['theme_id']}"
    with st.container(border=True):
        st.markdown(f"**{plain(names.get(str(link['theme_id']), ''))}**")
        st.caption(RELATIONS.get(link["relation"], "") + (f" · {plain(link['why'])}" if link["why"] else ""))
        issue = project.issues()
        found = rows_of(issue[issue["theme_id"] == link["theme_id"]])
        if found:
            st.caption(f"▲ {found[0]['strengths']} · ▼ {found[0]['concerns']} of "
                       f"{many(int(found[0]['n_accounts']), 'account')}")  # fmt: skip
        with st.container(horizontal=True):
            frame.link("issues", "See it", ":material/balance:", view="one", issue=link["theme_id"])
            if link["link"] == "proposed":
                said = (link["theme_id"], row["id"])
                st.button("Confirm", key=f"{key}.yes", on_click=say, args=(project.link, *said))
                st.button("Refuse", key=f"{key}.no", on_click=say, args=(project.refuse_link, *said))
        if link["link"] == "confirmed":
            relate(project, row, link, key)


def say(act: Callable[..., object], *what: str) -> None:
    """A person's word on a link, from its button."""
    attempt(act, *what)


def relate(project: Project, row: Row, link: Row, key: str) -> None:
    """A person's word on how number and words stand."""
    with st.expander("Say otherwise", key=f"{key}.relate"), st.form(f"{key}.form", border=False):
        held = list(RELATIONS).index(link["relation"] or "silent")
        relation = st.selectbox("They", list(RELATIONS), held, lambda one: RELATIONS[one])
        reason = st.text_input("Why?")
        if st.form_submit_button("Set it"):
            carry_out(project.relate, link["theme_id"], row["id"], relation, reason)
