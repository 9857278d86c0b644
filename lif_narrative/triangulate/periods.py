"""Which material is of now and which is of an earlier audit, whatever way a period is written."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from lif_narrative.triangulate.convergence import Rules
from lif_narrative.triangulate.duplicates import copies, once

if TYPE_CHECKING:
    import pandas as pd

AUDITS: Final = frozenset({"single-agency audit", "multi-agency audit", "thematic audit", "dip sample"})
SEASONS: Final = {"winter": (12, 14), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
Span = tuple[int, int]  # first and last month, counted from the year nought


@functools.cache
def span(period: str) -> Span | None:
    """First and last month of a period as people write it, or None when it says no year.

    Read: 2025 · 2025/26 (from April) · autumn 2025 · 2025-autumn · 2025 Q4 · 2025-10 · 2025-10-14 ·
    October 2025. Months are counted from the year nought, so that they compare as numbers.
    """
    text = period.lower()
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    if not year:
        return None
    start, rest = int(year[0]) * 12, text[: year.start()] + " " + text[year.end() :]
    if re.match(r"\s*[/–-]\s*(20)?\d\d\b(?!-)", text[year.end() :]) and _next_year(text, year):
        return start + 4, start + 15
    if season := next((s for name, s in SEASONS.items() if name in rest), None):
        return start + season[0], start + season[1]
    if quarter := re.search(r"\b(?:q|quarter )([1-4])\b", rest):
        return start + 3 * int(quarter[1]) - 2, start + 3 * int(quarter[1])
    named = next((n for n, name in enumerate(MONTHS, 1) if re.search(rf"\b{name}", rest)), 0)
    number = re.match(r"[-/](\d{1,2})(?!\d)", text[year.end() :])
    month = named or (int(number[1]) if number and 1 <= int(number[1]) <= 12 else 0)
    return (start + month, start + month) if month else (start + 1, start + 12)


def _next_year(text: str, year: re.Match[str]) -> bool:
    after = re.match(r"\s*[/–-]\s*(?:20)?(\d\d)", text[year.end() :])
    return after is not None and int(after[1]) == (int(year[0]) + 1) % 100 and int(after[1]) > 12


def rounds(periods: Iterable[str]) -> list[Span]:
    """Periods gathered into rounds of audit: overlapping ones are one, and so are neighbouring months."""
    gathered: list[Span] = []
    for first, last in sorted({found for period in periods if (found := span(period))}):
        near = 2 if gathered and _short(gathered[-1], (first, last)) else 0
        if gathered and first <= gathered[-1][1] + near:
            gathered[-1] = (gathered[-1][0], max(last, gathered[-1][1]))
        else:
            gathered.append((first, last))
    return gathered


def _short(*spans: Span) -> bool:
    return all(first == last for first, last in spans[1:]) and len(spans) > 1


def old_periods(frame: pd.DataFrame, rules: Rules) -> frozenset[str]:
    """The periods, as they are written, that belong to an audit before the one of now.

    The audit of now is the most recent round that holds the bulk of the audit accounts, copies apart. A
    period is old when it falls within an earlier round; no period, or one between the rounds, is of now.
    Rounds are told from audit methods where there are any.
    """
    dated = _dated(frame)
    if len(rounds(map(str, dated["period"].unique()))) < 2:
        return frozenset()
    return earlier(frame, once(dated, copies(dated, rules), rules), rules)


def earlier(frame: pd.DataFrame, counted: pd.DataFrame, rules: Rules) -> frozenset[str]:
    """The same as `old_periods`, where copies are known: `counted` is `frame` without them."""
    dated = _dated(counted)
    found = rounds(map(str, dated["period"].unique()))
    if len(found) < 2:
        return frozenset()
    sizes = {str(period): rows["account"].nunique() for period, rows in dated.groupby("period")}
    weight = {r: sum(n for period, n in sizes.items() if _within(period, r)) for r in found}
    now = max(r for r in found if weight[r] >= rules.bulk * max(weight.values()))
    old = [r for r in found if r < now]
    return frozenset(p for p in map(str, frame["period"].unique()) if any(_within(p, r) for r in old))


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    audits = frame[frame["method"].isin(AUDITS) & (frame["period"] != "")]
    return audits if len(audits) else frame[frame["period"] != ""]


def _within(period: str, round_: Span) -> bool:
    found = span(period)
    return found is not None and found[0] >= round_[0] and found[1] <= round_[1]
