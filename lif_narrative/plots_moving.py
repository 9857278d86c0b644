"""Pictures of what moves, for files: themes against the audit before, and indicators over time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from lif_narrative import stills_moving
from lif_narrative.canvas import Still
from lif_narrative.figures import period_key
from lif_narrative.indicators.xmr import movement
from lif_narrative.plots import UNCLEAR, Picture, Printed, as_counted
from lif_narrative.stills_moving import Moved, Series
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import many, number, titles

if TYPE_CHECKING:
    import pandas as pd

NOTHING: Final = Still("", (), 0.0, 0.0)
MOST: Final = 20  # themes that one picture holds
SAYS: Final = {
    "rising": "rising beyond routine variation", "falling": "falling beyond routine variation",
    "routine variation": "within routine variation", "too few values": "too few values to tell a movement",
}  # fmt: skip
COLUMNS: Final = 8  # periods that one table holds, the latest
PANELS: Final = 6  # indicators that one picture holds


def changed(
    change: pd.DataFrame,
    names: Mapping[str, str],
    printed: Printed = as_counted,
    *,
    exact: bool = True,
    most: int = 0,
) -> Picture:
    """The share of accounts that hold a concern, then and now, with 95% intervals, theme by theme.

    Parameters
    ----------
    change : DataFrame
        As `triangulate.change.change` gives it; only themes that both audits hold are drawn.
    names : mapping from theme_id to what readers call it
    printed : callable
        How a count is printed: theme_id, then or now, accounts or concerns, count.
    exact : bool
        Shares may be drawn; without it only the table and the states are shown, as a share gives its
        counts away.
    most : int
        Only so many themes, those that moved before the others; 0 for all.
    """
    import pandas as pd

    both = [r for r in rows_of(change) if r["theme_id"] in names and r["accounts_then"] and r["accounts_now"]]
    both.sort(key=lambda r: (r["state"] == UNCLEAR, names[r["theme_id"]]))
    total, both = len(both), both[:most] if most else both
    drawn = [Moved(names[r["theme_id"]], _share(r, "then"), _share(r, "now"), _said(r)) for r in both[:MOST]]
    columns = ["Theme", "Accounts before", "of concern", "Accounts now", "of concern now", "Since before"]
    told = [
        (names[r["theme_id"]], *(printed(r["theme_id"], when, what, int(r[f"{what}_{when}"]))
                                 for when in ("then", "now") for what in ("accounts", "concerns")),
         r["state"])
        for r in rows_of(change) if r["theme_id"] in names
        if r in both or (r["state"] != UNCLEAR and not most)
    ]  # fmt: skip
    told.sort(key=lambda row: (row[-1] == UNCLEAR, row[0]))
    frame = pd.DataFrame(told, columns=columns)
    return Picture(
        _say(both, names, total), frame, lambda: stills_moving.moved(drawn) if exact and drawn else NOTHING
    )


def _share(row: Mapping[str, Any], when: str) -> tuple[float, float, float]:
    return row[f"low_{when}"], row[f"concerns_{when}"] / row[f"accounts_{when}"], row[f"high_{when}"]


def _said(row: Mapping[str, Any]) -> str:
    return "not clear" if row["state"] == UNCLEAR else str(row["state"])


def _say(both: list[dict[str, Any]], names: Mapping[str, str], total: int) -> str:
    if not both:
        return "No theme is held by both audits, so nothing can be set side by side."
    clear = [r for r in both if r["state"] != UNCLEAR]
    which = many(total, "theme") if len(both) == total else f"{number(len(both))} of {many(total, 'theme')}"
    said = f"{which} in both audits".capitalize()
    if not clear:
        return f"{said}; for none of them can a change be told."
    parts = []
    for state in dict.fromkeys(r["state"] for r in clear):
        parts.append(f"{state}: {titles([names[r['theme_id']] for r in clear if r['state'] == state])}")
    return f"{said}. {'. '.join(part[:1].upper() + part[1:] for part in parts)}."


def measured(measures: list[dict[str, Any]]) -> Picture | None:
    """Each indicator over its periods, with its target; None where no indicator has two periods.

    Points are joined from three values on: two are no trend. Limits stand from six values on, and only they
    say that a measure moved (see `indicators.xmr`).
    """
    import pandas as pd

    panels = []
    for name in dict.fromkeys(row["indicator"] for row in measures):
        rows = sorted((r for r in measures if r["indicator"] == name and _known(r.get("value"))),
                      key=lambda r: period_key(str(r.get("period") or "")))  # fmt: skip
        if len({r.get("period") for r in rows}) > 1 and len({r.get("area") or "" for r in rows}) == 1:
            panels.append(_series(name, rows))
    if not panels:
        return None
    periods = sorted({period for p in panels for period, _, _ in p.values}, key=period_key)
    latest = periods[-COLUMNS:]
    told = []
    for panel in panels:
        known = {period: label for period, _, label in panel.values}
        target = panel.target_label.removeprefix("target ")
        told.append((panel.name, *(known.get(p, "") for p in latest), target, SAYS[panel.says]))
    frame = pd.DataFrame(told, columns=["Indicator", *latest, "Target", "Movement"])
    first = [
        f"{p.name}: from {p.values[0][2]} ({p.values[0][0]}) to {p.values[-1][2]} ({p.values[-1][0]}), "
        f"{SAYS[p.says]}"
        for p in panels[:PANELS]
    ]
    return Picture(f"{'; '.join(first)}.", frame, lambda: stills_moving.series(panels[:PANELS]))


def _series(name: str, rows: list[dict[str, Any]]) -> Series:
    unit = "%" if str(rows[-1].get("unit") or "") == "%" else ""
    values = tuple(
        (str(r.get("period") or ""), float(r["value"]), written(float(r["value"]), unit)) for r in rows
    )
    moves = movement([value for _, value, _ in values])
    drawn = (moves.limits.low, moves.limits.mean, moves.limits.high) if moves.limits else None
    target = rows[-1].get("target")
    if not _known(target):
        return Series(name, values, limits=drawn, says=moves.says)
    label = f"target {written(float(str(target)), unit)}"
    return Series(name, values, float(str(target)), label, drawn, moves.says)


def written(value: float, unit: str) -> str:
    """A value as it is printed: three figures of a percentage, four of anything else."""
    return f"{value:.3g}%" if unit == "%" else f"{value:,.4g}"


def _known(value: Any) -> bool:
    return isinstance(value, int | float) and value == value
