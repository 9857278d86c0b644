"""The plan of an audit: what it asks, who is invited, and what has come in and what has not."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from lif_narrative.pages.drawing_lots import lots
from lif_narrative.pages.frame import Frame, attempt, choose, go, heading, plain
from lif_narrative.pages.plan_shown import shown
from lif_narrative.project import Project
from lif_narrative.records import METHODS, STAGES
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import VOICES as NAMES

NEW: Final = "new"
GATHER: Final = STAGES[2]
FIELDS: Final = ("question", "period", "stage", "methods", "voices", "agencies", "cases")
STAYS: Final[dict[str, Any]] = {"persist_state": "session"}  # what is half written waits on other screens
Row = dict[str, Any]


def draw(frame: Frame) -> None:
    """Draw the screen."""
    heading("The plan", "What the audit asks, who is invited, and what has come in.")
    frame.link("home", "Where are we?", ":material/arrow_back:")
    project = frame.project
    plans = {row["id"]: row for row in rows_of(project.plans())}
    may = project.may("adopt")
    names = {i: f"{plain(row['question'])[:80]} · {plain(row['period'] or 'no period')}"
             for i, row in plans.items()}  # fmt: skip
    if may:
        names[NEW] = "Plan another audit" if plans else "A new plan"
    if not names:
        st.info("No audit is planned here. A quality lead or administrator plans it.", icon=":material/info:")
        return
    at = choose("Plan", names, "plan") if len(names) > 1 else next(iter(names))
    row = plans.get(at)
    if row:
        shown(frame, row)
    if not may:
        st.caption("A quality lead or administrator of this project changes the plan.")
        return
    if row is None:
        form(project, {"id": "", "stage": GATHER, "question": "", "period": "", "sampling": {}})
        return
    with st.expander("Change the plan", icon=":material/edit:", key=f"plan.change.{at}"):
        form(project, row)


def form(project: Project, row: Row) -> None:
    """Ask for the plan; what was refused stays written, and so does what was not sent yet."""
    at = row["id"] or NEW
    held = {name: f"plan.{at}.{name}" for name in FIELDS}
    with st.form(f"plan.form.{at}", border=False):
        st.text_area("What does the audit ask?", row["question"], height=80, key=held["question"],
                     placeholder="Is help in time, and were children heard?", **STAYS)  # fmt: skip
        first, second = st.columns(2)
        first.text_input("When? (as you write it)", row["period"], key=held["period"],
                         placeholder="autumn 2026", **STAYS)  # fmt: skip
        stage = STAGES.index(row["stage"]) if row["stage"] in STAGES else STAGES.index(GATHER)
        second.selectbox("Stage of the cycle", STAGES, stage, key=held["stage"], **STAYS)
        st.multiselect("By which methods?", METHODS, list(row.get("methods") or ()), key=held["methods"],
                       **STAYS)  # fmt: skip
        st.multiselect("Whose voices?", list(NAMES), list(row.get("voices") or ()), key=held["voices"],
                       format_func=lambda v: NAMES[v], **STAYS)  # fmt: skip
        left, right = st.columns(2)
        left.text_area("Which agencies are invited? (one a line)", "\n".join(row.get("agencies") or ()),
                       key=held["agencies"], height=140, **STAYS)  # fmt: skip
        right.text_area("Which cases? (one a line, by label, never by name)",
                        "\n".join(row.get("cases") or ()), key=held["cases"],
                        height=140, **STAYS)  # fmt: skip
        label = "Keep the plan" if at == NEW else "Keep the changes"
        st.form_submit_button(label, type="primary", on_click=keep, args=(project, row, held))
    lots(at, held["cases"])


def keep(project: Project, row: Row, held: dict[str, str]) -> None:
    """Keep what the form says."""
    told = {name: st.session_state[key] for name, key in held.items()}
    for name in ("agencies", "cases"):
        told[name] = told[name].splitlines()
    drawn = st.session_state.get(f"plan.{row['id'] or NEW}.drawn")
    sampling = drawn[1] if drawn else row["sampling"]
    if drawn and set(drawn[0]) != {case.strip() for case in told["cases"] if case.strip()}:
        sampling = {}  # the list was changed by hand: it is no longer what chance drew
    if attempt(planned, project, told, sampling, row["id"]):
        for key in (*held.values(), f"plan.{row['id'] or NEW}.drawn"):
            st.session_state.pop(key, None)


def planned(project: Project, told: dict[str, Any], sampling: dict[str, str], plan_id: str) -> None:
    """Keep it, and show it."""
    go("plan", project.plan_audit(**told, sampling=sampling, plan_id=plan_id))
