"""Services that may know a child, so that those nobody heard can be asked.

From the agencies that safeguard children locally (Working Together to Safeguard Children, 2023,
chapter 2 and annex). Whether each should have been asked is for a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lif_narrative.triangulate.missing import Missing
from lif_narrative.wording import either, listed

if TYPE_CHECKING:
    import pandas as pd

SERVICES: Final = {
    "children's social care": r"social (care|work|services)|children'?s services|safeguarding team",
    "police": r"\bpolice|constabulary",
    "schools": r"school|education|academy|college|pupil referral",
    "early years": r"nurser|early years|child-?mind|children'?s centre|family hub|pre-?school",
    "early help": r"early help|family support",
    "health visiting or school nursing": r"health visit|school nurs|0-19|\bhealth\b",
    "general practice (GP)": r"\bgps?\b|general practi|\bsurgery\b",
    "hospital or maternity": r"hospital|paediatric|midwi|maternity|emergency department|\ba ?& ?e\b",
    "child mental health": r"\bcamhs\b|child(ren'?s)? (and adolescent )?mental health",
    "adult mental health": r"(adult|community) mental health|\bcmht\b|psychiatr|adult services",
    "drug and alcohol service": r"drugs? (and|&|or) alcohol|(drug|alcohol|misuse|recovery) service",
    "domestic abuse service": r"domestic abuse (service|advis|support)|\bidvas?\b|\brefuge\b",
    "probation": r"probation",
    "youth justice": r"youth (justice|offending)|\byo[ts]\b|\byjs\b",
    "housing": r"housing|homeless",
    "emergency duty (out of hours) team": r"emergency duty|out[- ]of[- ]hours|\bedt\b",
    "voluntary sector": r"voluntary|charit|third sector|community group|food ?bank|\bclub\b|library",
}  # fmt: skip
HOW: Final = "the names of agencies and teams, and the words of all excerpts"
SEVERAL: Final = 3  # agencies from which the material counts as that of a partnership


def unheard_services(heard: pd.DataFrame) -> Iterator[Missing]:
    """Services that did not answer those who asked partners, and those neither heard nor spoken of.

    Where partners were asked, every service that was not heard is named; where they were not, only those
    of whom others speak.
    """
    named = {*heard["agency"], *heard["team"]} - {""}
    if len(set(heard["agency"]) - {""}) < SEVERAL:
        return
    who = " | ".join(sorted(named)).lower()
    words = " ".join(heard["text"].fillna("").astype(str)).lower() if "text" in heard else ""
    lacking = {name: pattern for name, pattern in SERVICES.items() if not re.search(pattern, who)}
    spoken = [name for name, pattern in lacking.items() if re.search(pattern, words)]
    silent = [name for name in lacking if name not in spoken]
    asked = (heard["method"] == "partner feedback").any()
    if missed := [*lacking] if asked else spoken:
        what = f"No {either(missed)} " + (
            "answered when partners were asked" if asked else "was heard, though others speak of them"
        )
        step = "Ask the services that know these children and were not heard, or say why not."
        yield Missing("team", f"{what}.", "", step, "partner feedback", HOW, "services that did not answer")
    if silent:
        step = "Consider whether a service that nobody spoke of knows these children."
        yield Missing("team", f"Neither heard nor mentioned anywhere: {listed(silent)}.", "", step,
                      "conversation", HOW, "services nobody spoke of")  # fmt: skip
