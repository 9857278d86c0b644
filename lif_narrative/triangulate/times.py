"""Months without a record, methods that did not come or saw one agency alone, voices of an earlier audit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lif_narrative.triangulate.missing import Missing
from lif_narrative.triangulate.periods import AUDITS
from lif_narrative.triangulate.unheard import PEOPLE, SAMPLED, spoke
from lif_narrative.wording import either

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.records import Plan

MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
                 "October", "November", "December")  # fmt: skip
EXPECTED: Final = {
    "child feedback": "Ask children, in a way that suits them.",
    "family feedback": "Ask parents and carers, by phone or in person.",
    "observation": "Watch a piece of practice.",
    "focus group": "Hold a conversation with practitioners.",
    "partner feedback": "Ask the partners who refer and attend.",
}


def methods(heard: pd.DataFrame, plan: Plan | None) -> Iterator[Missing]:
    """Methods planned or expected that gave nothing, and methods that saw one agency alone."""
    present = set(heard["method"])
    for method in sorted((set(plan.methods) if plan and plan.methods else set(EXPECTED)) - present):
        step = EXPECTED.get(method, f"Arrange {method}, or say why it is not needed.")
        yield Missing("method", f"Nothing came by {method}.", "", step, method, key=method)
    known = heard[heard["agency"] != ""]
    audited = set(known.loc[known["method"].isin(AUDITS), "agency"])
    for method in ("observation", "supervision"):
        seen = set(known.loc[known["method"] == method, "agency"])
        if len(seen) == 1 and len(audited - seen) > 1:
            agency = next(iter(seen))
            what = f"No {method} of practice outside {agency}: every {method} record is of that agency."
            step = f"Arrange {method} with another agency of this audit."
            yield Missing("method", what, "", step, method, key=f"{method} outside {agency}")


def months(heard: pd.DataFrame) -> Iterator[Missing]:
    """Months without a record, in a method whose records are otherwise spread over the months."""
    if "date" not in heard.columns:
        return
    dates = heard["date"].fillna("").astype(str)
    dated = heard[dates.str.match(r"\d{4}-\d{2}")].assign(month=dates.str[:7])
    for method, rows in dated[dated["method"].isin(SAMPLED)].groupby("method"):
        seen = sorted({int(m[:4]) * 12 + int(m[5:7]) - 1 for m in rows["month"]})
        lost = sorted(set(range(seen[0], seen[-1])) - set(seen))
        if len(seen) >= 3 and 0 < len(lost) <= len(seen):
            named = either([f"{MONTHS[m % 12]} {m // 12}" for m in lost])
            step = f"Ask for {method} of those months."
            yield Missing("period", f"No {method} record from {named}.", "", step, str(method),
                          "the dates of its records", f"months of {method}")  # fmt: skip


def earlier_voices(heard: pd.DataFrame, before: pd.DataFrame) -> Iterator[Missing]:
    """Voices heard now that nobody heard in the audit before: their change cannot be shown."""
    if before.empty:
        return
    lost = {v: n for v, n in PEOPLE.items() if spoke(heard, v).any() and not (before["voice"] == v).any()}
    if lost:
        what = (
            f"No {either(list(lost.values()))} was heard in the audit before, "
            "so a change in their experience cannot be shown."
        )
        step = "Ask the same questions again next time, and keep these answers to set beside them."
        method = "child feedback" if "child" in lost else "family feedback"
        yield Missing("period", what, "", step, method, key="voices of the audit before")
