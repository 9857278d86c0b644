"""What a person can do with a theme: reword, move, watch, merge, split, put aside, accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.pages.frame import Frame, attempt, carry_out, go, plain
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

Row = dict[str, Any]
WHY: Final = "Why? (kept with the change)"
TOP: Final = ""


def proposal(frame: Frame, row: Row) -> None:
    """A theme that was found: accept it in better words, keep it for later, or refuse it."""
    key, project = f"themes.proposal.{row['id']}", frame.project
    st.caption(plain(project.effect_of("accept", row["id"]).says))
    with st.form(key):
        name = st.text_input("Name it in your own words", value=row["name"])
        meaning = st.text_area("What does it mean?", value=row["definition"], height=80)
        reason = st.text_input(WHY)
        with st.container(horizontal=True):
            taken = st.form_submit_button("Accept", type="primary", icon=":material/check:")
            refused = st.form_submit_button("Refuse", icon=":material/close:")
            kept = st.form_submit_button("Keep for later", icon=":material/push_pin:")
    if taken:
        carry_out(lambda: project.accept_theme(row["id"], reason, name=name, definition=meaning),
                  then=lambda: go("shelf", "accepted"))  # fmt: skip
    if refused:
        carry_out(project.retire_theme, row["id"], reason)
    if kept and attempt(project.pin_theme, row["id"]):
        st.toast("Kept through later runs.")


def acts(frame: Frame, row: Row, themes: pd.DataFrame) -> None:
    """What can be done with a theme of the codebook, or with one that was put aside."""
    project = frame.project
    if row["status"] == "retired":
        if st.button(
            "Bring it back", icon=":material/restore_from_trash:", key=f"themes.restore.{row['id']}"
        ):
            carry_out(project.restore_theme, row["id"])
        return
    others = {
        r["id"]: r["name"] for r in rows_of(themes[themes["status"] == "accepted"]) if r["id"] != row["id"]
    }
    acts_on: dict[str, tuple[str, str, Callable[[], None]]] = {
        "Reword, move or watch": (":material/edit:", "edit", lambda: reword(project, row, others)),
        "Merge into another": (":material/merge:", "merge", lambda: merge(project, row, others)),
        "Split in two": (":material/call_split:", "split", lambda: split(project, row)),
        "Put aside": (":material/archive:", "retire", lambda: put_aside(project, row)),
    }
    for label, (icon, name, ask) in acts_on.items():
        # What an act would do is counted when it is opened, not for each theme that is looked at
        with st.expander(label, icon=icon, key=f"themes.{name}.{row['id']}", on_change="rerun") as shown:
            if shown.open:
                ask()


def put_aside(project: Project, row: Row) -> None:
    """What putting it aside will do, and the press that does it."""
    st.markdown(plain(project.effect_of("retire", row["id"]).says))
    reason = st.text_input(WHY, key=f"themes.retire.why.{row['id']}")
    if st.button("Put aside", key=f"themes.retire.do.{row['id']}"):
        carry_out(project.retire_theme, row["id"], reason)


def reword(project: Project, row: Row, others: dict[str, str]) -> None:
    """A form over a theme's words and place."""
    places = {TOP: "(at the top)", **others}
    stands = list(places).index(row["parent"] if row["parent"] in places else TOP)
    with st.form(f"themes.words.{row['id']}", border=False):
        said = {
            "name": st.text_input("Name", value=row["name"]),
            "definition": st.text_area("What it means", value=row["definition"], height=90),
            "include": lines("Counts here, a line each", row["include"]),
            "exclude": lines("Does not count, a line each", row["exclude"]),
            "memo": st.text_area("Memo", value=row["memo"], height=70),
            "parent": st.selectbox("Stands under", list(places), stands, lambda i: places[i]),
            "watch": st.checkbox("On the watch-list: looked for, and said if not found", value=row["watch"]),
        }  # fmt: skip
        reason = st.text_input(WHY)
        pressed = st.form_submit_button("Save", type="primary")
    if pressed:
        carry_out(lambda: project.change_theme(row["id"], reason, **said))


def lines(label: str, held: list[str]) -> list[str]:
    """A list of phrases, edited a line each."""
    return [
        line.strip()
        for line in st.text_area(label, value="\n".join(held), height=90).splitlines()
        if line.strip()
    ]


def merge(project: Project, row: Row, others: dict[str, str]) -> None:
    """Into which theme, what that will do, and the press that does it."""
    if not others:
        st.caption("There is no other theme to take it in.")
        return
    into = st.selectbox("Which theme takes it in?", list(others), format_func=lambda i: others[i],
                        key=f"themes.into.{row['id']}")  # fmt: skip
    st.markdown(plain(project.effect_of("merge", row["id"], into).says))
    reason = st.text_input(WHY, key=f"themes.merge.why.{row['id']}")
    if st.button("Merge", type="primary", key=f"themes.merge.do.{row['id']}"):
        carry_out(project.merge_themes, [row["id"]], into, reason, then=lambda: go("theme", into))


def split(project: Project, row: Row) -> None:
    """Two parts suggested by meaning, each to be named; every excerpt's part can be changed."""
    st.markdown(plain(project.effect_of("split", row["id"]).says))
    key = f"themes.division.{row['id']}"
    if st.button("Suggest a division", key=f"{key}.ask"):
        carry_out(lambda: st.session_state.update({key: project.division_of(row["id"])}))
    if key not in st.session_state:
        return
    table = st.session_state[key].assign(part=lambda f: f["part"] + 1)
    shown = st.data_editor(table[["part", "text"]], key=f"{key}.table", hide_index=True, disabled=["text"],
                           column_config={"part": st.column_config.SelectboxColumn("Part", options=[1, 2]),
                                          "text": st.column_config.TextColumn("Excerpt")})  # fmt: skip
    with st.form(f"{key}.form", border=False):
        parts = [
            {"name": st.text_input(f"Name of part {n}"), "definition": st.text_input(f"Part {n} means")}
            for n in (1, 2)
        ]  # fmt: skip
        reason = st.text_input(WHY)
        pressed = st.form_submit_button("Split", type="primary")
    if pressed:
        placed = dict(zip(table["excerpt_id"], (shown["part"] - 1).astype(int).tolist(), strict=True))
        carry_out(project.split_theme, row["id"], parts, placed, reason,
                  then=lambda: st.session_state.pop(key))  # fmt: skip
