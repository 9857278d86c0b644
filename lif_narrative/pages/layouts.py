"""How each file was read, beside what came of it: put right in place, and kept as a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.ingest.proposals import ROLES
from lif_narrative.pages.documents import labels
from lif_narrative.pages.frame import attempt, choose, plain
from lif_narrative.pages.redactions import sheet
from lif_narrative.pages.work import offer_analysis
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.laying import Laid
    from lif_narrative.project import Project

HELD: Final = "layouts.held"  # the layout in hand, in this sitting alone: its names are words of the original
DONE: Final = "layouts.done"  # what the last correction did, and its template
PLACES: Final = {"column": "Column", "heading": "Heading", "row": "Row"}
SAID: Final = {
    "question": "a question, with its answers below", "attribute": "a detail, kept beside the words",
    "case": "which case", "child": "the child", "who": "who speaks", "name": "somebody's name",
    "agency": "the agency", "team": "the team", "method": "the method", "period": "the period",
    "date": "the date", "voice": "whose voice", "id": "a reference number", "contact": "how to reach them",
    "helper": "who helped to fill it in", "ask": "what was asked", "answer": "what was answered",
    "heading": "a heading", "section": "one case or entry each", "field": "a short detail, no prose",
}  # fmt: skip
OFFERED: Final = {"heading": ("question", "section", "field", "heading")}
SETTINGS: Final = {"method": "Method", "agency": "Agency", "period": "Period"}


def draw(project: Project, documents: pd.DataFrame, *, stale: bool) -> None:
    """Draw the view: which file, how it was read, and what came of it."""
    by_source: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(documents):
        by_source.setdefault(row["source_id"], []).append(row)
    named = {
        source: f"{labels(rows[0], str)} · {many(len(rows), 'document')}"
        for source, rows in by_source.items()
    }
    chosen = choose("Which file", named, "source", then=lambda: st.session_state.pop(HELD, None))
    told(project, stale=stale)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("How it was read")
        proposal(project, chosen)
    with right:
        st.subheader("What came of it")
        st.caption(f"{many(len(by_source[chosen]), 'document').capitalize()}; here is the first.")
        sheet("De-identified", by_source[chosen][0]["text"], [])


def told(project: Project, *, stale: bool) -> None:
    """What the last correction did, its template to take away, and reading on from there."""
    if done := st.session_state.get(DONE):
        form, n = done
        st.success(f"{many(n, 'file').capitalize()} laid out anew. The template is kept with "
                   f"{'them' if n > 1 else 'it'}.", icon=":material/check:")  # fmt: skip
        st.download_button("The template, for files to come", form, "template.yaml", "text/yaml",
                           icon=":material/download:", on_click="ignore", key="layouts.form")  # fmt: skip
    if stale:
        offer_analysis(project)


def proposal(project: Project, source: str) -> None:
    """What each column, heading or row was taken for: shown when asked for, and put right in a form."""
    held: Laid | None = st.session_state.get(HELD)
    if not project.may("originals"):
        st.info("Your role does not see originals, nor their headings.", icon=":material/lock:")
    elif held is None or held.source_id != source:
        st.caption("Headings are words of the original and may name somebody, so looking is noted.")
        st.button("Show how it was read (this is noted)", icon=":material/visibility:", key="layouts.look",
                  on_click=looked, args=(project, source))  # fmt: skip
    else:
        form(project, held)


def looked(project: Project, source: str) -> None:
    """Fetch the layout; the view is noted."""
    st.session_state.pop(DONE, None)
    attempt(lambda: st.session_state.update({HELD: project.layout_of(source)}))


def form(project: Project, held: Laid) -> None:
    """The whole file's settings, then each name with its role, the least certain first."""
    with st.form("layouts.form", border=False):
        for column, (name, label) in zip(st.columns(len(SETTINGS)), SETTINGS.items(), strict=True):
            column.text_input(label, value=held.settings.get(name, ""), key=f"layouts.set.{name}")
        if held.choices.empty:
            st.caption("It has no columns, headings or rows that could be taken for something else.")
        for n, row in enumerate(rows_of(held.choices)):
            one(n, row)
        st.checkbox("Read every file with the same columns and headings so", key="layouts.alike")
        st.form_submit_button("Read it so", type="primary", icon=":material/check:",
                              disabled=not project.may("ingest"), on_click=corrected,
                              args=(project, held))  # fmt: skip


def one(n: int, row: dict[str, Any]) -> None:
    """One name and what it is taken for."""
    offered = list(OFFERED.get(row["place"], ROLES))
    offered += [] if row["role"] in offered else [row["role"]]
    unsure = " · not sure" if row["confidence"] < 0.7 else ""
    st.selectbox(f"{PLACES[row['place']]}: {plain(row['name'])}{unsure}", offered, offered.index(row["role"]),
                 format_func=lambda role: SAID[role], key=f"layouts.role.{n}")  # fmt: skip


def corrected(project: Project, held: Laid) -> None:
    """Lay the file out as the form says, and look at it afresh."""
    said = st.session_state
    roles = {
        (row["place"], row["name"]): said[f"layouts.role.{n}"]
        for n, row in enumerate(rows_of(held.choices)) if said[f"layouts.role.{n}"] != row["role"]
    }  # fmt: skip
    settings = {name: said[f"layouts.set.{name}"].strip() for name in SETTINGS}
    alike = bool(said["layouts.alike"])
    if attempt(lambda: said.update({DONE: project.lay_out(held.source_id, roles, settings, alike=alike)})):
        del said[HELD]
