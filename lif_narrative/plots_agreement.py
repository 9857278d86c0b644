"""How far coders agree, theme by theme, as a picture: the figure, its interval, and what is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lif_narrative.drawing import PALETTE
from lif_narrative.plots import Picture
from lif_narrative.plots_moving import NOTHING
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many, titles

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.drawing import Chart

# Krippendorff (2004), Content Analysis, 241: conclusions from 0.8, tentative ones from 0.667
ENOUGH: Final = 0.8
CARE: Final = 0.667
WIDE: Final = 0.6  # an interval wider than that says little
FEWEST: Final = 5  # excerpts under a theme
ORDER: Final = ("apart", "care", "enough", "none", "few")  # what asks for work first
SAYS: Final = {
    "enough": "agreed well enough to build on", "care": "to be used with care", "apart": "not agreed yet",
    "few": "too few to say", "none": "nobody differed",
}  # fmt: skip
SILENT: Final = ("few", "none")
ROW_PX: Final = 34
PLOT_PX: Final = 620


def standing(row: dict[str, Any]) -> str:
    """How agreement on a theme stands: one of `SAYS`."""
    if row["n"] < FEWEST or (row["low"] == row["low"] and row["high"] - row["low"] > WIDE):
        return "few"
    if row["low"] != row["low"]:
        return "none"
    return "enough" if row["kappa"] >= ENOUGH else "care" if row["kappa"] >= CARE else "apart"


def agreed(table: pd.DataFrame, shade: str = "light") -> Picture:
    """Kappa of each theme with its 95% interval; what asks for work first.

    Parameters
    ----------
    table : DataFrame
        As `Project.agreement` gives it.
    """
    import pandas as pd

    rows = [_told(row) for row in rows_of(table)]
    rows.sort(
        key=lambda row: (ORDER.index(row["stands"]), row["kappa"] != row["kappa"], row["kappa"], row["Theme"])
    )
    columns = ["Theme", "How it stands", "Kappa", "95% interval", "AC1", "Alpha", "Same answer",
               "Excerpts with it", "Excerpts read by two"]  # fmt: skip
    told = pd.DataFrame([[row[name] for name in columns] for row in rows], columns=columns)
    return Picture(_say(rows), told, lambda: NOTHING, lambda: _chart(rows, shade))


def _told(row: dict[str, Any]) -> dict[str, Any]:
    stands = standing(row)
    edges = f"{row['low']:.2f} to {row['high']:.2f}" if row["low"] == row["low"] else "none can be given"
    return {
        "Theme": row["theme"], "How it stands": SAYS[stands], "Kappa": _two(row["kappa"]),
        "95% interval": edges, "AC1": _two(row["ac1"]), "Alpha": _two(row["alpha"]),
        "Same answer": f"{row['percent']:.0f}%", "Excerpts with it": row["n"],
        "Excerpts read by two": row["denominator"],
        "stands": stands, "kappa": row["kappa"], "low": row["low"], "high": row["high"],
    }  # fmt: skip


def _two(figure: float) -> str:
    return "–" if figure != figure else f"{figure:.2f}"


def _say(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return "No theme was used by those who coded twice."
    parts = []
    for name in ORDER:
        held = [row["Theme"] for row in rows if row["stands"] == name]
        if held:
            parts.append(
                f"{SAYS[name]}: {titles(held[:3])}" + (f" and {len(held) - 3} more" if held[3:] else "")
            )
    counted = f"{many(rows[0]['Excerpts read by two'], 'excerpt')} read by two people"
    return f"Of {many(len(rows), 'theme')}, in {counted}. " + (". ".join(p.capitalize() for p in parts) + "."
                                                               if parts else "Nobody differed.")  # fmt: skip


def _chart(rows: list[dict[str, Any]], shade: str) -> Chart:
    import altair as alt

    ink, blue = PALETTE[shade]["ink"], PALETTE[shade]["strength"]
    rows = [row for row in rows if row["stands"] not in SILENT] or rows  # the table holds them all
    drawn = [{k: (None if v != v else v) for k, v in row.items()} for row in rows]
    order = [row["Theme"] for row in rows]
    least = min([0.0, *(row["low"] for row in rows if row["low"] == row["low"])])
    scale = alt.Scale(domain=[max(-1.0, round(least, 1)), 1.0])
    axis = alt.Axis(title="Agreement beyond chance (kappa)", labelColor=ink, titleColor=ink)
    y = alt.Y("Theme:N", sort=order, title=None, axis=alt.Axis(labelLimit=250, labelColor=ink))
    base = alt.Chart(alt.InlineData(values=drawn)).encode(y=y)
    line = base.mark_rule(color=blue, strokeWidth=3).encode(
        x=alt.X("low:Q", scale=scale, axis=axis), x2="high:Q"
    )
    point = base.mark_point(color=blue, filled=True, size=90, opacity=1).encode(
        x=alt.X("kappa:Q", scale=scale, axis=axis),
        tooltip=["Theme:N", "How it stands:N", "Kappa:N", "95% interval:N"],
    )
    marks = [{"at": CARE, "says": "with care"}, {"at": ENOUGH, "says": "well enough"}]
    edge = alt.Chart(alt.InlineData(values=marks)).encode(x="at:Q")
    rule = edge.mark_rule(color=ink, strokeDash=[4, 3])
    words = edge.mark_text(color=ink, align="center", baseline="bottom", dy=-4, fontSize=11).encode(
        y=alt.value(0), text="says:N"
    )
    return alt.LayerChart(layer=[rule, words, line, point]).properties(width=PLOT_PX, height=alt.Step(ROW_PX))
