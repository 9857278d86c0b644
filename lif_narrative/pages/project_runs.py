"""The runs of the analysis, and what changed between two of them, in plain words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import streamlit as st

from lif_narrative import overview
from lif_narrative.lately import said_when
from lif_narrative.pages.frame import Frame, choose, in_words, plain
from lif_narrative.pages.pictures import table
from lif_narrative.pages.work import offer_analysis
from lif_narrative.project import Project
from lif_narrative.run_words import between, whole
from lif_narrative.wording import listed, many


def draw(frame: Frame) -> None:
    """Draw the view."""
    project = frame.project
    runs = whole(project.runs())
    if not overview.is_current(project) and project.may("run") and not project.documents().empty:
        st.info("Something changed since the last run.", icon=":material/info:")
        offer_analysis(project)
    if not runs:
        st.info("The analysis was not run yet.", icon=":material/info:")
        return
    now = datetime.now().astimezone()
    names = {row["id"]: named(row, now) for row in runs}
    st.subheader(f"Runs ({len(runs)})")
    at = choose("Run", names, "run")
    numbers(next(row for row in runs if row["id"] == at))
    if len(runs) == 1:
        st.caption("There is one run. After the next one, this says what changed between the two.")
        return
    st.subheader("What changed between two runs")
    others = {name: words for name, words in names.items() if name != at}
    other = choose("Compared with", others, "with")
    pair = sorted((row for row in runs if row["id"] in (at, other)), key=lambda row: str(row["finished"]))
    differences(pair[0], pair[1])
    moved(project, pair[0]["id"], pair[1]["id"])


def named(row: dict[str, Any], now: datetime) -> str:
    """A run by when it ended and how long it took."""
    took = max(1, round(row["seconds"]))
    return (
        f"{said_when(row['finished'], now)} · {many(len(row['done']), 'step')} done in {many(took, 'second')}"
    )


def numbers(row: dict[str, Any]) -> None:
    """What a run counted, and with what it was done."""
    told = [f"{n:,} {plain(name)}" for name, n in row["counts"].items() if n]
    st.markdown(f"{listed(told)}." if told else "Nothing is counted of this run any more.")
    manifest = row["manifest"]
    st.caption(f"Run {row['id']} · version {manifest['version']} · chance starts from {manifest['seed']}")


def differences(before: dict[str, Any], after: dict[str, Any]) -> None:
    """What went in otherwise, and what came out otherwise."""
    into, out = between(before, after)
    left, right = st.columns(2)
    with left:
        st.markdown("**What went in**")
        st.markdown("\n".join(f"- {plain(line)}" for line in into) or "The same files, settings and models.")
    with right:
        st.markdown("**What came out**")
        st.markdown("\n".join(f"- {plain(line)}" for line in out) or "The same, to the letter.")
    if out and not into:
        st.caption("People's decisions between the two runs can do this: see the trail.")


@st.fragment
def moved(project: Project, before: str, after: str) -> None:
    """Which excerpts and themes moved, when that is asked for: it reads all that both runs found."""
    if not st.button("Which excerpts and themes moved?", icon=":material/compare:", key="runs.moved"):
        return
    try:
        told = project.compared(before, after)
    except Exception as error:  # noqa: BLE001 - the last stop before a person
        st.error(in_words(error), icon=":material/error:")
        return
    st.markdown(plain(str(told)))
    rows = told.themes[(told.themes["left"] > 0) | (told.themes["joined"] > 0)]
    if len(rows):
        shown = rows.assign(theme=rows["name_b"].where(rows["name_b"] != "", rows["name_a"]))
        names = {"kept": "excerpts kept", "left": "left it", "joined": "joined it"}
        table(shown[["theme", *names]].rename(columns=names).reset_index(drop=True), str(told))
