"""How the material came about: cues by which a file's names and titles say their method, and who speaks.

The vocabulary is the sector's own: partnerships name these files alike. A cue counts more in a
title than in a folder; `method_of` adds the weights up and the heaviest method wins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from lif_narrative.records import METHODS

_TOLD = (
    r"[\w' ]{0,30}\b(feedback|survey|views?|told|said|say|words|voices?|questionnaires?|comments"
    r"|replies|responses|forms?|thoughts|think)\b"
)
_YOUNG = (
    r"\b(child|children|young people|young person|young adults?|pupils?|students?|youth|care leavers?"
    r"|teenagers?)(?:'?s)?\b"
)
_FAMILY = r"\b(parents?|carers?|famil(?:y|ies)|mums?|dads?|mothers?|fathers?|kinship|grandparents?)(?:'?s)?\b"
_PARTNER = (
    r"\b(partners?|stakeholders?|agenc(?:y|ies)|professionals?|schools?|practitioners?|staff"
    r"|workforce)(?:'?s)?\b"
)

_OF = (
    r"\b(feedback|surveys?|views?|words|voices?|questionnaires?|comments|replies|forms?|messages?)"
    r" (of|from|by|with) [\w' ]{0,20}"
)

CUES: Final[tuple[tuple[str, float, str], ...]] = (
    ("case review", 7, r"\b(rapid review|serious case review|safeguarding practice review|l?cspr|scr"
                       r"|learning review|case review|practice review|learning lessons review)\b"),
    ("dip sample", 7, r"\bdip[- ]?sampl(e|es|ing)\b"),
    ("supervision", 6, r"\bsupervisions?\b"),
    ("observation", 6, r"\b(observations?|observed practice|shadowing)\b"),
    ("focus group", 7, r"\b(focus[- ]?groups?|listening (event|group|session)|discussion group"
                       r"|round ?table)\b"),
    ("complaint", 7, r"\b(complain(t|ts|ant)?|grievance|representation to)\b"),
    ("compliment", 7, r"\b(compliments?|thank ?-?you|thanks card|praise|plaudits?|gratitude)\b"),
    ("compliment", 3, r"\bcard\b"),
    ("child feedback", 7, _YOUNG + _TOLD),
    ("child feedback", 7, _OF + _YOUNG),
    ("family feedback", 7, _OF + _FAMILY),
    ("partner feedback", 6.5, _OF + _PARTNER),
    ("child feedback", 3, r"\b(mind of my own|wishes and feelings|children in care council)\b"),
    ("family feedback", 7, _FAMILY + _TOLD),
    ("family feedback", 2, _FAMILY),
    ("partner feedback", 6.5, _PARTNER + _TOLD),
    ("conversation", 6, r"\b(conversations?|interviews?|reflective (discussion|session)"
                        r"|appreciative inquiry|telephone call with)\b"),
    ("consultation", 5, r"\bconsultation (event|exercise|response|with|on)\b|\bconsultation$"),
    ("inspection", 6, r"\b(ofsted|ilacs|jtai|inspection|inspectorate|hmicfrs|cqc|hmip)\b"),
    ("research", 5, r"\b(research|literature review|evidence review|evaluation)\b"),
    ("multi-agency audit", 7, r"\b(multi[- ]?agency|joint(ly)? audit|joint (case )?(audit|discussion)"
                              r"|joint audit discussion|maca|mapping meeting)\b"),
    ("multi-agency audit", 3, r"\b(audit discussion|moderation (meeting|panel)|partnership audit"
                              r"|audit panel)\b"),
    ("thematic audit", 5, r"\b(themed?|thematic) (case )?(file )?audit|\bdeep dive\b"),
    ("single-agency audit", 8, r"\bsingle[- ]?agency\b"),
    ("single-agency audit", 4, r"\b(returns?|self[- ]audit|audit tool|audit form)\b"),
    ("performance data", 5, r"\b(performance (data|report|measures|indicators)|scorecard|data ?set|kpis?)\b"),
)  # fmt: skip
_COMPILED: Final = [(method, weight, re.compile(pattern)) for method, weight, pattern in CUES]
_AUDIT: Final = re.compile(r"\b(audit|audits|audited|auditors?|case file)\b")

# Who speaks where nothing in the file says so: whoever writes that kind of record.
_VOICES: Final = {
    "single-agency audit": "auditor", "multi-agency audit": "auditor", "thematic audit": "auditor",
    "dip sample": "auditor", "supervision": "auditor", "observation": "auditor", "case review": "auditor",
    "inspection": "auditor", "conversation": "practitioner", "focus group": "practitioner",
    "child feedback": "child", "family feedback": "parent_carer", "partner feedback": "partner",
    "complaint": "parent_carer", "compliment": "parent_carer",
}  # fmt: skip
AUDITS: Final = frozenset({"single-agency audit", "multi-agency audit", "thematic audit", "dip sample"})
FEEDBACK: Final = frozenset({"child feedback", "family feedback", "partner feedback", "consultation"})


def plain(text: str) -> str:
    """Names of files and sheets as words: underscores and hyphens apart, straight apostrophes."""
    return " ".join(text.replace("’", "'").replace("_", " ").casefold().split())


def method_of(said: Iterable[tuple[str, float]]) -> str:
    """The method that a file's names and titles speak for.

    Parameters
    ----------
    said : iterable of (words, weight)
        A title, a file's name, a folder, a sheet, a header; how far each is to be believed.

    Returns
    -------
    str
        One of `records.METHODS`; "audit" if they speak of an audit and not of which kind; "" if
        they are silent.
    """
    score: defaultdict[str, float] = defaultdict(float)
    audit = False
    for words, weight in said:
        words = plain(words)
        audit = audit or (
            weight > 3 and _AUDIT.search(words) is not None
        )  # a folder of that name says little
        for method, cue, pattern in _COMPILED:
            if pattern.search(words):
                score[method] += cue * weight
    if not score:
        return "audit" if audit else ""
    return min(score, key=lambda method: (-score[method], METHODS.index(method)))


def voice_of(method: str) -> str:
    """Who speaks in material of this method unless the file says otherwise; "" where none can be assumed."""
    return _VOICES.get(method, "")
