"""What people write beside a story: comments and replies, other words, and the right of reply."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from lif_narrative.pages.frame import plain
from lif_narrative.pages.marks import quote
from lif_narrative.pages.memos import left, typing
from lif_narrative.pages.story_acts import MARGIN, at, press, redraws, send, sending, trouble
from lif_narrative.project import Project
from lif_narrative.records import Block, Note
from lif_narrative.story import PracticeStory

THREADS: Final = ("comment", "suggestion", "right of reply")
WHOLE: Final = f"{MARGIN} comments"
KINDS: Final = {"comment": "Comment", "suggestion": "Other words", "right of reply": "Right of reply"}


def notes(project: Project, told: PracticeStory, block: Block) -> None:
    """The threads on a block, and a place for a new one of each kind."""
    about = f"{told.record.id} {block.id}"
    threads(project, told, about, at(block))
    key = f"note.{block.id}"
    kind = st.radio("Write", list(KINDS), horizontal=True, format_func=lambda k: KINDS[k], key=f"{key}.kind")
    if kind == "suggestion":
        fields = {"words": "The words you would put", "why": "Why?"}
        form(project, f"{key}.suggest", "Suggest these words", fields, at(block),
             project.suggest, told.record.id, block.id)  # fmt: skip
    elif kind == "right of reply":
        st.caption("What the people this speaks of say to it. It stands beside the block, in files too.")
        fields = {"words": "Their reply", "role": "Whose, by role?"}
        form(project, f"{key}.reply", "Write it beside the block", fields, at(block),
             project.right_of_reply, told.record.id, block.id)  # fmt: skip
    else:
        form(project, f"{key}.comment", "Comment", {"words": "What would you say?"}, at(block),
             lambda text: project.comment(told.record.id, text, block.id))  # fmt: skip


def on_the_whole(project: Project, told: PracticeStory) -> None:
    """Comments on the story as a whole."""
    about = told.record.id
    said = sum(note.about == about and note.kind == "comment" for note in told.notes)
    with st.expander(f"Comments on the whole ({said})", icon=":material/forum:", key="story.comments"):
        trouble(WHOLE)
        threads(project, told, about, WHOLE)
        form(project, "note.whole", "Comment", {"words": "What would you say?"}, WHOLE,
             lambda text: project.comment(about, text))  # fmt: skip


def form(
    project: Project, key: str, label: str, fields: dict[str, str], place: str, verb: Callable[..., object],
    *arguments: str,
) -> None:  # fmt: skip
    """A few fields and the press that sends them; what was typed stays, over a reload, until it is sent."""
    names = tuple(f"{key}.{name}" for name in fields)
    for n, (name, asks) in enumerate(zip(names, fields.values(), strict=True)):
        typing(project, asks, name, line=n > 0)
    st.button(label, key=f"{key}.send", on_click=sent, args=(project, place, verb, names, *arguments))


@redraws
def sent(
    project: Project, place: str, verb: Callable[..., object], names: tuple[str, ...], *arguments: str
) -> None:
    """Send what was written; what went is no longer kept as unsent."""
    sending(place, verb, names, *arguments)
    for name in names:
        left(project, name)


def threads(project: Project, told: PracticeStory, about: str, place: str) -> None:
    """Each note with its replies, oldest first; what is closed is told quietly."""
    mine = [note for note in told.notes if note.about == about]
    for note in mine:
        if note.kind not in THREADS:
            continue
        one(note)
        for answer in mine:
            if answer.kind == "reply" and answer.parent == note.id:
                st.caption(f"↳ **{who(answer)}**: {plain(answer.text)}")
        if note.status == "open":
            following(project, note, place)
        else:
            why = f": {plain(note.settled)}" if note.settled else ""
            st.caption(f"{note.status.capitalize()} by {plain(note.settled_by.partition(':')[2])}{why}")


def one(note: Note) -> None:
    """A note: of which kind, by whom, in which role, and its words."""
    st.markdown(f"**{KINDS[note.kind]}** · {who(note)} · :gray[{note.at[:10]}]")
    if note.proposed:
        quote(note.proposed)
    if note.text:
        st.markdown(plain(note.text))


def who(note: Note) -> str:
    """Whoever wrote a note, and in which role."""
    return plain(f"{note.by.partition(':')[2] or note.by} ({note.role})")


def following(project: Project, note: Note, place: str) -> None:
    """Answer a note; settle a comment, accept or decline other words."""
    key = f"follow.{note.id}"
    with st.popover("Answer", icon=":material/reply:", key=f"{key}.pop"):
        st.text_area("Your words", key=key, height=80)
        with st.container(horizontal=True):
            st.button(
                "Reply", key=f"{key}.reply", on_click=send, args=(place, project.reply, (key,), note.id)
            )
            if note.kind == "comment":
                st.button("Settle it", key=f"{key}.settle", on_click=send,
                          args=(place, project.settle, (key,), note.id))  # fmt: skip
            if note.kind == "suggestion" and project.may("tell"):
                st.button("Decline, with this reason", key=f"{key}.decline", on_click=send,
                          args=(place, project.decline_suggestion, (key,), note.id))  # fmt: skip
    if note.kind == "suggestion" and project.may("tell"):
        st.button("Put these words in", icon=":material/check:", key=f"{key}.accept", on_click=press,
                  args=(place, project.accept_suggestion, note.id))  # fmt: skip
