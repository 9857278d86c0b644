"""What can be done with one block of a story: its words, its place, and, of an action, the register."""

from __future__ import annotations

from typing import Final

import streamlit as st

from lif_narrative.pages.actions import details
from lif_narrative.pages.frame import Frame, attempt, go, place, plain
from lif_narrative.pages.memos import done, typing
from lif_narrative.pages.story_acts import MARGIN, act, again, at, press, redraws, typed
from lif_narrative.pages.story_evidence import evidence
from lif_narrative.pages.story_notes import notes
from lif_narrative.project import Project
from lif_narrative.records import BLOCK_KINDS, Block
from lif_narrative.register.rules import KINDS as TAKEN_UP
from lif_narrative.story import PracticeStory
from lif_narrative.story.editing import DOWN, UP
from lif_narrative.wording import many

WRITERS: Final = ("Words", "Evidence", "Place", "Comments")


def way_in(told: PracticeStory, block: Block) -> None:
    """A quiet way in beside each block, and how many notes on it are open."""
    chosen = place("block") == block.id
    about = f"{told.record.id} {block.id}"
    said = sum(note.about == about and note.status == "open" for note in told.notes)
    label = "Close" if chosen else many(said, "note") if said else "Work on it"
    st.button(label, type="tertiary", key=f"work.{block.id}", on_click=turn_to,
              icon=":material/close:" if chosen else ":material/edit_note:",
              args=(told, "" if chosen else block.id))  # fmt: skip


def turn_to(told: PracticeStory, block_id: str) -> None:
    """Work on another block, or on none: the parts of both are drawn again, and the margin."""
    touched = {place("block"), block_id}
    go("block", block_id)
    again(MARGIN, *(block.part for block in told.record.blocks if block.id in touched))


def work(frame: Frame, told: PracticeStory, block: Block) -> None:
    """What can be done with the block that a person chose: one block at a time."""
    if place("block") != block.id:
        return
    may = frame.project.may("tell")
    offers = [
        *(WRITERS if may else ("Comments",)),
        *(("Register",) if may and block.kind in TAKEN_UP else ()),
    ]
    with st.container(border=True):
        # A radio: the selected part of a segmented control has too little contrast on the dark page
        offer = st.radio("What would you do?", offers, horizontal=True, key=f"offer.{block.id}")
        if offer == "Words":
            words(frame.project, told, block)
        elif offer == "Evidence":
            evidence(frame, told, block)
        elif offer == "Place":
            moving(frame.project, told, block)
        elif offer == "Register":
            register(frame.project, told, block)
        else:
            notes(frame.project, told, block)


def words(project: Project, told: PracticeStory, block: Block) -> None:
    """The words of a block; what is written here is kept when somebody else was quicker."""
    key = f"words.{block.id}"
    if key not in st.session_state:
        seen, _, text = project.jotted(kept_at(told, block)).partition("\n")  # what was begun and not saved
        st.session_state[key] = text or block.text
        st.session_state[f"{key}.seen"] = int(seen) if text else told.record.version
    seen = st.session_state.setdefault(f"{key}.seen", told.record.version)
    st.text_area("Words", key=key, height=120, on_change=begun, args=(project, told, block, seen))
    st.button("Save", type="primary", key=f"{key}.save", on_click=reword, args=(project, told, block, seen))


def kept_at(told: PracticeStory, block: Block) -> str:
    """Where words that are not saved yet wait: with the story and its block."""
    return f"words {told.record.id} {block.id}"


def begun(project: Project, told: PracticeStory, block: Block, seen: int) -> None:
    """Keep the words as typed, with the version that they began from."""
    text = typed(f"words.{block.id}")
    attempt(project.jot, kept_at(told, block), f"{seen}\n{text}" if text != block.text else "")


@redraws
def reword(project: Project, told: PracticeStory, block: Block, seen: int) -> None:
    """Save the words; refused over somebody's newer ones, which are then what was seen."""
    key = f"words.{block.id}"
    done = act(at(block), project.change_block, told.record.id, block.id, seen=seen, text=typed(key))
    st.session_state.pop(f"{key}.seen", None)
    if done:
        st.session_state.pop(key, None)
        attempt(project.jot, kept_at(told, block), "")


def moving(project: Project, told: PracticeStory, block: Block) -> None:
    """Up, down, to a position, out; and a new block after it."""
    part = [other.id for other in told.blocks(block.part)]
    here, seen = part.index(block.id) + 1, told.record.version
    key = f"position.{block.id}"

    @redraws
    def move(to: str | int) -> None:
        act(at(block), project.move_block, told.record.id, block.id, to, seen=seen)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button("Up", icon=":material/arrow_upward:", key=f"up.{block.id}", on_click=move, args=(UP,),
                  disabled=here == 1)  # fmt: skip
        st.button("Down", icon=":material/arrow_downward:", key=f"down.{block.id}", on_click=move,
                  args=(DOWN,), disabled=here == len(part))  # fmt: skip
        st.number_input(f"Position, 1 to {len(part)}", 1, len(part), here, key=f"{key}.{here}", width=160)
        st.button("Move there", key=f"move.{block.id}",
                  on_click=lambda: move(int(st.session_state[f"{key}.{here}"])))  # fmt: skip
        st.button("Take it out", icon=":material/remove_circle:", key=f"out.{block.id}",
                  help="Undo brings it back.", on_click=press,
                  args=(at(block), project.remove_block, told.record.id, block.id),
                  kwargs={"seen": seen})  # fmt: skip
    new = f"after.{block.id}"
    st.selectbox("A new block after this one", BLOCK_KINDS, format_func=str.capitalize, key=f"{new}.kind")
    typing(project, "Its words", f"{new}.text")
    st.button("Add it", icon=":material/add:", key=f"{new}.add", on_click=put_after,
              args=(project, told, block))  # fmt: skip


@redraws
def put_after(project: Project, told: PracticeStory, block: Block) -> None:
    """A new block of the chosen kind after this one; words that were refused stay written."""
    new = f"after.{block.id}"
    kind, text = typed(f"{new}.kind"), typed(f"{new}.text")
    if act(at(block), project.add_block, told.record.id, kind, block.part, text, after=block.id):
        done(project, f"{new}.text")


def register(project: Project, told: PracticeStory, block: Block) -> None:
    """An action or question goes into the register, where it outlives the story."""
    taken = project.actions()
    taken = taken[(taken["story_id"] == told.record.id) & (taken["block_id"] == block.id)]
    taken = taken[taken["version"] > 0]
    if not taken.empty:
        st.caption(f"In the register as {plain(taken['id'].iloc[0])}. Change it there, under Actions.")
        return
    with st.form(f"register.{block.id}", border=False):
        said = details({n: getattr(block, n) for n in ("owner_role", "due", "stage", "how_known")})
        pressed = st.form_submit_button("Take it up in the register", type="primary")
    if pressed:
        act(at(block), project.take_up, told.record.id, block.id, **said)
        st.rerun()
