"""The trail in words: who did what and when, filtered, a page at a time, and as a file."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import streamlit as st

from lif_narrative.lately import KINDS
from lif_narrative.pages.frame import Frame, choose, plain
from lif_narrative.pages.story_export import FORMATS
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of

A_PAGE: Final = 25
EVERYONE, ANYTHING = "all", "all"
CSV: Final = "text/csv"


def draw(frame: Frame) -> None:
    """Draw the view."""
    project = frame.project
    who, kind, since, until = chosen(project)
    key = f"trail.page.{who}.{kind}.{since}.{until}"
    at = st.session_state.get(key, 1)
    page = project.trail_page(at, A_PAGE, who=who, kind=kind, since=since, until=until)
    st.caption(f"{page.total:,} {'event' if page.total == 1 else 'events'}, the newest first. Times are UTC.")
    listing(rows_of(page.rows))
    pages = max(1, -(-page.total // A_PAGE))
    if pages > 1:
        st.pagination(pages, key=key)
    head(project)


def chosen(project: Project) -> tuple[str, str, str, str]:
    """Who, what kind, and between which days."""
    people = {person: name(person) for person in project.trail_people()}
    first, second, third, fourth = st.columns([2, 2, 1, 1])
    with first:
        who = choose("Who", {EVERYONE: "Everyone", **people}, "who")
    with second:
        kind = choose("What", {ANYTHING: "Anything", **KINDS}, "kind")
    since = third.date_input("From", None, format="DD/MM/YYYY", key="trail.since")
    until = fourth.date_input("To", None, format="DD/MM/YYYY", key="trail.until")
    return ("" if who == EVERYONE else who, "" if kind == ANYTHING else kind, day(since), day(until))


def day(value: object) -> str:
    """A day as the trail writes it; "" for none."""
    return value.isoformat() if isinstance(value, datetime.date) else ""


def name(actor: str) -> str:
    """Whom an actor is, as people say it."""
    kind, _, who = actor.partition(":")
    return plain(who or kind)


def listing(rows: list[dict[str, Any]]) -> None:
    """Events under their day."""
    if not rows:
        st.info("Nothing of that kind is in the trail.", icon=":material/info:")
    last = ""
    with st.container(gap="xsmall"):
        for row in rows_of_days(rows):
            if row["day"] != last:
                last = row["day"]
                st.markdown(f"**{last}**")
            st.markdown(f":gray[{row['time']}]\u2002{plain(row['told'])}")


def rows_of_days(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Each event with its day and time."""
    told = []
    for row in rows:
        at = datetime.datetime.fromisoformat(str(row["at"]))
        told.append({"day": f"{at:%A} {at.day} {at:%B %Y}", "time": f"{at:%H:%M}", "told": str(row["told"])})
    return told


def head(project: Project) -> None:
    """Whether the chain holds, its head, and the trail as a file."""
    with st.expander("Is it whole? And the trail as a file", icon=":material/link:", key="trail.whole"):
        st.caption(plain(f"Its head is {project.trail_head()}: printed on every export and backup, so that a "
                         "trail that was cut shows."))  # fmt: skip
        if st.button("Check every link", icon=":material/fact_check:", key="trail.check"):
            if faults := project.check_trail():
                st.error("\n".join(f"- {plain(fault)}" for fault in faults), icon=":material/error:")
            else:
                st.success("Every event follows from the one before it.", icon=":material/check:")
        if not project.may("export"):
            return
        with st.container(horizontal=True):
            for label, ending, mime in (("To read, in Word", ".docx", FORMATS[".docx"][1]),
                                        ("To sort, as a table (CSV)", ".csv", CSV)):  # fmt: skip
                st.download_button(label, made(project, ending), f"trail{ending}", mime, on_click="ignore",
                                   icon=":material/download:", key=f"trail.take{ending}")  # fmt: skip


def made(project: Project, ending: str) -> Callable[[], bytes]:
    """What makes the file when it is asked for, in a folder that goes at once."""

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            return project.trail(Path(folder, f"trail{ending}")).read_bytes()

    return make
