"""Pictures of what was found. Each function gives a chart, a sentence that says it, and its table.

All three go wherever the picture goes, so that nobody needs to see the chart to know what it shows.
Data travels inside the chart: a chart points at no address. The app draws it (`chart`); files show the same
rows as vector graphics (`still`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Final

from lif_narrative import stills
from lif_narrative.canvas import Still
from lif_narrative.drawing import Row, matrix, table
from lif_narrative.story.drafting import rows_of
from lif_narrative.wording import VOICES, listed, many, sentence

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.drawing import Chart

SIDES: Final = {"strengths": ("strength", "▲"), "concerns": ("concern", "▼")}
UNCLEAR: Final = "no change detectable"  # left blank: there is nothing to see
NOTES: Final = {"badge": "badge", "state": "since before"}
MOST: Final = 20  # rows of a still: more do not fit a page; its table holds all
MANY: Final = {"method": "methods", "voice": "voices", "agency": "agencies"}


@dataclass(frozen=True)
class Picture:
    """A chart, the sentence that says it, and the table behind it."""

    alt: str
    table: pd.DataFrame = field(repr=False)
    drawn: Callable[[], Still] = field(repr=False)
    charted: Callable[[], Chart] | None = field(default=None, repr=False)

    @cached_property
    def chart(self) -> Chart:
        """The chart for the app; only pictures that the app shows have one."""
        assert self.charted is not None
        return self.charted()

    @cached_property
    def still(self) -> Still:
        """The chart for files, as vector graphics."""
        return self.drawn()

    def _repr_html_(self) -> str:
        """The picture in a notebook: as in files, with its sentence; its table where nothing is drawn."""
        shown = self.still.svg or self.table.to_html(index=False)
        words = escape(self.alt)
        return f'<figure role="img" aria-label="{words}">{shown}<figcaption>{words}</figcaption></figure>'


Printed = Callable[[str, str, str, int], str]  # side, theme (or voice), place, count: the count as printed


def as_counted(side: str, of: str, place: str, n: int) -> str:
    """A count printed as it is."""
    return str(n)


def themes_by(
    counts: pd.DataFrame, issues: pd.DataFrame, by: str = "method", shade: str = "light",
    printed: Printed = as_counted,
) -> Picture:  # fmt: skip
    """Themes down, methods (or voices, agencies) across: strengths and concerns side by side, in accounts.

    Parameters
    ----------
    counts : DataFrame
        theme_id, `by`, strengths, concerns, as `overview.counts` gives them.
    issues : DataFrame
        theme_id, theme, badge, state, strengths and concerns, in the order in which rows are to stand.
    by : {"method", "voice", "agency"}
    shade : {"light", "dark"}
    printed : callable
        How a count is printed, for readers who may not see small ones.
    """
    names = dict(zip(issues["theme_id"], issues["theme"], strict=True))
    rows = _sided(counts, names, by, printed)
    across = sorted({row["across"] for row in rows})
    notes = [
        {"down": name, "across": title, "label": row[column], "said": f"{name}: {row[column]}"}
        for column, title in NOTES.items()
        for row in rows_of(issues)
        for name in [row["theme"]]
        if row.get(column) and row[column] != UNCLEAR
    ]
    down, wide = list(names.values()), [*across, *dict.fromkeys(note["across"] for note in notes)]
    sides = ("strength", "concern")
    return Picture(
        say_themes(issues, across, by), table([*rows, *notes], down, wide, "Theme"),
        lambda: stills.matrix(rows, down[:MOST], across, sides),
        lambda: matrix(rows, down, wide, shade, sides=sides, notes=notes),
    )  # fmt: skip


def who_was_heard(heard: pd.DataFrame, shade: str = "light", printed: Printed = as_counted) -> Picture:
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
        {"down": name.capitalize(), "across": method, "side": "heard", "n": _tint(n, label),
         "label": label if n else "–", "said": f"{name}, {method}: {many(n, 'account')}"}
        for voice, name in VOICES.items() for method in across
        for n in [found.get((voice, method), 0)] for label in [printed("heard", voice, method, n)]
    ]  # fmt: skip
    return Picture(
        _say_heard(found, across), table(rows, down, across, "Voice"),
        lambda: stills.matrix(rows, down, across, ("heard",)),
        lambda: matrix(rows, down, across, shade, sides=("heard",)),
    )  # fmt: skip


def _sided(counts: pd.DataFrame, names: Mapping[str, str], by: str, printed: Printed) -> list[Row]:
    """One row a theme, method and side that anyone spoke to."""
    rows = []
    for row in rows_of(counts[counts["theme_id"].isin(names)]):
        place = VOICES.get(row[by], row[by]) if by == "voice" else str(row[by])
        for column, (side, symbol) in SIDES.items():
            if n := int(row[column]):
                name, shown = names[row["theme_id"]], printed(side, row["theme_id"], str(row[by]), n)
                rows.append({"down": name, "across": place, "side": side, "n": _tint(n, shown),
                             "label": f"{symbol} {shown}",
                             "said": f"{name}, {place}: {many(n, 'account')} of {side}"})  # fmt: skip
    return rows


def _tint(n: int, shown: str) -> int:
    """What a cell's tint may tell: no more than the number that is printed in it."""
    return n if shown == str(n) else min(n, 1)


def say_themes(issues: pd.DataFrame, across: Sequence[str], by: str, *, opening: bool = True) -> str:
    """Themes in a sentence or three: how many, and where most accounts of each side are."""
    if not across or issues.empty:
        return "No theme holds a strength or a concern yet."
    counted = f" by {many(len(across), by, MANY[by])}" if opening else ""
    said = [sentence(f"{many(len(issues), 'theme')}{counted}")]
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
