"""Long work on a page: begun by a press, done by a process of its own, seen and stopped by everybody.

Other screens call `begin`, or offer `offer_analysis`; the frame draws `watch` above every screen.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import Any, Final

import streamlit as st

from lif_narrative.pages.frame import Frame, carry_out, plain
from lif_narrative.progress import Progress
from lif_narrative.project import Project
from lif_narrative.story.drafting import rows_of

EVERY_S: Final = 0.2
BUSY_S, QUIET_S = 1.0, 3.0  # how often a page asks how far work is, and whether a colleague did something
REST_S: Final = 4.0  # a page that was drawn so lately is not drawn again for a colleague's act
SEEN: Final = "work.seen"  # work that this sitting saw under way: its end is told
DRAWN: Final = "work.drawn"  # the revision that this sitting has seen drawn, and how to ask for the latest
ASK: Final = "work.ask"
AWAY: Final = "work.away"  # the work whose end the person has read
VERBS: Final = {"ingest": "Taking files in", "run": "Reading, appraising and theming",
                "sample": "Opening the sample project", "export": "Making a file"}  # fmt: skip
ENDS: Final = {"stopped": "Stopped. What was finished is kept, and nothing is half-done.",
               "interrupted": "It was cut short, perhaps because the machine went down. What was finished "
                              "is kept: begin it again, and it goes on from there."}  # fmt: skip


def begin(project: Project, kind: str, **asked: str) -> None:
    """Have long work done, from a press; the page is drawn anew and shows how far it is.

    `kind` is one of `ingest`, `run`, `sample` and `export`: see `Project.begin`.
    """
    carry_out(lambda: project.begin(kind, **asked))


def watch(project: Project) -> None:
    """Above every screen: work under way, how it ended, and colleagues' acts within seconds."""
    rows = rows_of(project.labours(4))
    live = [row for row in rows if row["state"] in ("working", "stopping")]
    st.session_state.setdefault(SEEN, set()).update(row["id"] for row in live)
    ended(rows)
    draw = st.fragment(_watching, run_every=BUSY_S if live else QUIET_S)
    st.session_state[DRAWN], st.session_state[ASK] = project.revision(), project.revision
    draw(project, time.monotonic())


@contextlib.contextmanager
def own() -> Iterator[None]:
    """Around an act that draws again what it touched: to this sitting it is no news, and the rest is left.

    What a colleague did before it, and did meanwhile, still is.
    """
    before, known = _last(), st.session_state.get(DRAWN)
    yield
    after = _last()
    if known == before and _position(after) <= _position(before) + 1:
        st.session_state[DRAWN] = after


def _last() -> str:
    return str(st.session_state[ASK]()) if ASK in st.session_state else ""


def _position(revision: str) -> int:
    return int(revision.partition(" ")[0] or 0)


def _watching(project: Project, drawn: float) -> None:
    """Drawn again and again by itself; the whole page only when there is something new to see."""
    if time.monotonic() - drawn > BUSY_S and _news(project.revision(), st.session_state[DRAWN], drawn):
        st.rerun(scope="app")
    for row in rows_of(project.labours(4)):
        if row["state"] in ("working", "stopping"):
            under_way(project, row)


def _news(now: str, seen: str, drawn: float) -> bool:
    """Whether the page shows what is no longer so: at once for work that ended, soon for other acts."""
    if now.partition(" ")[2] != seen.partition(" ")[2]:
        return True
    return now != seen and time.monotonic() - drawn > REST_S


def under_way(project: Project, row: dict[str, Any]) -> None:
    """One piece of work: who has it done, how far it is, and a press that stops it."""
    mine = row["by"] == project.actor
    who = "" if mine else f" · begun by {plain(row['by'].partition(':')[2])}"
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"work.{row['id']}"):
        share = min(row["done"] / row["total"], 1.0) if row["total"] else 0.0
        of = f": {row['done']} of {row['total']}" if row["total"] else ""
        step = f" · {plain(row['doing'])}{of}" if row["doing"] else ""
        st.progress(share, text=f"**{VERBS[row['kind']]}**{who}{step}", width="stretch")
        stopping = row["state"] == "stopping"
        st.button("Stopping" if stopping else "Stop it", icon=":material/stop_circle:", disabled=stopping,
                  key=f"work.stop.{row['id']}", on_click=_stop, args=(project, row["id"]))  # fmt: skip


def _stop(project: Project, labour_id: str) -> None:
    with contextlib.suppress(Exception):  # it ended meanwhile
        project.stop(labour_id)


def ended(rows: list[dict[str, Any]]) -> None:
    """How the latest work ended, where that needs a word: a failure to all, a stop to who saw it."""
    last = next((row for row in rows if row["state"] not in ("working", "stopping")), None)
    if last is None or last["id"] == st.session_state.get(AWAY):
        return
    told = last["state"] in ("failed", "interrupted") or last["id"] in st.session_state[SEEN]
    if not told or last["state"] == "done":
        return
    with st.container(horizontal=True, vertical_alignment="center", key="work.ended"):
        words = f"**{VERBS[last['kind']]}**: {ENDS.get(last['state'], plain(last['said']))}"
        if last["state"] == "stopped":
            st.info(words, icon=":material/stop_circle:", width="stretch")
        else:
            st.error(words, icon=":material/error:", width="stretch")
        st.button("Put away", key="work.away.do", on_click=_put_away, args=(last["id"],))


def _put_away(labour_id: str) -> None:
    st.session_state[AWAY] = labour_id


def is_under_way(project: Project) -> bool:
    """Whether work that must be alone is being done now."""
    return any(row["state"] in ("working", "stopping") and row["kind"] != "export"
               for row in rows_of(project.labours(4)))  # fmt: skip


@contextlib.contextmanager
def working(label: str) -> Iterator[Progress]:
    """Show a bar while a block works for some seconds; it yields what `Project` tells its progress to."""
    with st.status(label, expanded=True) as status:
        bar, shown = st.progress(0.0, text="Starting"), [0.0]

        def tell(what: str, done: int, total: int) -> None:
            if time.monotonic() - shown[0] > EVERY_S:
                shown[0] = time.monotonic()
                bar.progress(min(done / total, 1.0) if total else 0.0, text=f"{what}: {done} of {total}")

        try:
            yield tell
        except Exception:
            status.update(label=f"{label}: stopped", state="error", expanded=False)
            raise
        bar.empty()
        status.update(label=f"{label}: done", state="complete", expanded=False)


def nothing_yet(frame: Frame, words: str) -> None:
    """What a screen shows before there is anything to show, and the step that comes first."""
    st.info(words, icon=":material/info:")
    if frame.project.documents().empty:
        frame.link("material", "Go to Material", ":material/folder_open:")
    else:
        offer_analysis(frame.project)


def offer_analysis(project: Project, label: str = "Find the themes") -> None:
    """A button that runs what has not been run yet; what was done before is not done again."""
    busy = is_under_way(project)
    if st.button(label, type="primary", icon=":material/search_insights:", disabled=busy,
                 help="Wait until what is under way is done." if busy else None):  # fmt: skip
        begin(project, "run")
