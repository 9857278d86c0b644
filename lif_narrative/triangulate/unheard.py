"""Who was not heard: voices, agencies and cases that the material lacks, and children too young for a form.

Every rule here reads who was heard, not what a subject is called, so it holds for any audit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lif_narrative.triangulate.invited import answers
from lif_narrative.triangulate.missing import Missing
from lif_narrative.triangulate.periods import AUDITS
from lif_narrative.wording import listed

if TYPE_CHECKING:
    import pandas as pd

    from lif_narrative.records import Plan

SAMPLED: Final = AUDITS | {"supervision", "observation"}
PEOPLE: Final = {"child": "child", "parent_carer": "parent or carer"}
FEEDBACK: Final = {
    "child": "child feedback",
    "parent_carer": "family feedback",
    "partner": "partner feedback",
}
YOUNGEST_ASKED: Final = 4  # years; of this age a child can answer with help, by drawing, talking and showing
OLDEST: Final = 25


def spoke(heard: pd.DataFrame, voice: str) -> pd.Series:
    """Where a voice speaks, or is passed on by another."""
    return (heard["voice"] == voice) | (heard["reported"] == voice)


def voices(heard: pd.DataFrame, plan: Plan | None) -> Iterator[Missing]:
    """Children and parents whom nobody heard, case by case, and voices invited that did not come."""
    sampled = heard[heard["method"].isin(SAMPLED) & (heard["case"] != "")]
    cases = set(sampled["case"]) | (set(plan.cases if plan else ()) & set(heard["case"]))
    for voice, name in PEOPLE.items():
        unheard = sorted(cases - set(heard.loc[spoke(heard, voice), "case"]))
        together = [", ".join(unheard)] if len(unheard) == len(cases) > 1 else unheard
        for case in together:
            what = f"No {name} was heard for case {case}: nothing they said is kept and no reply is theirs."
            step = f"Ask the worker who knows them best to hear the {name} of case {case}."
            yield Missing("voice", what, "", step, FEEDBACK[voice], key=f"{voice} of case {case}")
    for voice in sorted(set(plan.voices if plan and plan.voices else PEOPLE) - {"none"}):
        if not spoke(heard, voice).any():
            name = PEOPLE.get(voice, voice)
            step = f"Ask a {name} before the story is final."
            yield Missing("voice", f"No {name} was heard at all.", "", step,
                          FEEDBACK.get(voice, "focus group"), key=f"{voice} at all")  # fmt: skip


def cases(heard: pd.DataFrame, plan: Plan | None) -> Iterator[Missing]:
    """Cases that were sampled and of which nothing came."""
    present = {case.casefold() for case in heard["case"]}
    for case in sorted(plan.cases if plan else ()):
        if case.casefold() not in present:
            step = f"Ask for the returns of case {case}, or say why it was left out."
            yield Missing("case", f"Case {case} was sampled and nothing of it came.", "", step,
                          "single-agency audit", key=f"case {case}")  # fmt: skip


def agencies(heard: pd.DataFrame, plan: Plan | None) -> Iterator[Missing]:
    """Agencies invited that sent nothing, and cases for which an agency of this audit sent nothing."""
    present = {*heard["agency"], *heard["team"]}
    for agency in sorted(plan.agencies if plan else ()):
        if not any(answers(agency, name) for name in present):
            yield Missing("agency", f"{agency} was invited and did not answer.", "", f"Ring {agency}.",
                          "conversation", key=f"invited {agency.casefold()}")  # fmt: skip
    placed = (heard["case"] != "") & (heard["agency"] != "")
    returns = heard[placed & (heard["method"] == "single-agency audit")]
    known = set(returns["case"])
    for name, rows in returns.groupby("agency"):
        lacking = sorted(known - set(rows["case"]))
        if lacking and len(lacking) < len(known) / 2:
            what = f"No return from {name} for case {listed(lacking)}."
            step = f"Ask {name} for it."
            yield Missing("agency", what, "", step, "single-agency audit", key=f"return of {name}")


def young(heard: pd.DataFrame) -> Iterator[Missing]:
    """Children too young for the form that others filled in: nobody asked them in a way that suits them."""
    if "age" not in heard.columns:
        return
    asked = heard[heard["method"] == "child feedback"].drop_duplicates("account")
    ages = [age for text in asked["age"] if (age := years(str(text))) is not None]
    if len(ages) >= 3 and min(ages) > YOUNGEST_ASKED:
        what = (
            f"No child under {min(ages)} filled in a feedback form: "
            f"of {len(ages)} who gave their age the youngest was {min(ages)}."
        )
        step = "Hear the youngest by play, drawing and watching, with somebody they know."
        yield Missing("voice", what, "", step, "observation", "the ages that children gave", "youngest child")


def years(text: str) -> int | None:
    """An age as people write it: 9, 9 years, 5-7 (the lower); None where none is said."""
    found = re.search(r"\d+", text)
    age = int(found[0]) if found and not re.search(r"year \d|yr \d|month|week", text, re.I) else None
    return age if age is not None and age <= OLDEST else None
