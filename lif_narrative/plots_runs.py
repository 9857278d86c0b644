"""Run charts with natural process limits, as NHS England's Making data count draws them (2019)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lif_narrative.indicators.xmr import Movement
from lif_narrative.plots import Picture
from lif_narrative.plots_moving import NOTHING, written

if TYPE_CHECKING:
    from lif_narrative.drawing import Chart

INK: Final = {
    "light": {"line": "#5b6770", "point": "#1b5f66", "signal": "#c9702b"},
    "dark": {"line": "#aab4ba", "point": "#7fc4cb", "signal": "#e39a5c"},
}
MARKS: Final = ["within the limits", "signal"]
LEAST_JOINED: Final = 3  # two points are no trend


def run_chart(name: str, rows: list[dict[str, Any]], moved: Movement, shade: str = "light") -> Picture:
    """One indicator over its periods: values, mean, limits from six values on, target, and signals.

    Parameters
    ----------
    rows : list of dict
        Measures in the order of time: period, value, numerator, denominator, unit, target.
    """
    import pandas as pd

    signalled = {n for s in moved.signals for n in range(s.first, s.last + 1)}
    unit = "%" if str(rows[-1].get("unit") or "") == "%" else ""
    table = pd.DataFrame(
        [
            (row["period"], written(float(row["value"]), unit), _count(row.get("numerator")),
             _count(row.get("denominator")), _target(row, unit), "signal" if n in signalled else "")
            for n, row in enumerate(rows)
        ],
        columns=["Period", "Value", "Numerator", "Denominator", "Target", "Signal"],
    )  # fmt: skip
    first, last = table.iloc[0], table.iloc[-1]
    alt = f"{name}: {first['Value']} in {first['Period']}"
    if len(table) > 1:
        alt += f", {last['Value']} in {last['Period']}, {moved.says}"
    return Picture(f"{alt}.", table, lambda: NOTHING, lambda: _chart(rows, moved, signalled, INK[shade]))


def _count(value: Any) -> str:
    return "" if value is None or value != value else f"{value:,.10g}"


def _target(row: dict[str, Any], unit: str) -> str:
    target = row.get("target")
    return "" if target is None or target != target else written(float(target), unit)


def _chart(rows: list[dict[str, Any]], moved: Movement, signalled: set[int], ink: dict[str, str]) -> Chart:
    import altair as alt
    import pandas as pd

    periods = [str(row["period"]) for row in rows]
    points = pd.DataFrame({
        "period": periods, "value": [float(row["value"]) for row in rows],
        "mark": [MARKS[n in signalled] for n in range(len(rows))],
    })  # fmt: skip
    base = alt.Chart(points).encode(
        x=alt.X("period:N", sort=periods, title=None, axis=alt.Axis(labelAngle=-40, labelLimit=90)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=False, nice=True)),
    )
    shape = alt.Scale(domain=MARKS, range=["circle", "diamond"])
    colour = alt.Scale(domain=MARKS, range=[ink["point"], ink["signal"]])
    layers: list[Any] = [base.mark_line(color=ink["line"])] if len(rows) >= LEAST_JOINED else []
    layers.append(
        base.mark_point(filled=True, size=70, opacity=1).encode(
            shape=alt.Shape("mark:N", scale=shape, legend=None),
            color=alt.Color("mark:N", scale=colour, legend=None),
        )
    )
    for at, dash, label in _rules(rows, moved):
        rule = alt.Chart(pd.DataFrame({"value": [at], "label": [label]}))
        layers.append(rule.mark_rule(strokeDash=dash, color=ink["line"]).encode(y="value:Q"))
        words = rule.mark_text(align="left", dx=4, dy=-6, color=ink["line"])
        layers.append(words.encode(x=alt.value(0), y="value:Q", text="label:N"))
    made: Any = alt.layer(*layers).properties(width=max(280, 42 * len(rows)), height=260)
    chart: Chart = made
    return chart


def _rules(rows: list[dict[str, Any]], moved: Movement) -> list[tuple[float, list[int], str]]:
    """Lines across: mean and limits where they may be drawn, and the target."""
    found: list[tuple[float, list[int], str]] = []
    if moved.limits:
        found += [(moved.limits.mean, [1, 0], "mean"), (moved.limits.low, [4, 3], "lower limit"),
                  (moved.limits.high, [4, 3], "upper limit")]  # fmt: skip
    target = rows[-1].get("target")
    if target is not None and target == target:
        found.append((float(target), [1, 3], "target"))
    return found
