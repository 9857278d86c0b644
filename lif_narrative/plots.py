"""Pictures of what was found. Each function gives a chart, a sentence that says it, and its table.

All three go wherever the picture goes, so that nobody needs to see the chart to know what it shows.
Data travels inside the chart: a chart points at no address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.drafting import rows_of
from lif_narrative.wording import VOICES, listed, many, sentence

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

# Blue and orange are told apart by every kind of colour vision; the symbol says it without colour.
PALETTE: Final = {
    "light": {"strength": "#2b6cb0", "concern": "#c05621", "heard": "#1b5e66", "ink": "#11181b"},
    "dark": {"strength": "#7fb5e8", "concern": "#e9a05e", "heard": "#4fa3ab", "ink": "#e5e9ea"},
}
SIDES: Final = {"strengths": ("strength", "▲"), "concerns": ("concern", "▼")}
Row = dict[str, Any]
UNCLEAR: Final = "no change detectable"  # left blank: there is nothing to see
NOTES: Final = {"badge": "badge", "state": "since before"}
MANY: Final = {"method": "methods", "voice": "voices", "agency": "agencies"}
ROW_PX, LINE_PX = 30, 13
COLUMN_PX, ACROSS_PX = (70, 96), 860  # how wide a column may be, and all of them, to fit a page of 1,280
FAINT, FULL = 0.12, 0.5  # how strongly a cell is tinted, from one account to the most


@dataclass(frozen=True)
class Picture:
    """A chart, the sentence that says it, and the table behind it."""

    chart: alt.LayerChart = field(repr=False)
    alt: str
    table: pd.DataFrame = field(repr=False)


def themes_by(
    counts: pd.DataFrame, issues: pd.DataFrame, by: str = "method", shade: str = "light"
) -> Picture:
    """Themes down, methods (or voices, agencies) across: strengths and concerns side by side, in accounts.

    Parameters
    ----------
    counts : DataFrame
        theme_id, `by`, strengths, concerns, as `overview.counts` gives them.
    issues : DataFrame
        theme_id, theme, badge, state, strengths and concerns, in the order in which rows are to stand.
    by : {"method", "voice", "agency"}
    shade : {"light", "dark"}
    """
    names = dict(zip(issues["theme_id"], issues["theme"], strict=True))
    rows = _sided(counts, names, by)
    across = sorted({row["across"] for row in rows})
    notes = [
        {"down": name, "across": title, "label": row[column], "said": f"{name}: {row[column]}"}
        for column, title in NOTES.items()
        for row in rows_of(issues)
        for name in [row["theme"]]
        if row.get(column) and row[column] != UNCLEAR
    ]
    down, wide = list(names.values()), [*across, *dict.fromkeys(note["across"] for note in notes)]
    chart = _matrix(rows, down, wide, shade, sides=("strength", "concern"), notes=notes)
    return Picture(chart, _say_themes(issues, across, by), _table([*rows, *notes], down, wide, "Theme"))


def who_was_heard(heard: pd.DataFrame, shade: str = "light") -> Picture:
    """Voices down, methods across: how many accounts each voice gave; a gap is drawn as a gap.

    Parameters
    ----------
    heard : DataFrame
        voice, method, accounts, as `overview.heard` gives them.
    shade : {"light", "dark"}
    """
    found = {(row["voice"], row["method"]): int(row["accounts"]) for row in rows_of(heard)}
    down, across = [name.capitalize() for name in VOICES.values()], sorted(set(heard["method"]))
    rows = [
        {"down": name.capitalize(), "across": method, "side": "heard", "n": n, "label": str(n) if n else "–",
         "said": f"{name}, {method}: {many(n, 'account')}"}
        for voice, name in VOICES.items() for method in across for n in [found.get((voice, method), 0)]
    ]  # fmt: skip
    chart = _matrix(rows, down, across, shade, sides=("heard",))
    return Picture(chart, _say_heard(found, across), _table(rows, down, across, "Voice"))


def _sided(counts: pd.DataFrame, names: Mapping[str, str], by: str) -> list[Row]:
    """One row a theme, method and side that anyone spoke to."""
    rows = []
    for row in rows_of(counts[counts["theme_id"].isin(names)]):
        place = VOICES.get(row[by], row[by]) if by == "voice" else str(row[by])
        for column, (side, symbol) in SIDES.items():
            if n := int(row[column]):
                name = names[row["theme_id"]]
                rows.append({"down": name, "across": place, "side": side, "n": n, "label": f"{symbol} {n}",
                             "said": f"{name}, {place}: {many(n, 'account')} of {side}"})  # fmt: skip
    return rows


def _matrix(
    rows: list[Row], down: Sequence[str], across: Sequence[str], shade: str, *,
    sides: Sequence[str], notes: Sequence[Row] = (),
) -> alt.LayerChart:  # fmt: skip
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
    made: alt.LayerChart = chart.configure_view(stroke=None).configure_axis(grid=False)
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


def _table(rows: Sequence[Row], down: Sequence[str], across: Sequence[str], corner: str) -> pd.DataFrame:
    """The same as a table: what is drawn in a cell is written in it."""
    import pandas as pd

    cells: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        cells.setdefault((row["down"], row["across"]), []).append(row["label"])
    body = {place: ["  ".join(cells.get((name, place), [])) for name in down] for place in across}
    return pd.DataFrame({corner: list(down), **body})


def _say_themes(issues: pd.DataFrame, across: Sequence[str], by: str) -> str:
    if not across:
        return "No theme holds a strength or a concern yet."
    said = [sentence(f"{many(len(issues), 'theme')} by {many(len(across), by, MANY[by])}")]
    for column, (side, _) in SIDES.items():
        top = issues.sort_values(column, ascending=False, kind="stable").iloc[0]
        said.append(f"Most accounts of {side}: {top['theme']}, {many(int(top[column]), 'account')}.")
    return " ".join(said)


def _say_heard(found: Mapping[tuple[str, str], int], across: Sequence[str]) -> str:
    totals = {voice: sum(n for (who, _), n in found.items() if who == voice) for voice in VOICES}
    spoke = [f"{VOICES[v]} in {many(n, 'account')}" for v, n in totals.items() if n]
    silent = [VOICES[v] for v, n in totals.items() if not n]
    if not spoke:
        return "Nobody was heard yet."
    said = f"By {many(len(across), 'method')} we heard {listed(spoke)}."
    return said + (f" We did not hear {listed(silent)}." if silent else "")
