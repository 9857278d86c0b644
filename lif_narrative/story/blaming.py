"""Words that blame someone in a named role: a story tells what happened and what would help, not fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lif_narrative.language import Token

FAILING: Final = frozenset(
    "fail neglect ignore miss refuse overlook forget dismiss disregard mishandle blame let lie abandon"
    " mislead obstruct delay omit botch breach".split()
)
FAULTS: Final = frozenset(
    "failure failing fault mistake error neglect negligence incompetence omission carelessness blame"
    " oversight".split()
)
FAULTY: Final = frozenset(
    "negligent incompetent careless lazy complacent unprofessional inept responsible culpable"
    " dishonest".split()
)
MAYBE: Final = re.compile(  # without one of these no grammar need be read
    r"\b(?:not|never|no)\b|n['’]t\b|\b(?:" + "|".join(sorted(w[:5] for w in FAILING | FAULTS | FAULTY)) + ")",
    re.IGNORECASE,
)
ACTIVE: Final = ("nsubj", "poss")


def blamed(text: str) -> str:
    """The role that a text blames, such as "health visitor"; "" for none.

    Somebody in a role who failed, ignored, missed or did not do; whose failure it was; who was careless.
    """
    from lif_narrative.language import parse

    if not MAYBE.search(text):
        return ""
    for token in next(parse([text], entities=False)):
        if _is_role(token) and _is_at_fault(token):
            return str(
                " ".join(t.text for t in token.subtree if t.dep_ in ("compound", "amod") or t.i == token.i)
            )
    return ""


def _is_role(token: Token) -> bool:
    from lif_narrative.deidentify.lexicon import fold, job_words, kin

    word = fold(token.lemma_)
    return token.pos_ in ("NOUN", "PROPN") and (word in job_words() or word in kin())


def _is_at_fault(role: Token) -> bool:
    head = role.head
    if role.dep_ == "nummod" or role.dep_ == "compound":
        return False
    if role.dep_ in ACTIVE:
        negated = any(t.dep_ == "neg" for t in head.children) and head.pos_ == "VERB"
        faulty = any(t.lemma_ in FAULTY for t in head.children if t.dep_ in ("acomp", "attr"))
        return head.lemma_ in FAILING | FAULTS or negated or faulty
    if role.dep_ == "pobj" and head.lower_ in ("by", "of", "on"):
        return head.head.lemma_ in FAILING | FAULTS
    return False
