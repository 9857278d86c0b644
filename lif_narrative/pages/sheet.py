"""The sheet: a document as it was written, its sentences tinted, marked and ready to be chosen.

The one component of our own. Its words go to the browser as data and are set there as text, never as
markup. Offsets become pieces here, in code points, so the browser counts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.pages.marks import VOICES
from lif_narrative.story.drafting import rows_of

if TYPE_CHECKING:
    import pandas as pd

Chips = Mapping[str, Sequence[tuple[str, str]]]  # excerpt id to (theme name, decided or suggested)
HTML: Final = '<div class="sheet" role="region"></div>'
KEY: Final = "sheet"


def sheet(
    document: Mapping[str, Any], excerpts: pd.DataFrame, chips: Chips, *,
    chosen: str, queued: Collection[str], on_choice: Callable[[str], None],
) -> None:  # fmt: skip
    """Draw a document; `on_choice` is told the id of a sentence that the person presses."""
    here = Path(__file__)
    mount = st.components.v2.component(
        "lif_narrative.sheet", html=HTML,
        css=here.with_suffix(".css").read_text("utf-8"), js=here.with_suffix(".js").read_text("utf-8"),
    )  # fmt: skip

    def heard() -> None:
        if pressed := st.session_state[KEY].get("chosen"):
            on_choice(pressed)

    data = {
        "name": "The document",
        "chosen": chosen,
        "paragraphs": paragraphs(document, excerpts, chips, queued),
    }
    mount(data=data, key=KEY, on_chosen_change=heard)


def paragraphs(
    document: Mapping[str, Any], excerpts: pd.DataFrame, chips: Chips, queued: Collection[str]
) -> list[dict[str, Any]]:
    """The document's paragraphs in order, each cut into pieces; words outside any paragraph are kept."""
    rows = sorted(rows_of(excerpts), key=lambda row: row["start"])
    made, above = [], ""
    for paragraph in whole(document):
        inside = [row for row in rows if paragraph["start"] <= row["start"] < paragraph["end"]]
        asked = paragraph.get("question") or ""
        made.append({
            "role": paragraph.get("role", "body"),
            "question": "" if asked.casefold() in above.casefold() else asked,
            "near_empty": bool(paragraph.get("near_empty")),
            "voice": _voice(inside),
            "chips": _chips(inside, chips),
            "pieces": list(_pieces(document["text"], paragraph["start"], paragraph["end"], inside, queued)),
        })  # fmt: skip
        above = document["text"][paragraph["start"] : paragraph["end"]] if is_heading(paragraph) else asked
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
    text: str, start: int, end: int, rows: Iterable[Mapping[str, Any]], queued: Collection[str]
) -> Iterable[dict[str, Any]]:
    at = start
    for row in rows:
        if row["start"] < at:  # overlapping spans belong to the highlighter, not to sentences
            continue
        if row["start"] > at:
            yield {"text": [[text[at : row["start"]], False]]}
        words = _scoped(text[row["start"] : row["end"]], str(row["scope_words"] or ""))
        yield {"id": row["id"], "text": words, "polarity": row["polarity"], "queued": row["id"] in queued}
        at = row["end"]
    if at < end:
        yield {"text": [[text[at:end], False]]}


def _scoped(text: str, scope: str) -> list[list[Any]]:
    """A sentence with its scope words ("a small minority of") told apart."""
    before, found, after = text.partition(scope) if scope else (text, "", "")
    return [part for part in ([before, False], [found, True], [after, False]) if part[0]]


def _voice(rows: Iterable[Mapping[str, Any]]) -> str:
    heard = {str(row["speaker"] or "none") for row in rows} - {"none", "nan"}
    return ", ".join(VOICES.get(voice, voice) for voice in sorted(heard))


def _chips(rows: Iterable[Mapping[str, Any]], chips: Chips) -> list[dict[str, str]]:
    found: dict[str, str] = {}
    for row in rows:
        for name, state in chips.get(row["id"], ()):
            found[name] = "decided" if "decided" in (state, found.get(name)) else state
    return [{"name": name, "state": state} for name, state in sorted(found.items())]
