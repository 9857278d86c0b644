"""A person's word on redaction: replace what was left, let stand what was replaced, each with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from lif_narrative import identifying
from lif_narrative.deidentify.rulings import KINDS
from lif_narrative.errors import ReasonNeeded
from lif_narrative.pages.frame import attempt, go, on_press, plain
from lif_narrative.project import Project

RULED: Final = "redactions.ruled"  # places ruled on in this sitting, by the mark of their text; no words
A_PAGE: Final = 8
Row = dict[str, Any]
Span = tuple[int, int]


def stand_out(project: Project, row: Row, risks: list[Row], *, may: bool) -> None:
    """What may still identify, the likeliest first, each with its reason and a way to replace it."""
    st.markdown("##### What stands out")
    if not risks:
        st.caption("Nothing that can be found by rule. Whoever knows the family may still see something.")
    pages, mark = max(1, -(-len(risks) // A_PAGE)), identifying.mark_of(row["text"])
    key = f"redactions.risks.{row['id']}.{pages}"
    start = (st.session_state.get(key, 1) - 1) * A_PAGE
    for risk in risks[start : start + A_PAGE]:
        span = (risk["start"], risk["end"])
        one = f"redactions.risk.{row['id']}.{span[0]}.{span[1]}"  # so that a popover closes with its words
        with st.container(horizontal=True, vertical_alignment="center", key=one):
            said = f"**{plain(row['text'][slice(*span)])}** :gray[{plain(risk['reason'])}]"
            st.markdown(f"{risk['rank']}\\. {said}", width="stretch")
            if (mark, *span) in st.session_state.get(RULED, ()):
                st.badge("ruled, waits to be read again", icon=":material/schedule:", color="green")
            elif risk["stands"]:
                stands(project, row, span, may=may)
            elif may:
                with st.popover("Replace it", icon=":material/visibility_off:"):
                    replacing(project, row, f"redactions.{row['id']}.{span[0]}", risk["kind"], span)
                with st.popover("It may stand", icon=":material/check:"):
                    letting(project, row, span)
    if pages > 1:
        st.pagination(pages, key=key)


def letting(project: Project, row: Row, span: Span) -> None:
    """Ask why words that stand out may stand: they were looked at, and identify nobody."""
    key = f"redactions.stands.{row['id']}.{span[0]}"

    def do(said: Row) -> None:
        unchanged(project, row)
        project.let_stand(row["id"], *span, said["why"])
        go("document", row["id"])  # it may no longer be the gravest, and stays in hand

    with st.form(key, border=False):
        st.text_input("Why do they identify nobody?", key=f"{key}.why", max_chars=200,
                      help="In a line, without the words themselves: it stays in the trail.")  # fmt: skip
        press(key, "Let it stand", do)


def stands(project: Project, row: Row, span: Span, *, may: bool) -> None:
    """Words that somebody looked at and let stand, with the way back."""
    st.badge("looked at, may stand", icon=":material/check:", color="gray")
    if may:
        st.button("Look again", key=f"redactions.again.{row['id']}.{span[0]}", icon=":material/undo:",
                  on_click=on_press, args=(project.look_again, row["id"], *span))  # fmt: skip


def add(project: Project, row: Row) -> None:
    """Words that stood out to the person alone, typed as they stand."""
    with st.expander("Replace other words", icon=":material/add:", key=f"redactions.add.{row['id']}"):
        replacing(project, row, f"redactions.typed.{row['id']}", "name", None)


def replacing(project: Project, row: Row, key: str, risk: str, span: Span | None) -> None:
    """Ask what words are and why they go; without a span, also which words."""
    likely = identifying.GRAVEST.get(risk, "")  # a day or an age goes here alone: elsewhere it is another's

    def do(said: Row) -> None:
        if not said["kind"]:
            raise ReasonNeeded("Say what the words are: it decides what will stand instead of them.")
        text = unchanged(project, row)
        spans = [span] if span else identifying.places(text, said["words"])
        for start, end in spans[:1] if said["all"] else spans:
            project.redact(
                row["id"], start, end, said["kind"], said["why"], everywhere=said["all"], rerun=False
            )
        alike = identifying.places(text, text[slice(*spans[0])]) if said["all"] else []
        ruled(text, *spans, *alike)

    with st.form(key, border=False):
        if not span:
            st.text_input("The exact words, as they stand here", key=f"{key}.words", autocomplete="off")
        # no list that opens: after one in a popover the Tab key leads out of it
        st.radio("What are they?", KINDS, KINDS.index(likely) if likely else None, key=f"{key}.kind",
                 horizontal=True)  # fmt: skip
        st.text_input("Why?", key=f"{key}.why", max_chars=200)
        where = "Wherever they stand in this child's case" if row["case"] else "Wherever they stand here"
        st.checkbox(where, value=bool(likely), key=f"{key}.all")
        press(key, "Replace", do)


def put_back(project: Project, row: Row, spans: list[Span]) -> None:
    """Let words stand that were replaced; the letters are those of the sheet."""
    if not spans:
        return
    key = f"redactions.back.{row['id']}"

    def do(said: Row) -> None:
        if not said["why"]:
            raise ReasonNeeded("Say why these words may stand: they might identify somebody.")
        text = unchanged(project, row)
        project.restore(row["id"], *spans[said["which"]], said["why"], everywhere=said["all"], rerun=False)
        ruled(text, spans[said["which"]])

    names = [f"{identifying.letter(i)} · {row['text'][slice(*span)]}" for i, span in enumerate(spans)]
    title = f"What was replaced ({len(spans)})"
    with st.expander(title, icon=":material/undo:", key=f"{key}.open"), st.form(key, border=False):
        st.selectbox("Which?", range(len(spans)), format_func=names.__getitem__, key=f"{key}.which")
        st.text_input("Why may the words stand?", key=f"{key}.why", max_chars=200)
        st.checkbox("In every document of this child's case", key=f"{key}.all", disabled=not row["case"])
        press(key, "Restore it", do)


def press(key: str, label: str, do: Callable[[Row], None]) -> None:
    """A form's button: what was typed is taken out of the sitting before anything is done with it."""

    def pressed() -> None:
        said = {}
        for name, empty in (("words", ""), ("why", ""), ("kind", None), ("which", None), ("all", None)):
            said[name] = st.session_state.get(f"{key}.{name}")
            if empty is not None and said[name] is not None:
                said[name] = str(said[name]).strip()
                st.session_state[f"{key}.{name}"] = empty
        attempt(do, said)

    st.form_submit_button(label, type="primary", on_click=pressed)


def unchanged(project: Project, row: Row) -> str:
    """The document's text, still the one that the person looked at."""
    return identifying.unchanged(project, row["id"], identifying.mark_of(row["text"]))


def ruled(text: str, *spans: Span) -> None:
    """Remember which places were ruled on, until their text is read again."""
    mark = identifying.mark_of(text)
    st.session_state.setdefault(RULED, set()).update((mark, *span) for span in spans)
