"""The sheet: a document as it was written, its sentences tinted, marked and ready to be chosen.

The one component of our own. Its words go to the browser as data and are set there as text, never as
markup. Offsets become pieces here, in code points, so the browser counts nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.pages.marks import VOICES
from lif_narrative.story.drafting import rows_of

if TYPE_CHECKING:
    import pandas as pd

Chips = Mapping[str, Sequence[tuple[str, str]]]  # excerpt id to (theme name, decided or suggested)
Marks = Sequence[Mapping[str, Any]]  # passages: start, end, the theme's name, and an id when they are kept
HTML: Final = '<div class="sheet" role="region"></div><div class="unseen" role="status"></div>'
KEY: Final = "sheet"


def _text(*names: str) -> str:
    return "\n".join(Path(__file__).with_name(name).read_text("utf-8") for name in names)


CSS: Final = _text("sheet.css")
JS: Final = _text("places.js", "marking.js", "sheet.js")


def sheet(
    document: Mapping[str, Any], excerpts: pd.DataFrame, chips: Chips, *,
    chosen: str, queued: Collection[str], on_choice: Callable[[str], None],
    on_passage: Callable[[int, int], None], marks: Marks = (), passage: tuple[int, int] | None = None,
) -> None:  # fmt: skip
    """Draw a document.

    `on_choice` is told the id of a sentence that the person presses, `on_passage` the start and end, in code
    points of the document, of a passage that they draw over; both are 0 when they let go of it.
    """
    mount = st.components.v2.component("lif_narrative.sheet", html=HTML, css=CSS, js=JS)

    def heard() -> None:
        if pressed := st.session_state[KEY].get("chosen"):
            on_choice(pressed)

    def drawn() -> None:
        if place := st.session_state[KEY].get("passage"):
            on_passage(int(place["start"]), int(place["end"]))

    if passage:  # the one in hand is drawn as a mark that is not kept yet
        marks = [*marks, {"start": passage[0], "end": passage[1], "name": "The passage in hand"}]
    data = {
        "name": "The document", "chosen": chosen,
        "marks": [{"name": mark["name"], "drawn": "id" not in mark} for mark in marks],
        "paragraphs": paragraphs(document, excerpts, chips, queued, marks),
    }  # fmt: skip
    mount(data=data, key=KEY, on_chosen_change=heard, on_passage_change=drawn)


def paragraphs(
    document: Mapping[str, Any],
    excerpts: pd.DataFrame,
    chips: Chips,
    queued: Collection[str],
    marks: Marks = (),
) -> list[dict[str, Any]]:
    """The document's paragraphs in order, each cut into pieces; words outside any paragraph are kept."""
    rows = sorted(rows_of(excerpts), key=lambda row: row["start"])
    made, above = [], ""
    for paragraph in whole(document):
        start, end = paragraph["start"], paragraph["end"]
        inside = [row for row in rows if start <= row["start"] < end]
        asked = paragraph.get("question") or ""
        made.append({
            "role": paragraph.get("role", "body"),
            "question": "" if asked.casefold() in above.casefold() else asked,
            "near_empty": bool(paragraph.get("near_empty")),
            "voice": _voice(inside),
            "chips": _chips(inside, chips),
            "pieces": list(_pieces(document["text"], start, end, inside, queued, marks)),
        })  # fmt: skip
        above = document["text"][start:end] if is_heading(paragraph) else asked
    return made


def is_heading(paragraph: Mapping[str, Any]) -> bool:
    """Whether a paragraph may be the question that those below it answer."""
    return paragraph.get("role") in ("heading", "caption")


def whole(document: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """The paragraphs, with what lies between them, so that no word of the document is left out."""
    text, at = document["text"], 0
    for paragraph in sorted(document["paragraphs"], key=lambda p: p["start"]):
        if text[at : paragraph["start"]].strip():
            yield {"start": at, "end": paragraph["start"]}
        yield dict(paragraph)
        at = max(at, paragraph["end"])
    if text[at:].strip():
        yield {"start": at, "end": len(text)}


def _pieces(
    text: str, start: int, end: int, rows: Iterable[Mapping[str, Any]], queued: Collection[str], marks: Marks
) -> Iterable[dict[str, Any]]:
    at = start
    for row in rows:
        if row["start"] < at:  # overlapping sentences there are none; passages lie across them
            continue
        if row["start"] > at:
            yield {"parts": _parts(text, at, row["start"], marks)}
        parts = _parts(text, row["start"], row["end"], marks, str(row["scope_words"] or ""))
        yield {"id": row["id"], "parts": parts, "polarity": row["polarity"], "queued": row["id"] in queued}
        at = row["end"]
    if at < end:
        yield {"parts": _parts(text, at, end, marks)}


def _parts(text: str, start: int, end: int, marks: Marks, scope: str = "") -> list[dict[str, Any]]:
    """Words cut where a mark begins or ends and where scope words ("a small minority of") do.

    Each part knows where it begins, in code points of the document, and which of the marks lie on it.
    """
    found = text.find(scope, start, end) if scope else -1
    told = (found, found + len(scope)) if found >= 0 else (start, start)
    edges = {start, end, *told, *(mark[edge] for mark in marks for edge in ("start", "end"))}
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    return [
        {
            "at": a,
            "text": text[a:b],
            "scope": told[0] <= a < told[1],
            "marks": [n for n, mark in enumerate(marks) if mark["start"] <= a < mark["end"]],
        }  # fmt: skip
        for a, b in itertools.pairwise(cuts)
    ]


def _voice(rows: Iterable[Mapping[str, Any]]) -> str:
    heard = {str(row["speaker"] or "none") for row in rows} - {"none", "nan"}
    return ", ".join(VOICES.get(voice, voice) for voice in sorted(heard))


def _chips(rows: Iterable[Mapping[str, Any]], chips: Chips) -> list[dict[str, str]]:
    found: dict[str, str] = {}
    for row in rows:
        for name, state in chips.get(row["id"], ()):
            found[name] = "decided" if "decided" in (state, found.get(name)) else state
    return [{"name": name, "state": state} for name, state in sorted(found.items())]
