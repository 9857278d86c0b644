"""The marks that every screen shares: symbols beside colours, quotes, and quiet words on who spoke."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Final

import streamlit as st

from lif_narrative.wording import ONE_VOICE

SYMBOLS: Final = {"strength": "▲", "concern": "▼", "mixed": "◆", "neutral": "·"}
WORDS: Final = {
    "strength": "strength", "concern": "concern", "mixed": "strength and concern", "neutral": "neither",
}  # fmt: skip
COLOURS: Final = {"strength": "blue", "concern": "orange", "mixed": "violet", "neutral": "gray"}
VOICES: Final = {**ONE_VOICE, "none": "nobody in particular", "": "not known"}
BADGES: Final = {
    "converging": ("green", ":material/join_inner:", "Several independent methods lean the same way."),
    "contested": ("violet", ":material/compare_arrows:", "Methods or accounts lean opposite ways."),
    "single-source": ("gray", ":material/looks_one:", "It rests on one source alone: not yet a finding."),
}
# The edge of a quote: at least 3 to 1 on the light page and on the dark one
EDGES: Final = {"strength": "#4a8bd0", "concern": "#c9702b", "mixed": "#8f6cc8"}
EDGE: Final = "overflow-wrap:anywhere;margin:0;padding:.1rem 0 .1rem .8rem;border-left:3px solid "


def quote(text: str, polarity: str = "", said: str = "") -> None:
    """Exact words as a quotation, escaped, with its symbol and, below it, who said it and how it came."""
    symbol, word = SYMBOLS.get(polarity, ""), WORDS.get(polarity, "")
    mark = f'<span title="{word}" aria-label="{word}" role="img">{symbol}</span> ' if symbol else ""
    foot = f'<footer style="font-size:.85rem;margin-top:.15rem">{escape(said)}</footer>' if said else ""
    st.html(
        f'<blockquote style="{EDGE}{EDGES.get(polarity, "#7b878d")}">'
        f'<p dir="auto" style="margin:0;overflow-wrap:anywhere">{mark}<bdi>{escape(text)}</bdi></p>'
        f"{foot}</blockquote>"
    )


def polarity(name: str) -> None:
    """A badge that says strength, concern, both or neither, by symbol, word and colour."""
    if name in SYMBOLS:
        st.badge(f"{SYMBOLS[name]} {WORDS[name]}", color=COLOURS[name])  # type: ignore[arg-type]


def badge(name: str) -> None:
    """An issue's badge, with what it means; most issues have none."""
    if name in BADGES:
        colour, icon, meaning = BADGES[name]
        st.badge(name, color=colour, icon=icon, help=meaning)  # type: ignore[arg-type]


def provenance(row: Mapping[str, Any]) -> str:
    """How words came: method, agency, case, voice and the time they speak of, as far as known."""
    voice = str(row.get("speaker") or row.get("voice") or "")
    reported = str(row.get("reported") or "")
    said = f"said by {VOICES.get(voice, voice)}" if voice not in ("", "none") else ""
    if reported not in ("", "none", voice):
        said += (
            f", reporting {VOICES.get(reported, reported)}"
            if said
            else f"reports {VOICES.get(reported, reported)}"
        )
    parts = [
        row.get("method"),
        row.get("agency"),
        row.get("case") and f"case {row['case']}",
        said,
        row.get("period"),
    ]
    return " · ".join(str(part) for part in parts if part)
