"""How a press on the story's screen is done, where its trouble is told, and what is drawn again after it.

The screen has pieces that are drawn by themselves: each part of the story, and the margin beside it. A
place is the name of a piece and a place in it; after a press, its piece and the margin are drawn again,
and the rest of the screen stays as it is.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final

import streamlit as st
from streamlit.errors import StreamlitAPIException

from lif_narrative.pages.frame import NOTICE, attempt
from lif_narrative.pages.work import own
from lif_narrative.project import Project
from lif_narrative.records import Block
from lif_narrative.story import PracticeStory

TROUBLE: Final = "story.trouble"
TOUCHED: Final = "story.touched"
MARGIN, ALL = "margin", "all"  # beside the story; and the whole screen
Callback = Callable[..., None]


def at(block: Block) -> str:
    """The place of a block."""
    return f"{block.part} {block.id}"


def piece(project: Project, told: PracticeStory, name: str, draw: Callable[[PracticeStory], None]) -> None:
    """Draw a piece of the screen; when it is drawn again by itself, of the story as it is kept by then."""
    drawn = [told]

    def body() -> None:
        draw(drawn.pop() if drawn else project.story(told.record.question))

    st.fragment(body, key=f"story.{name}")()


def again(*names: str) -> None:
    """End a callback: these pieces are drawn again, or the whole screen where one was not drawn yet."""
    try:
        st.rerun("app" if ALL in names else [f"story.{name}" for name in dict.fromkeys(names)])
    except StreamlitAPIException:  # pressed before a piece was drawn: the whole screen is
        st.rerun()


def redraws(callback: Callback) -> Callback:
    """A callback after which the piece where something was done is drawn again, and the margin."""

    @functools.wraps(callback)
    def done(*arguments: Any, **settings: Any) -> None:
        callback(*arguments, **settings)
        if name := st.session_state.pop(TOUCHED, ""):
            again(name, MARGIN)

    return done


def act(place: str, verb: Callable[..., object], *arguments: Any, **settings: Any) -> bool:
    """Do what a button asks, from its callback; trouble is told at the place where it was asked."""
    st.session_state.pop(TROUBLE, None)
    st.session_state[TOUCHED] = place.partition(" ")[0]
    with own():
        if attempt(functools.partial(verb, *arguments, **settings)):
            return True
    st.session_state[TROUBLE] = (place, st.session_state.pop(NOTICE))
    return False


@redraws
def press(place: str, verb: Callable[..., object], *arguments: Any, **settings: Any) -> None:
    """`act` as a button's callback."""
    act(place, verb, *arguments, **settings)


def trouble(place: str) -> None:
    """What the last press at this place had to say, once."""
    held, words = st.session_state.get(TROUBLE, ("", ""))
    if held == place:
        del st.session_state[TROUBLE]
        st.error(words, icon=":material/error:")


def typed(key: str) -> str:
    """What a person wrote in a field."""
    return str(st.session_state.get(key, ""))


def sending(
    place: str, verb: Callable[..., object], fields: tuple[str, ...], *arguments: Any, **settings: Any
) -> None:
    """Do a verb with what was written in these fields, which are then empty; kept when it was refused."""
    if act(place, verb, *arguments, *(typed(key) for key in fields), **settings):
        for key in fields:
            st.session_state[key] = ""


send = redraws(sending)
