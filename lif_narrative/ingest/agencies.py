"""Which agency a file comes from, in the terms that partnerships use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from lif_narrative.ingest.methods import plain

_CUES: Final = (
    ("children's social care", r"\b(csc|children'?s? social care|children'?s services|childrens services"
                               r"|social care|social work(ers?)?|leaving care|fostering|cin team"
                               r"|assessment team)\b"),
    ("adult social care", r"\b(adult social care|adult services|adults' services|asc)\b"),
    ("education", r"\b(education|schools?|nurser(y|ies)|early years|college|academy|virtual school|senco"
                  r"|pre-?school)\b"),
    ("health", r"\b(health|nhs|hospital|gps?|school nurs\w+|midwi\w+|camhs|paediatric\w*|icb|nursing"
               r"|nurses?|surgery|ambulance|health visit\w+)\b"),
    ("police", r"\b(police|constabulary)\b"),
    ("early help", r"\b(early help|family hubs?|family support|children'?s centres?|targeted support)\b"),
    ("probation", r"\bprobation\b"),
    ("housing", r"\b(housing|homeless\w*|tenanc(y|ies))\b"),
    ("youth justice", r"\b(youth justice|youth offending|yjs|yot|yos)\b"),
    ("cafcass", r"\bcafcass\b"),
    ("fire and rescue", r"\bfire (and|&) rescue\b|\bfire service\b"),
    ("substance misuse service", r"\b(substance (misuse|use)|drug and alcohol|recovery service)\b"),
    ("domestic abuse service", r"\b(domestic abuse (service|team)|idva|refuge)\b"),
    ("voluntary sector", r"\b(voluntary|third sector|vcse?|charity|charities)\b"),
    ("partnership", r"\b(multi[- ]?agency|partnership|joint|scrutineer)\b"),
)  # fmt: skip
_COMPILED: Final = [(agency, re.compile(pattern)) for agency, pattern in _CUES]
AGENCIES: Final = tuple(agency for agency, _ in _CUES)
_SHORT: Final = {
    "csc": "children's social care",
    "asc": "adult social care",
    "yjs": "youth justice",
    "yot": "youth justice",
}


def agency_of(said: Iterable[tuple[str, float]]) -> str:
    """The agency that names and titles speak for, the most heavily named one; "" if none or if two tie.

    `said` holds words and how far each is to be believed, as for `methods.method_of`.
    """
    score: defaultdict[str, float] = defaultdict(float)
    for words, weight in said:
        words = re.sub(
            r"\b(single|multi)[- ]?agency\b", lambda m: "" if m[1] == "single" else m[0], plain(words)
        )
        for agency, pattern in _COMPILED:
            if pattern.search(words):
                score[agency] += weight
    best = sorted(score, key=lambda agency: (-score[agency], AGENCIES.index(agency)))
    if len(best) > 1 and "partnership" in best and best[0] == "partnership":
        best = [agency for agency in best if agency != "partnership"]
    return best[0] if best and (len(best) == 1 or score[best[0]] > score[best[1]]) else ""


def agency_stated(value: str) -> str:
    """An organisation as a reply states it, without the role after the comma; short forms written out."""
    name = plain(re.split(r"[,;(/]| - | – ", value)[0]).strip(" .")
    return _SHORT.get(name, name)


def sector(agency: str) -> str:
    """The agency under which an organisation is counted: "infant school" is education."""
    return agency if agency in AGENCIES else agency_of([(agency, 1)]) or agency
