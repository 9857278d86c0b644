"""The learning cycle as a wheel, and the same in words: what sits at each of its seven stages."""

from __future__ import annotations

from html import escape
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from lif_narrative.pages.frame import Frame, plain
from lif_narrative.pages.pictures import shade
from lif_narrative.records import STAGES
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import listed, many

if TYPE_CHECKING:
    import pandas as pd

SHORT: Final = ("standards", "training", "gather", "analyse", "improve", "research", "embed")
SIZE, INNER, OUTER, GAP = 400, 92, 172, 0.035  # of the picture and the ring, in its own units; radians
INKS: Final = {
    "light": {"ink": "#11181b", "quiet": "#5d686e", "here": "#1b5e66", "on": "#ffffff", "some": "#d5e5e5",
              "edge": "#1b5e66", "none": "#8a9699"},
    "dark": {"ink": "#e5e9ea", "quiet": "#b9c3c8", "here": "#85c9cf", "on": "#10282b", "some": "#23474c",
             "edge": "#85c9cf", "none": "#78868c"},
}  # fmt: skip


def wheel(rows: pd.DataFrame) -> None:
    """The picture; a screen reader hears what it shows."""
    st.image(drawn(rows, shade()), width="stretch", alt=said(rows))


def stages(frame: Frame, rows: pd.DataFrame) -> None:
    """The same in words: each stage with what sits there, each line a link."""
    empty = []
    for place, name in enumerate(STAGES, 1):
        here = rows[rows["place"] == place]
        if here.empty:
            empty.append(f"{place} {name}")
            continue
        with st.container(gap="xsmall", key=f"stage-{place}"):
            st.markdown(f"**{place}\u2002{plain(_capital(name))}**")
            for row in rows_of(here):
                icon = ":material/arrow_forward:" if row["work"] else ":material/subdirectory_arrow_right:"
                frame.link(row["screen"], plain(row["line"]), icon, **row["ids"])
    if empty:
        st.caption(f"Nothing sits yet at {listed(empty)}.")


def said(rows: pd.DataFrame) -> str:
    """The wheel in a sentence or two."""
    counted = {str(stage): int(n) for stage, n in rows["stage"].value_counts().items()}
    told = [f"{name} ({many(counted[name], 'entry', 'entries')})" for name in STAGES if name in counted]
    where = f" This audit is at: {at}." if (at := _audit_at(rows)) else ""
    nothing = "The learning cycle of seven stages. Nothing sits at any of them yet."
    return (
        f"The learning cycle of seven stages. Something sits at {listed(told)}.{where}" if told else nothing
    )


def drawn(rows: pd.DataFrame, shade: str) -> str:
    """The picture as SVG: where this audit is, filled; what holds something, tinted; the rest, dashed."""
    inks, at = INKS[shade], _audit_at(rows)
    works = rows[rows["work"]]["stage"].value_counts()
    holds = set(rows["stage"])
    parts = [
        _stage(place, name, inks, here=name == at, holds=name in holds, works=int(works.get(name, 0)))
        for place, name in enumerate(STAGES)
    ]
    middle = ["This audit is at", *_lines(_capital(at), 16)] if at else ["The learning", "cycle"]
    start = SIZE / 2 - 10 * (len(middle) - 1) + 5
    words = [
        _text(SIZE / 2, start + 20 * n, line, 14, inks["quiet" if at and not n else "ink"],
              bold=bool(n) or not at)
        for n, line in enumerate(middle)
    ]  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" '
        f'font-family="system-ui, Segoe UI, Liberation Sans, Arial, sans-serif">{_turning(inks)}'
        f"{''.join(parts)}{''.join(words)}</svg>"
    )


def _audit_at(rows: pd.DataFrame) -> str:
    """The stage of this audit, "" where there is none."""
    audit = rows[rows["work"] & rows["line"].str.startswith("This audit")]
    return "" if audit.empty else str(audit["stage"].iloc[0])


def _stage(place: int, name: str, inks: dict[str, str], *, here: bool, holds: bool, works: int) -> str:
    turn = 2 * pi / len(STAGES)
    first, last = place * turn - turn / 2 + GAP, (place + 1) * turn - turn / 2 - GAP
    fill = inks["here"] if here else inks["some"] if holds else "none"
    edge = f'stroke="{inks["edge" if holds or here else "none"]}" stroke-width="{3 if here else 1.5}"'
    dashes = "" if holds or here else ' stroke-dasharray="5 5"'
    ink = inks["on"] if here else inks["ink"] if holds else inks["quiet"]
    x, y = _at((first + last) / 2, (INNER + OUTER) / 2)
    marks = "●" * min(works, 4) + ("+" if works > 4 else "")
    return (
        f'<path d="{_segment(first, last)}" fill="{fill}" {edge}{dashes}/>'
        + _text(x, y - 4, str(place + 1), 24, ink, bold=True)
        + _text(x, y + 16, SHORT[place], 14, ink)
        + (_text(x, y + 30, marks, 8, ink) if marks else "")
    )


def _segment(first: float, last: float) -> str:
    (ax, ay), (bx, by) = _at(first, OUTER), _at(last, OUTER)
    (cx, cy), (dx, dy) = _at(last, INNER), _at(first, INNER)
    return (f"M{ax:.1f} {ay:.1f}A{OUTER} {OUTER} 0 0 1 {bx:.1f} {by:.1f}"
            f"L{cx:.1f} {cy:.1f}A{INNER} {INNER} 0 0 0 {dx:.1f} {dy:.1f}Z")  # fmt: skip


def _turning(inks: dict[str, str]) -> str:
    """A thin arrow around the ring, from the first stage on: which way the cycle turns."""
    radius, first, last = OUTER + 16, -0.3, 2 * pi - 0.62
    (ax, ay), (bx, by) = _at(first, radius), _at(last, radius)
    (px, py), (qx, qy) = _at(last - 0.05, radius - 7), _at(last - 0.05, radius + 7)
    line = f'fill="none" stroke="{inks["none"]}" stroke-width="2" stroke-linecap="round"'
    return (f'<path d="M{ax:.1f} {ay:.1f}A{radius} {radius} 0 1 1 {bx:.1f} {by:.1f}" {line}/>'
            f'<path d="M{px:.1f} {py:.1f}L{bx:.1f} {by:.1f}L{qx:.1f} {qy:.1f}" {line}/>')  # fmt: skip


def _at(angle: float, radius: float) -> tuple[float, float]:
    """A place on the ring: angles go round as a clock does, from the top."""
    return SIZE / 2 + radius * sin(angle), SIZE / 2 - radius * cos(angle)


def _text(x: float, y: float, words: str, size: int, ink: str, *, bold: bool = False) -> str:
    weight = ' font-weight="650"' if bold else ""
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}"{weight} fill="{ink}" '
            f'text-anchor="middle">{escape(words)}</text>')  # fmt: skip


def _lines(words: str, wide: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + len(word) < wide:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _capital(words: Any) -> str:
    return str(words)[:1].upper() + str(words)[1:]
