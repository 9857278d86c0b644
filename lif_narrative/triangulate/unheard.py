"""Who was not heard: voices, methods, agencies and months that the material lacks.

Every rule here reads who was heard, not what a subject is called, so it holds for any audit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from lif_narrative.triangulate.periods import AUDITS

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.records import Plan

SAMPLED: Final = AUDITS | {"supervision", "observation"}
PEOPLE: Final = {"child": "child", "parent_carer": "parent or carer"}
EXPECTED: Final = {
    "child feedback": "Ask children, in a way that suits them.",
    "family feedback": "Ask parents and carers, by phone or in person.",
    "observation": "Watch a piece of practice.",
    "focus group": "Hold a conversation with practitioners.",
    "partner feedback": "Ask the partners who refer and attend.",
}


class Missing(NamedTuple):
    """One gap: its kind, what is missing, the theme it concerns and what to do next."""

    kind: str
    what: str
    theme_id: str = ""
    next_step: str = ""


def spoke(heard: pd.DataFrame, voice: str) -> pd.Series:
    """Where a voice speaks, or is passed on by another."""
    return (heard["voice"] == voice) | (heard["reported"] == voice)


def voices(heard: pd.DataFrame, plan: Plan | None) -> Iterator[Missing]:
    """Children and parents whom nobody heard, case by case, and voices invited that did not come."""
    sampled = heard[heard["method"].isin(SAMPLED) & (heard["case"] != "")]
    cases = set(sampled["case"]) | set(plan.cases if plan else ())
    for voice, name in PEOPLE.items():
        unheard = sorted(cases - set(heard.loc[spoke(heard, voice), "case"]))
        together = [", ".join(unheard)] if len(unheard) == len(cases) > 1 else unheard
        for case in together:
            what = f"No {name} was heard for case {case}: nothing they said is kept and no reply is theirs."
            step = f"Ask the worker who knows them best to hear the {name} of case {case}."
            yield Missing("voice", what, "", step)
    for voice in sorted(set(plan.voices if plan else PEOPLE) - {"none"}):
        if not spoke(heard, voice).any():
            name = PEOPLE.get(voice, voice)
            step = f"Ask a {name} before the story is final."
            yield Missing("voice", f"No {name} was heard at all.", "", step)


def methods(heard: pd.DataFrame, plan: Plan | None) -> Iterator[Missing]:
    """Methods planned or expected that gave nothing, and methods that saw one agency alone."""
    present = set(heard["method"])
    for method in sorted((set(plan.methods) if plan and plan.methods else set(EXPECTED)) - present):
        step = EXPECTED.get(method, f"Arrange {method}, or say why it is not needed.")
        yield Missing("method", f"Nothing came by {method}.", "", step)
    known = heard[heard["agency"] != ""]
    audited = set(known.loc[known["method"].isin(AUDITS), "agency"])
    for method in ("observation", "supervision"):
        seen = set(known.loc[known["method"] == method, "agency"])
        if len(seen) == 1 and len(audited - seen) > 1:
            agency = next(iter(seen))
            yield Missing(
                "method",
                f"No {method} outside {agency}: every {method} record is of that agency.",
                "",
                f"Arrange {method} with another agency of this audit.",
            )


def agencies(heard: pd.DataFrame, plan: Plan | None) -> Iterator[Missing]:
    """Agencies invited that sent nothing, and cases for which an agency of this audit sent nothing."""
    present = {name.casefold() for name in (*heard["agency"], *heard["team"])}
    for agency in sorted(plan.agencies if plan else ()):
        if agency.casefold() not in present:
            yield Missing("agency", f"{agency} was invited and did not answer.", "", f"Ring {agency}.")
    placed = (heard["case"] != "") & (heard["agency"] != "")
    returns = heard[placed & (heard["method"] == "single-agency audit")]
    cases = set(returns["case"])
    for name, rows in returns.groupby("agency"):
        lacking = sorted(cases - set(rows["case"]))
        if lacking and len(lacking) < len(cases) / 2:
            which = ", ".join(lacking)
            yield Missing("agency", f"No return from {name} for case {which}.", "", f"Ask {name} for it.")


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
            named = ", ".join(f"{m // 12}-{m % 12 + 1:02d}" for m in lost)
            step = f"Ask for {method} of those months."
            yield Missing("period", f"No {method} record from {named}.", "", step)


def earlier_voices(heard: pd.DataFrame, before: pd.DataFrame) -> Iterator[Missing]:
    """Voices heard now that nobody heard in the audit before: their change cannot be shown."""
    if before.empty:
        return
    lost = [n for v, n in PEOPLE.items() if spoke(heard, v).any() and not (before["voice"] == v).any()]
    if lost:
        who = " and no ".join(lost)
        yield Missing(
            "period",
            f"No {who} was heard in the audit before, so a change in their experience cannot be shown.",
            "",
            "Ask the same questions again next time, and keep these answers to set beside them.",
        )
