"""Who speaks: relations and roles as forms give them, and answers that one person writes for another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_FAMILY: Final = (
    r"(?:step|grand|god|birth|foster|adoptive|kinship|biological)?[ -]?(?:mum|mam|mom|mummy|mother|dad"
    r"|daddy|father|parents?|carers?|nan|nana"
    r"|nanna|nanny|granny|gran|grandma|grandpa|grandad|granddad|grandmother|grandfather|grandparents?"
    r"|aunt(?:ie|y)?|uncle|guardian"
    r"|special guardian|sgo holder|family(?: member| friend)?|relative|cousin|kinship carer|partner of .*)s?"
)
_CHILD: Final = (
    r"child|young person|yp|young adult|pupil|student|care leaver|girl|boy|teenager|sister"
    r"|brother|sibling|daughter|son"
)
_MANAGER: Final = (
    r"(?:team |service |practice |senior |general |assistant )*(?:manager|director"
    r"|head of service)|iro|independent reviewing officer"
)
_WORKER: Final = (
    r"(?:senior |student |newly qualified |family support |early help |key ?|support "
    r"|youth )*(?:social worker|worker|practitioner|officer"
    r"|personal adviser|pa|nurse|teacher|ta|teaching assistant|mentor|advocate|key ?worker|midwife"
    r"|health visitor|tutor|senco|adviser)"
)
_VOICES: Final = (
    ("parent_carer", re.compile(rf"(?:the |a |an |my |child's |i am (?:the |a )?)*(?:{_FAMILY})\b.*", re.I)),
    ("child", re.compile(rf"(?:the |a |an |me[, ]*|i am (?:the |a )?)*(?:{_CHILD})\b.*", re.I)),
    ("manager", re.compile(rf"(?:a |an |the )*(?:{_MANAGER})\b.*", re.I)),
    ("practitioner", re.compile(rf"(?:a |an |the )*(?:{_WORKER})\b.*", re.I)),
)
_REPORTED: Final = re.compile(
    r"^(?:\W*)(?:he|she|they|[A-Z][\w’'-]+)\b(?: \w+)? (?:says?|said|told|tells|feels?|felt|thinks?"
    r"|thought|likes?|liked|wants?|wanted"
    r"|wishes|describes?|explained|drew|chose|pointed|showed|reported|would like)\b"
)
_CROWDS: Final = (
    (
        "child",
        re.compile(
            r"\b(young people|children|pupils|students|care leavers|youth council)(?:['’]?s)?\b", re.I
        ),
    ),
    (
        "parent_carer",
        re.compile(
            r"\b(parents?|carers|famil(?:y|ies)|mums|dads|fathers|mothers|grandparents)(?:['’]?s)?\b", re.I
        ),
    ),
    ("manager", re.compile(r"\b(managers|leaders|heads of service)(?:['’]?s)?\b", re.I)),
    (
        "practitioner",
        re.compile(
            r"\b(practitioners|workers|staff|advisers|nurses|teachers|professionals)(?:['’]?s)?\b", re.I
        ),
    ),
)


def voice_in(relation: str) -> str:
    """The voice that a relation or role names: "nan" is parent_carer, "team manager" manager; else ""."""
    text = " ".join(relation.split()).strip(" .(")
    return next((voice for voice, pattern in _VOICES if pattern.fullmatch(text)), "")


def speaks(values: Sequence[str]) -> bool:
    """Whether the cells of a column say who speaks: most name a relation or a role, in a few words."""
    named = [v for v in values if len(v.split()) <= 7 and voice_in(v)]
    return (
        len(values) > 0
        and len(named) >= 0.6 * len(values)
        and sum(len(v.split()) for v in values) <= 4 * len(values)
    )


def written_for_them(answers: Sequence[str], helper: str) -> bool:
    """Whether a helper wrote the form in their own words: half the answers report what the child said."""
    told = [a for a in answers if len(a.split()) > 2]
    reported = sum(_REPORTED.match(a) is not None for a in told)
    return bool(helper.strip()) and len(told) > 0 and 2 * reported >= len(told)


def crowd(words: str) -> str:
    """Whose group or interview it is: "young people's listening event" is the child's voice; else ""."""
    return next((voice for voice, pattern in _CROWDS if pattern.search(words)), "")
