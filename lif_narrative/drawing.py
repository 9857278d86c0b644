"""The drawing under our pictures: a matrix of tinted cells with their numbers and symbols written in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

    Chart = alt.LayerChart

# Blue and orange are told apart by every kind of colour vision; the symbol says it without colour.
PALETTE: Final = {
    "light": {"strength": "#2b6cb0", "concern": "#c05621", "heard": "#1b5e66", "ink": "#11181b"},
    "dark": {"strength": "#7fb5e8", "concern": "#e9a05e", "heard": "#4fa3ab", "ink": "#e5e9ea"},
}
Row = dict[str, Any]
ROW_PX, LINE_PX = 30, 13
COLUMN_PX, ACROSS_PX = (64, 96), 840  # how wide a column may be, and all of them, to fit a page of 1,280
FAINT, FULL = 0.12, 0.5  # how strongly a cell is tinted, from one account to the most


def matrix(
    rows: list[Row], down: Sequence[str], across: Sequence[str], shade: str, *,
    sides: Sequence[str], notes: Sequence[Row] = (),
) -> Chart:  # fmt: skip
    """Tinted cells with their number and symbol written in, a place divided by `sides`; notes are words."""
    import altair as alt

    colours = PALETTE[shade]
    top, side = _axes(across, colours["ink"])
    x = alt.X("across:N", title=None, scale=alt.Scale(domain=list(across)), axis=top)
    y = alt.Y("down:N", title=None, scale=alt.Scale(domain=list(down)), axis=side)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=x, y=y, xOffset=alt.XOffset("side:N", scale=alt.Scale(domain=list(sides))),
        tooltip=alt.Tooltip("said:N", title="In words"),
    )  # fmt: skip
    hues = alt.Scale(domain=list(sides), range=[colours[name] for name in sides])
    depth = alt.Scale(domain=[1, max([2, *(row["n"] for row in rows)])], range=[FAINT, FULL])
    tint = base.transform_filter("datum.n > 0").mark_rect(cornerRadius=3, stroke=None).encode(
        color=alt.Color("side:N", legend=None, scale=hues),
        opacity=alt.Opacity("n:Q", legend=None, scale=depth),
    )  # fmt: skip
    written = {"text": "label:N", "description": "said:N"}
    layers = [tint, base.mark_text(color=colours["ink"], fontSize=12).encode(**written)]
    if notes:
        words = alt.Chart(alt.InlineData(values=list(notes))).encode(x=x, y=y)
        layers.append(words.mark_text(color=colours["ink"], fontSize=11).encode(**written))
    column = min(max(ACROSS_PX // max(len(across), 1), COLUMN_PX[0]), COLUMN_PX[1])
    chart = alt.layer(*layers).properties(
        width=alt.Step(column, **{"for": "position"}), height=alt.Step(ROW_PX)
    )
    made: Chart = chart.configure_view(stroke=None).configure_axis(grid=False)
    return made


def _axes(across: Sequence[str], ink: str) -> tuple[alt.Axis, alt.Axis]:
    """The names above, a word a line, and the names beside."""
    import altair as alt

    plain: dict[str, Any] = {"domain": False, "ticks": False, "labelFlush": False, "labelColor": ink}
    lines = max((len(name.split()) for name in across), default=1)
    deep = 8 + LINE_PX * (lines - 1)  # labels of several lines grow downwards, over the cells
    top = alt.Axis(orient="top", labelAngle=0, labelLineHeight=LINE_PX, labelPadding=deep, labelFontSize=11,
                   labelExpr="split(datum.label, ' ')", labelOverlap=False, **plain)  # fmt: skip
    return top, alt.Axis(labelLimit=250, labelPadding=8, labelFontSize=12, **plain)


def table(rows: Sequence[Row], down: Sequence[str], across: Sequence[str], corner: str) -> pd.DataFrame:
    """The same as a table: what is drawn in a cell is written in it."""
    import pandas as pd

    cells: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        cells.setdefault((row["down"], row["across"]), []).append(row["label"])
    body = {place: ["  ".join(cells.get((name, place), [])) for name in down] for place in across}
    return pd.DataFrame({corner: list(down), **body})
