"""The words by which a form's fields announce what they hold: children, families, workers, dates."""

from __future__ import annotations

import re
from typing import Final

from lif_narrative.ingest.names import NAME, REVERSED

CHILD: Final = (
    r"child(?:ren)?(?:[’']?s)?(?: name)?|young person(?:[’']?s)?(?: name)?|yp|subject|pupil|patient"
    r"|student|service user"
    r"|name(?: of (?:the )?(?:child|young person|pupil))?|(?:full )?name|case of|initials|re"
    r"|ref(?:erence)?|audit (?:code|ref(?:erence)?)"
    r"|case(?: (?:number|no|id|ref(?:erence)?|name))?|family(?: (?:ref(?:erence)?|name))?"
)
BY: Final = (
    r"(?:completed|audited|reviewed|read|prepared|written|typed(?: up)?|collected|compiled|observed"
    r"|chaired|facilitated"
    r"|recorded|submitted|returned|return|notes?|minuted|taken|report|signed) by"
)
STAFF: Final = (
    r"(?:allocated |key |lead |named |support |family support |outreach |duty )*(?:social )?worker"
    r"|personal adviser"
    r"|practitioner|auditors?|author|reader|observers?|chair(?:person)?(?: of [a-z ]+)?"
    r"|independent reviewing officer|iro"
    r"|interviewer|note[- ]taker|notes|minutes|minute[- ]taker"
    r"|(?:team |practice |service )?manager|supervisor|supervisee"
    r"|facilitator|scribe|present"
    r"|attendees|in attendance|attended|apologies|(?:lead )?reviewer|scrutineer"
    r"|officer(?: in (?:the )?case)?|advocate|interpreter|panel"
)
OTHERS: Final = (
    r"(?:deputy )?designated(?: safeguarding)? lead|dsl|(?:deputy )?head ?teacher|head of year|form tutor"
    r"|class teacher|teacher|senco"
    r"|school nurse|health visitor|midwife|gp|paediatrician|consultant|doctor|named nurse|nurse"
    r"|key ?person|mentor|tutor"
)
KIN: Final = (
    r"mother|father|mum|dad|step-?father|step-?mother|step-?dad|step-?mum|parents?|carers?|grandmother"
    r"|grandfather|nan|nana"
    r"|gran|grandad|aunt|uncle|guardian|caller|complainant|mother[’']s partner|father[’']s partner"
    r"|foster carers?"
)
SIBLING: Final = r"(?:half-|step-)?(?:siblings?|brothers?|sisters?)"
_MANY: Final = rf"{NAME}(?:(?:, | and | & ){NAME})*"
ROLES: Final = tuple(
    (kind, re.compile(rf"\b(?i:({cue}))\b(?: (?:is|was|were))?(?:[:.]|[ ]-)?[ ]({_MANY})"))
    for kind, cue in (
        ("worker", BY), ("worker", STAFF), ("other professional", OTHERS), ("family member", KIN),
        ("child", SIBLING),
    )
)  # fmt: skip
_BORN: Final = (
    r"(?:\bborn\b|\bd\.? ?o\.? ?b\b|\bdate of birth\b|\bNHS\b|\bUPN\b|\baged?\b|years old"
    r"|\bYear \d|\bin year\b|\bReception\b|\(\d)"
)
LEAD: Final = re.compile(rf"^[^\w]*(?:(?:{CHILD})\b[ :.#-]*|[A-Z]{{1,3}}\d{{1,2}}\b[ ,.:/-]*)*", re.I)
OPENING: Final = re.compile(
    rf"(?:^|(?<=[.;:/] ))({REVERSED}|{NAME})(?=[ ,]*(?:\([^)]*\))?[^;.:]{{0,60}}?{_BORN})"
)
ALIAS: Final = re.compile(
    r"\b(?:(?:also )?known (?:as|to all as)|a\.?k\.?a\.?|also(?: recorded as)?|formerly|previously|née|nee"
    r"|birth certificate"
    r"|birth name|registered as|recorded as|signs (?:herself|himself|themselves)|prefers|called"
    r"|likes to be called)\b[ :]*"
    rf"({REVERSED}|{NAME})"
)
LABEL: Final = re.compile(
    rf"^[^\w]*(?P<label>{CHILD}|{STAFF}|{OTHERS}|{KIN}|{SIBLING}|{BY}|agency|organisation|service|team"
    rf"|school|setting|method"
    r"|type of audit|audit type|period|audit period|quarter|date(?: of [a-z ]+)?|completed on|d\.?o\.?b\.?"
    r"|nhs(?: (?:no|number))?\.?"
    r"|upn|(?:home )?address|post ?code|tel(?:ephone)?|phone|mobile|e-?mail|gender|sex|age|ethnicity"
    r"|religion|first language|disability"
    r"|from|to|cc|subject|sent|role|job title|legal status|status|ward|locality|venue|location|version"
    r"|category)[ ]?(?::|\t)[ ]*",
    re.I,
)
STRONG: Final = re.compile(
    rf"\b(?i:{BY})[ ]{NAME}|\b(?i:born|d\.?o\.?b\.?|date of birth|UPN|NHS)\b.{{0,12}}\d"
    rf"|\b(?i:case (?:number|no|ref))\b"
    rf"|[\w.+-]+@[\w-]+\.\w|\b(?i:{STAFF}|{OTHERS}): ?{NAME}|\b[A-Z]{{1,2}}\d[A-Z\d]? \d[A-Z]{{2}}\b"
    rf"|\b(?i:allocated (?:social )?worker)\b"
)
PROSE: Final = re.compile(
    r"(?:the|this|that|these|those|there|it|she|he|they|we|when|since|in|at|on|after|before|a|an|her|his"
    r"|their|our|my|i|all|no|one"
    r"|what|who|how|why|although|because|if|with|for|each|both|most|some|every)\b",
    re.I,
)
