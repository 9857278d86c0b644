"""Which round of audit something belongs to, as far as a file or its neighbours say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lif_narrative.ingest.dates import YEAR
from lif_narrative.ingest.raw import RawDocument

_SEASON: Final = re.compile(
    rf"\b(spring|summer|autumn|winter)(?: (?:term|audit|round|survey|sample|review))?,? {YEAR}\b", re.I
)
_YEAR_SEASON: Final = re.compile(rf"\b{YEAR},?[ -](spring|summer|autumn|winter)\b", re.I)
_QUARTER: Final = re.compile(
    rf"\b(?:q|quarter )([1-4])[ ,/-]*{YEAR}\b|\b{YEAR}[ /-]*(?:q|quarter )([1-4])\b", re.I
)
_SPAN: Final = re.compile(rf"\b{YEAR}[/–-](?:20)?(\d\d)\b(?![-/\d])")


def period_of(text: str) -> str:
    """A round that the words name: 2026-autumn, 2026-Q3, 2025/26; "" when they name only dates.

    A month is a date, not a round: see `settle_periods`.
    """
    plain = text.replace("_", " ")
    if found := _SEASON.search(plain):
        return f"{found[2]}-{found[1].lower()}"
    if found := _YEAR_SEASON.search(plain):
        return f"{found[1]}-{found[2].lower()}"
    if found := _QUARTER.search(plain):
        return f"{found[2] or found[3]}-Q{found[1] or found[4]}"
    if (found := _SPAN.search(plain)) and int(found[2]) == (int(found[1]) + 1) % 100:
        return f"{found[1]}/{found[2]}"
    return ""


def settle_periods(documents: Sequence[RawDocument]) -> list[RawDocument]:
    """Give each document the round it belongs to, once all files of a project are known.

    1. A document that names a round (a season, quarter or year of audit) keeps it.
    2. The main round is the one that most sources name; of equals, the latest.
    3. A document without a round takes the main one if it has no date, or a date in the main round's
       year. One dated in another year takes that year: nobody guesses a season.
    4. Where no source names a round, the year of each date is its round.
    """
    main = _main_round(documents)
    return [replace(d, period=_settled(d, main)) if not d.period else d for d in documents]


def _main_round(documents: Sequence[RawDocument]) -> str:
    named = {(d.source_id, d.period) for d in documents if d.period}
    counted = Counter(period for _, period in named)
    return max(counted, key=lambda period: (counted[period], period), default="")


def _settled(document: RawDocument, main: str) -> str:
    year = document.date[:4]
    if not main:
        return year
    return main if not year or year in _years(main) else year


def _years(period: str) -> set[str]:
    """The years a round touches: 2025/26 touches 2025 and 2026."""
    found = _SPAN.search(period)
    return {period[:4], str(int(period[:4]) + 1)} if found and "/" in period else {period[:4]}
