"""How a press on the story's screen is done, and where its trouble is told."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from lif_narrative.pages.frame import NOTICE, attempt

TROUBLE: Final = "story.trouble"


def act(place: str, verb: Callable[..., object], *arguments: Any, **settings: Any) -> bool:
    """Do what a button asks, from its callback; trouble is told at the place where it was asked."""
    st.session_state.pop(TROUBLE, None)
    if attempt(functools.partial(verb, *arguments, **settings)):
        return True
    st.session_state[TROUBLE] = (place, st.session_state.pop(NOTICE))
    return False


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


def send(
    place: str, verb: Callable[..., object], fields: tuple[str, ...], *arguments: Any, **settings: Any
) -> None:
    """Do a verb with what was written in these fields, which are then empty; kept when it was refused."""
    if act(place, verb, *arguments, *(typed(key) for key in fields), **settings):
        for key in fields:
            st.session_state[key] = ""
