"""What every screen stands in: the project, the place in the address, and plain words for trouble."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from lif_narrative import trouble
from lif_narrative.errors import NarrativeError
from lif_narrative.project import Project

NOTICE = "frame.notice"
# A word that is wider than its column is broken, wherever people's words stand; a list of presses reads from
# the left when one of them takes two lines; and a screen begins close under the menu
DRESS = """<style>
[data-testid="stMain"] :is(p, li, h1, h2, h3, h4, blockquote, footer, label, summary, td, th) {
  overflow-wrap: anywhere; }
[data-testid="stMainBlockContainer"] { padding-top: 4.5rem; }
[data-testid="stBaseButton-tertiary"] { text-align: left; }
</style>"""


@dataclass(frozen=True)
class Frame:
    """The open project and the pages that links lead to, by the name of their screen."""

    project: Project
    pages: dict[str, Any] = field(default_factory=dict)

    def link(self, screen: str, label: str, icon: str | None = None, **ids: str) -> None:
        """A link to another screen; the address carries ids alone, never words."""
        st.page_link(self.pages[screen], label=label, icon=icon, query_params=ids)


@contextlib.contextmanager
def plainly() -> Iterator[None]:
    """Show trouble in words: what a person can fix as it says, our own faults with a reference."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the last stop before a person
        st.error(in_words(error), icon=":material/error:")


def in_words(error: Exception) -> str:
    """The message for a person; of a fault of ours only where it was is logged: see `trouble`."""
    if isinstance(error, NarrativeError):
        return plain(str(error))
    words, _, reference = trouble.in_words(error).rstrip(".").rpartition(" ")
    return f"{words} **{reference}**."


def attempt(act: Callable[..., object], *arguments: Any) -> bool:
    """Do what a button asks, from its callback; trouble becomes a notice on the page that follows."""
    try:
        act(*arguments)
    except Exception as error:  # noqa: BLE001 - the last stop before a person
        st.session_state[NOTICE] = in_words(error)
        return False
    return True


def on_press(act: Callable[..., object], *arguments: Any) -> None:
    """As `attempt`, for a button that has nothing further to do."""
    attempt(act, *arguments)


def carry_out(act: Callable[..., object], *arguments: Any, then: Callable[[], object] = lambda: None) -> None:
    """Do what a form asks, and draw the page anew: with what changed, or with the trouble in words."""
    if attempt(act, *arguments):
        then()
    st.rerun()


def heading(title: str, lead: str) -> None:
    """The name of the screen, one line on what it is for, and what the last act had to say."""
    st.html(DRESS)
    st.title(title)
    st.caption(lead)
    if notice := st.session_state.pop(NOTICE, None):
        st.error(notice, icon=":material/error:")


def footer(frame: Frame) -> None:
    """Which project this is and who is asking, quietly, under every screen."""
    kind, _, who = frame.project.actor.partition(":")
    name = frame.project.folder.name
    st.divider()
    st.caption(f"Project **{plain(name)}** · you are **{plain(who or kind)}** · nothing leaves this machine")


def place(name: str, default: str = "") -> str:
    """Where the person is: an id from the address, or where they were in this sitting."""
    key = f"place.{name}"
    value = st.query_params.get(name) or st.session_state.get(key, default)
    go(name, value)
    return value


def go(name: str, value: str) -> None:
    """Move to a place; the address keeps it for reload, bookmark and colleague."""
    st.session_state[f"place.{name}"] = value
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def choose(label: str, options: Mapping[str, str], name: str, then: Callable[[], None] = lambda: None) -> str:
    """A select box over ids, shown by their words, whose choice is a place in the address."""
    ids = list(options)
    value = place(name, ids[0])
    key = f"choose.{name}"
    st.session_state[key] = value if value in options else ids[0]

    def chosen() -> None:
        go(name, st.session_state[key])
        then()

    st.selectbox(label, ids, format_func=lambda i: options[i], key=key, on_change=chosen)
    return str(st.session_state[key])


def plain(text: str) -> str:
    """Words as they are, safe where Streamlit would read Markdown."""
    return "".join("\\" + c if c in "\\`*_{}[]()<>#+-.!|~$:" else c for c in text).replace("\n", " ")
