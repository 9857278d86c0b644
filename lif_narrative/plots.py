"""Pictures of what was found. Each function gives a chart, a sentence that says it, and its table.

All three go wherever the picture goes, so that nobody needs to see the chart to know what it shows.
Data travels inside the chart: a chart points at no address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lif_narrative.wording import VOICES, listed, many

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

# Blue and orange are told apart by every kind of colour vision; the symbol says it without colour.
PALETTE: Final = {
    "light": {"strength": "#2b6cb0", "concern": "#c05621", "ink": "#1f2b30", "quiet": "#5d686e", "heard": "#1b5e66"},
    "dark": {"strength": "#7fb5e8", "concern": "#e9a05e", "ink": "#e5e9ea", "quiet": "#9aa6ac", "heard": "#4fa3ab"},
}  # fmt: skip
SIDES: Final = {"strengths": ("strength", "▲"), "concerns": ("concern", "▼")}
ROW_PX: Final = 30
FAINT, FULL = 0.1, 0.5  # how strongly a cell is tinted, from one account to the most


@dataclass(frozen=True)
class Picture:
    """A chart, the sentence that says it, and the table behind it."""

    chart: alt.LayerChart | alt.Chart = field(repr=False)
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
        theme_id and theme, in the order in which rows are to stand.
    by : {"method", "voice", "agency"}
    shade : {"light", "dark"}
    """
    import altair as alt

    names = dict(zip(issues["theme_id"], issues["theme"], strict=True))
    rows = _sided(counts, names, by)
    across = sorted(rows[by].unique())
    x = alt.X(f"{by}:N", sort=across, title=None,
              axis=alt.Axis(orient="top", labelAngle=0, labelLimit=130, domain=False, ticks=False,
                            labelExpr="split(datum.label, ' ')", labelLineHeight=13))  # fmt: skip
    y = alt.Y("theme:N", sort=list(names.values()), title=None,
              axis=alt.Axis(labelLimit=290, domain=False, ticks=False))  # fmt: skip
    base = alt.Chart(alt.Data(values=rows.to_dict("records"))).encode(
        x=x, y=y, xOffset=alt.XOffset("side:N", sort=["strength", "concern"])
    )
    colours = alt.Color("side:N", legend=None, scale=alt.Scale(
        domain=["strength", "concern"], range=[PALETTE[shade]["strength"], PALETTE[shade]["concern"]]))  # fmt: skip
    tint = base.mark_rect(cornerRadius=3).encode(
        color=colours, opacity=alt.Opacity("n:Q", legend=None, scale=alt.Scale(range=[FAINT, FULL])),
        tooltip=[alt.Tooltip("said:N", title="In words")],
    )  # fmt: skip
    words = base.mark_text(color=PALETTE[shade]["ink"], fontSize=12).encode(text="label:N", description="said:N")
    chart = _sized(tint + words, len(names), "Themes by " + by)
    return Picture(chart, _say_themes(issues, rows, by), _wide(rows, by, list(names.values())))


def _sided(counts: pd.DataFrame, names: Mapping[str, str], by: str) -> pd.DataFrame:
    """One row a theme, method and side that anyone spoke to."""
    import pandas as pd

    rows = []
    for row in counts[counts["theme_id"].isin(names)].to_dict("records"):
        for column, (side, symbol) in SIDES.items():
            n, place = int(row[column]), _spoken(str(row[by]), by)
            if n:
                said = f"{names[row['theme_id']]}, {place}: {many(n, 'account')} of {side}"
                rows.append({"theme": names[row["theme_id"]], by: place, "side": side, "n": n,
                             "label": f"{symbol} {n}", "said": said})  # fmt: skip
    return pd.DataFrame(rows, columns=["theme", by, "side", "n", "label", "said"])


def _spoken(value: str, by: str) -> str:
    return VOICES.get(value, value) if by == "voice" else value


