"""Services that may know a child, so that those nobody heard can be asked.

From the agencies that safeguard children locally (Working Together to Safeguard Children, 2023,
chapter 2 and annex). Whether each should have been asked is for a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lif_narrative.triangulate.unheard import Missing
from lif_narrative.wording import listed

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
SEVERAL: Final = 3  # agencies from which the material counts as that of a partnership


def unheard_services(heard: pd.DataFrame) -> Iterator[Missing]:
    """Services that are spoken of and were not heard, then those neither heard nor spoken of."""
    named = {*heard["agency"], *heard["team"]} - {""}
    if len(set(heard["agency"]) - {""}) < SEVERAL:
        return
    who = " | ".join(sorted(named)).lower()
    words = " ".join(heard["text"].fillna("").astype(str)).lower() if "text" in heard else ""
    lacking = {name: pattern for name, pattern in SERVICES.items() if not re.search(pattern, who)}
    spoken = [name for name, pattern in lacking.items() if re.search(pattern, words)]
    silent = [name for name in lacking if name not in spoken]
    if spoken:
        step = "Ask the services that are spoken of and were not heard, or say why not."
        yield Missing("team", f"Spoken of and not heard: {listed(spoken)}.", "", step)
    if silent:
        step = "Consider whether a service that nobody spoke of knows these children."
        yield Missing("team", f"Neither heard nor spoken of: {listed(silent)}.", "", step)
