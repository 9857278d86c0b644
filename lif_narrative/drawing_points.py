"""Points with their intervals on a scale from nought to one, for the app."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lif_narrative.drawing import PALETTE, ROW_PX

if TYPE_CHECKING:
    from lif_narrative.drawing import Chart


@dataclass(frozen=True, slots=True)
class Point:
    """A value from 0 to 1 with its interval, and what is said of it."""

    name: str
    low: float
    value: float
    high: float
    said: str
    x: float = 0.0  # where it stands across, where two numbers are set against each other
    hollow: bool = False  # drawn so that it does not look sure


def point_chart(rows: Sequence[Point], marks: Sequence[float] = (), shade: str = "light") -> Chart:
    """Names down, points with their intervals across; `marks` are lines across the scale."""
    import altair as alt

    colours = PALETTE[shade]
    values = [{**asdict(row), "told": f"{row.name}: {row.value:.2f}, {row.said}"} for row in rows]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=250, labelColor=colours["ink"])),
        tooltip=alt.Tooltip("told:N", title="In words"),
    )
    scale = alt.Scale(domain=[0, 1])
    lines = base.mark_rule(strokeWidth=2, color=colours["heard"]).encode(
        x=alt.X("low:Q", scale=scale, title=None), x2="high:Q"
    )
    dots = base.mark_point(size=70, opacity=1, color=colours["heard"]).encode(
        x=alt.X("value:Q", scale=scale),
        shape=alt.Shape("hollow:N", legend=None, scale=alt.Scale(domain=[False, True],
                                                               range=["circle", "diamond"])),
        description="told:N",
    )  # fmt: skip
    ruled = alt.Chart(alt.InlineData(values=[{"at": mark} for mark in marks]))
    rules = ruled.mark_rule(strokeDash=[3, 3], color=colours["ink"], opacity=0.5).encode(x="at:Q")
    made: Any = alt.layer(rules, lines, dots).properties(width=420, height=alt.Step(ROW_PX))
    chart: Chart = made
    return chart
