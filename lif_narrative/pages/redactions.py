"""What may still identify: a document before and after, what stands out in it, and a person's word on it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative import identifying, pipeline
from lif_narrative.errors import NarrativeError
from lif_narrative.overview import in_reading_order
from lif_narrative.pages.documents import A_PAGE, labels
from lif_narrative.pages.frame import go, place, plain
from lif_narrative.pages.rulings import add, put_back, stand_out
from lif_narrative.pages.work import offer_analysis
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.deidentify.looking import BeforeAfter

FOUND: Final = "redactions.found"  # offsets and kinds, no words; of one reading of the documents
SHEET: Final = (
    "white-space:pre-wrap;overflow-wrap:anywhere;max-height:32rem;overflow:auto;padding:.8rem 1rem;"
    "border:1px solid #7b878d;border-radius:.5rem;line-height:1.7"
)
STANDS_OUT: Final = "background:#ffe08a;color:#1c1c1c;padding:0 .15em;border-radius:.2em"
INSTEAD: Final = "background:none;color:inherit;border-bottom:2px dotted currentColor"
Row = dict[str, Any]
Span = tuple[int, int]


def draw(project: Project, documents: pd.DataFrame) -> None:
    """Draw the view: documents in the order in which they want looking at, and the one in hand."""
    offer(project)
    risks = identifying.standing(project, documents, found(project, documents))
    ranked = identifying.gravest_first(in_reading_order(documents), risks[~risks["stands"]])
    ids, held = ranked["id"].tolist(), place("document")
    at = held if held in ids else ids[0]
    left, right = st.columns([2, 5], gap="large")
    with left:
        listing(ranked, ids.index(at))
    with right:
        row = rows_of(ranked[ranked["id"] == at])[0]
        detail(project, row, rows_of(risks[risks["document_id"] == at].sort_values(["stands", "rank"])))


def offer(project: Project) -> None:
    """What is to be read again because of a ruling, what that does, and the press that does it."""
    if waiting := sum(identifying.awaiting(project).values()):
        st.info(
            f"**{many(waiting, 'ruling').capitalize()} kept; the text does not show it yet.** Reading again "
            "takes names out anew in every document, then finds excerpts, how they lean, their themes and "
            "the issues again where words changed. What people decided stands.",
            icon=":material/sync:",
        )
        offer_analysis(project, "Read again now")


def found(project: Project, documents: pd.DataFrame) -> pd.DataFrame:
    """What may still identify, looked for once for each reading of the documents."""
    run = pipeline.latest(project, "deidentify")
    mark = (str(project.folder), run.id if run else "", len(documents))
    if not run or st.session_state.get(FOUND, ((),))[0] != mark:
        with st.spinner("Looking for what may still identify"):
            st.session_state[FOUND] = (mark, project.residual_risks())
    risks: pd.DataFrame = st.session_state[FOUND][1]
    return risks


def listing(ranked: pd.DataFrame, at: int) -> None:
    """The documents, those with most to look at first."""
    pages = max(1, -(-len(ranked) // A_PAGE))
    key = f"redactions.page.{pages}"
    own = at // A_PAGE + 1  # the page that the document in hand is on
    start = (st.session_state.get(key, own) - 1) * A_PAGE
    n = int((ranked["risks"] > 0).sum())
    st.caption(f"{n} of {many(len(ranked), 'document')} hold something that stands out; the gravest first.")
    with st.container(gap="xxsmall"):
        for position, row in enumerate(rows_of(ranked.iloc[start : start + A_PAGE]), start):
            name = labels(row) + (f" ({row['risks']})" if row["risks"] else "")
            st.button(f"**{name}**" if position == at else name, key=f"redactions.{row['id']}",
                      type="tertiary", on_click=go, args=("document", row["id"]))  # fmt: skip
    if pages > 1:
        st.pagination(pages, default=own, key=key)


def detail(project: Project, row: Row, risks: list[Row]) -> None:
    """One document: its words, beside the original where that is asked for, and what can be said of it."""
    st.subheader(labels(row))
    spans: list[Span] = []
    closed = "" if project.may("originals") else "Your role does not see originals, nor what was replaced."
    try:
        spans = [] if closed else identifying.replaced(project, row["id"])
    except NarrativeError as error:
        closed = str(error)
    both = None
    if closed:
        st.info(f"{plain(closed)} Here is the de-identified side alone.", icon=":material/lock:")
    elif st.button("Show the original beside it (this is noted)", icon=":material/visibility:"):
        both = project.before_after(row["id"])  # kept nowhere: it goes with the next press
    sides(row, risks, spans, both)
    may = project.may("redact") and not closed
    stand_out(project, row, risks, may=may)
    if may:
        add(project, row)
        put_back(project, row, spans)


def sides(row: Row, risks: list[Row], spans: list[Span], both: BeforeAfter | None) -> None:
    """The text as everything else reads it, what stands out numbered, and the original to its left."""
    marks = [(*span, identifying.letter(i)) for i, span in enumerate(spans)]
    marks += [(risk["start"], risk["end"], str(risk["rank"])) for risk in risks if not risk["stands"]]
    if both is None:
        sheet("De-identified", row["text"], marks)
        return
    left, right = st.columns(2)
    with left:
        told = [(r.start, r.end, identifying.letter(i)) for i, r in enumerate(both.redactions)]
        sheet("As it came", both.before, told)
    with right:
        sheet("De-identified", row["text"], marks)
    st.caption("The original is shown this once, and goes with your next press.")


def sheet(name: str, text: str, marks: list[tuple[int, int, str]]) -> None:
    """A text, escaped, with its marks: what has a number stands out, what has a letter was replaced."""
    made = [
        f'<mark style="{STANDS_OUT if mark.isdigit() else INSTEAD}">{escape(words)}<sup>{mark}</sup></mark>'
        if mark else escape(words)
        for words, mark in identifying.pieces(text, marks)
    ]  # fmt: skip
    st.caption(name)
    st.html(f'<div tabindex="0" role="region" aria-label="{name}" dir="auto" style="{SHEET}">'
            f'{"".join(made)}</div>')  # fmt: skip
