"""The Streamlit frame: open the project, know who is asking, choose the page.

Start it with `lif app`. It reads LIF_PROJECT (a folder or a database's address) and LIF_ACTOR.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import streamlit as st

from lif_narrative.pages import (
    actions,
    agreement,
    conversation,
    home,
    indicators,
    issues,
    material,
    plan,
    read,
    story,
    themes,
)
from lif_narrative.pages import project as project_
from lif_narrative.pages.frame import Frame, footer, plainly
from lif_narrative.pages.opening import opened
from lif_narrative.pages.signing import offer_leaving, signed
from lif_narrative.pages.work import watch

SCREENS = {
    "home": ("Where are we?", ":material/home:", home),
    "material": ("Material", ":material/folder_open:", material),
    "read": ("Read", ":material/menu_book:", read),
    "themes": ("Themes", ":material/sell:", themes),
    "issues": ("Issues", ":material/balance:", issues),
    "agreement": ("Agreement", ":material/compare_arrows:", agreement),
    "indicators": ("Indicators", ":material/monitoring:", indicators),
    "conversation": ("Conversation", ":material/groups:", conversation),
    "story": ("Story", ":material/history_edu:", story),
    "actions": ("Actions", ":material/task_alt:", actions),
    "project": ("Project", ":material/settings:", project_),
    "plan": ("The plan", ":material/edit_calendar:", plan),
}
LED_TO: Final = {"plan"}  # found from another screen, and not in the menu
ABOUT = "Practice stories from audits and feedback, with every claim tied to the words it came from."
# A picture of our own: a Material icon here would be fetched from the internet
ICON = Path(home.__file__).with_name("icon.svg")


def screen(frame: Frame, module: ModuleType) -> Callable[[], None]:
    """What a page does: draw its screen, with trouble told in words."""

    def draw() -> None:
        with plainly():
            watch(frame.project)
        with plainly():
            module.draw(frame)
        footer(frame)
        offer_leaving(frame.project)

    return draw


def pages(drawn: Callable[[ModuleType], Callable[[], None]]) -> dict[str, Any]:
    """The pages by the name of their screen, each doing what `drawn` makes of its module."""
    return {
        name: st.Page(drawn(module), title=title, icon=icon, url_path=name, default=name == "home",
                      visibility="hidden" if name in LED_TO else "visible")
        for name, (title, icon, module) in SCREENS.items()
    }  # fmt: skip


def signing_in(module: ModuleType) -> Callable[[], None]:
    """What a page does before anybody signed in: nothing, but its address is known and kept."""
    return lambda: None


def main() -> None:
    """Draw the frame and the page that the address names."""
    st.set_page_config(
        page_title="Practice stories", page_icon=ICON, layout="wide", menu_items={"About": ABOUT}
    )
    with plainly():
        project = signed(opened())
        if project is None:
            st.navigation(list(pages(signing_in).values()), position="hidden")
            return
        frame = Frame(project)
        frame.pages.update(pages(lambda module: screen(frame, module)))
        st.navigation(list(frame.pages.values()), position="top").run()


main()