def _wide(rows: pd.DataFrame, by: str, names: Sequence[str]) -> pd.DataFrame:
    """The same as a table: a theme a row, a method a column, both counts in words' place."""
    cells = rows.sort_values("side", ascending=False).groupby(["theme", by])["label"].agg("  ".join)
    table = cells.unstack(fill_value="").reindex(names, fill_value="")
    return table.rename_axis(index="Theme", columns=None).reset_index()


def _say_themes(issues: pd.DataFrame, rows: pd.DataFrame, by: str) -> str:
    if rows.empty:
        return "No theme holds a strength or a concern yet."
    best, worst = issues.loc[issues["strengths"].idxmax()], issues.loc[issues["concerns"].idxmax()]
    return (
        f"{many(len(issues), 'theme')} by {many(rows[by].nunique(), by, _more(by))}. "
        f"Most strengths: {best['theme']}, {many(int(best['strengths']), 'account')}. "
        f"Most concerns: {worst['theme']}, {many(int(worst['concerns']), 'account')}."
    ).capitalize()


def _more(by: str) -> str:
    return "agencies" if by == "agency" else by + "s"


def who_was_heard(heard: pd.DataFrame, shade: str = "light") -> Picture:
    """Voices down, methods across: how many accounts each voice gave; a gap is drawn as a gap.

    Parameters
    ----------
    heard : DataFrame
        voice, method, accounts, as `overview.heard` gives them.
    shade : {"light", "dark"}
    """
    import altair as alt
    import pandas as pd

    voices, methods = list(VOICES), sorted(heard["method"].unique())
    found = {(row["voice"], row["method"]): int(row["accounts"]) for row in heard.to_dict("records")}
    rows = [
        {"voice": VOICES[voice], "method": method, "n": (n := found.get((voice, method), 0)),
         "label": str(n) if n else "–", "said": f"{VOICES[voice]}, {method}: {many(n, 'account')}"}
        for voice in voices for method in methods
    ]  # fmt: skip
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("method:N", sort=methods, title=None, axis=alt.Axis(
            orient="top", labelAngle=0, labelLimit=130, domain=False, ticks=False,
            labelExpr="split(datum.label, ' ')", labelLineHeight=13)),
        y=alt.Y("voice:N", sort=[VOICES[v] for v in voices], title=None, axis=alt.Axis(domain=False, ticks=False)),
    )  # fmt: skip
    opacity = alt.condition("datum.n > 0", alt.Opacity("n:Q", legend=None, scale=alt.Scale(range=[0.15, FULL])),
                            alt.value(0))  # fmt: skip
    tint = base.mark_rect(cornerRadius=3, color=PALETTE[shade]["heard"]).encode(opacity=opacity, tooltip="said:N")
    words = base.mark_text(fontSize=12, color=PALETTE[shade]["ink"]).encode(text="label:N", description="said:N")
    table = pd.DataFrame(rows).pivot(index="voice", columns="method", values="n").reindex([VOICES[v] for v in voices])
    chart = _sized(tint + words, len(voices), "Who was heard")
    return Picture(chart, _say_heard(found, methods), table.rename_axis(index="Voice", columns=None).reset_index())


def _say_heard(found: Mapping[tuple[str, str], int], methods: Sequence[str]) -> str:
    totals: dict[str, int] = {}
    for (voice, _), n in found.items():
        totals[voice] = totals.get(voice, 0) + n
    spoke = [f"{VOICES[v]} in {many(totals[v], 'account')}" for v in VOICES if totals.get(v)]
    silent = [VOICES[v] for v in VOICES if not totals.get(v)]
    said = f"By {many(len(methods), 'method')} we heard {listed(spoke)}." if spoke else "Nobody was heard yet."
    return said + (f" We did not hear {listed(silent)}." if silent and spoke else "")


def _sized(chart: Any, rows: int, name: str) -> Any:
    """As wide as the page, a fixed height a row, so that the words stay legible."""
    return chart.properties(width="container", height=max(rows, 1) * ROW_PX, description=name).configure_view(
        stroke=None
    )
