"""Pictures of what was found. Each function gives a chart, a sentence that says it, and its table.

All three go wherever the picture goes, so that nobody needs to see the chart to know what it shows.
Data travels inside the chart: a chart points at no address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lif_narrative.drawing import Row, matrix, table
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import VOICES, listed, many, sentence

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.drawing import Chart

SIDES: Final = {"strengths": ("strength", "▲"), "concerns": ("concern", "▼")}
UNCLEAR: Final = "no change detectable"  # left blank: there is nothing to see
NOTES: Final = {"badge": "badge", "state": "since before"}
MANY: Final = {"method": "methods", "voice": "voices", "agency": "agencies"}


@dataclass(frozen=True)
class Picture:
    """A chart, the sentence that says it, and the table behind it."""

    chart: Chart = field(repr=False)
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
    chart = matrix(rows, down, wide, shade, sides=("strength", "concern"), notes=notes)
    return Picture(chart, _say_themes(issues, across, by), table([*rows, *notes], down, wide, "Theme"))


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
    chart = matrix(rows, down, across, shade, sides=("heard",))
    return Picture(chart, _say_heard(found, across), table(rows, down, across, "Voice"))


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
