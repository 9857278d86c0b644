"""The nouns whose counts can find a person, in the plural, and verbs that agree."""

from __future__ import annotations

import re
from typing import Final

PLURALS: Final = {
    "child": "children", "young person": "young people", "person": "people", "baby": "babies",
    "boy": "boys", "girl": "girls", "teenager": "teenagers", "adolescent": "adolescents", "infant": "infants",
    "pupil": "pupils", "student": "students", "family": "families", "household": "households",
    "parent": "parents", "carer": "carers", "mother": "mothers", "father": "fathers", "mum": "mums",
    "dad": "dads", "sibling": "siblings", "brother": "brothers", "sister": "sisters", "relative": "relatives",
    "grandparent": "grandparents", "case": "cases", "account": "accounts", "reply": "replies",
    "return": "returns", "response": "responses", "respondent": "respondents", "participant": "participants",
    "practitioner": "practitioners", "worker": "workers", "manager": "managers", "partner": "partners",
    "auditor": "auditors", "professional": "professionals", "referral": "referrals", "plan": "plans",
    "complaint": "complaints", "compliment": "compliments", "interview": "interviews", "record": "records",
    "woman": "women", "man": "men", "adult": "adults", "resident": "residents",
}  # fmt: skip
_FORMS = sorted({*PLURALS, *PLURALS.values()}, key=lambda word: (-len(word), word))
NOUN: Final = rf"(?:{'|'.join(_FORMS)})\b(?:['’]s? (?:{'|'.join(_FORMS)})\b)?"
_SINGULAR: Final = re.compile(rf"\b({'|'.join(sorted(PLURALS, key=len, reverse=True))})\b", re.IGNORECASE)
IRREGULAR: Final = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go"}
NO_VERBS: Final = frozenset(
    "as this his its us always sometimes across towards perhaps plus less besides whereas unless thus"
    " afterwards otherwise records cases accounts plans interviews".split()
)


def plural(phrase: str) -> str:
    """A noun phrase whose nouns of people stand in the plural: "one child's case" as "children's cases"."""
    return _SINGULAR.sub(lambda found: PLURALS[found[1].lower()], phrase)


def agreeing(verb: str) -> str:
    """The verb of many for the verb of one ("says" as "say"); leading white space stays."""
    word = verb.strip()
    if word in IRREGULAR:
        return verb.replace(word, IRREGULAR[word])
    if not word.endswith("s") or word.endswith("ss") or word in NO_VERBS:
        return verb
    stem = (
        word[:-3] + "y"
        if word.endswith("ies")
        else word[:-2]
        if re.search("(s|x|z|ch|sh)es$", word)
        else word[:-1]
    )
    return verb.replace(word, stem)
