"""How far a sentence reaches when no word says so: "children" reach far, "the child" does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lif_narrative.story.quantifiers import BANDS
from lif_narrative.story.subjects import FEW, GENERAL, ONE, SAYING, is_people

if TYPE_CHECKING:
    from lif_narrative.language import Phrase, Token

BODIES: Final = frozenset(
    "service authority partnership system agency department council board trust police workforce practice"
    " culture approach sector organisation organization directorate offer provision leadership"
    " management".split()
)
STARTS: Final = frozenset("a an my his her this that another our".split())
FINDING: Final = frozenset("find see note notice identify record observe raise hear meet spot".split())
MAKING: Final = frozenset("keep make let leave help".split())
LABELLED: Final = re.compile(
    r"\b(?:[Cc]hild|[Pp]arent|[Ww]orker|[Cc]ase|[Ff]amily|[Cc]arer) [A-Z]?\d*\b(?![a-z])"
)


def unstated(root: Token, subject: Token | None, sentence: Phrase) -> float:
    """How far a sentence reaches whose words do not say: as far as its subject, or those it acts on."""
    reached = _of_noun(root, subject, sentence)
    if is_people(subject):
        return reached
    made = [t for c in root.children if c.dep_ == "ccomp" for t in c.children if t.dep_ == "nsubj"]
    acted = [t for t in root.children if t.dep_ == "dobj"]
    if root.lemma_ in MAKING:  # "kept residents awake", as the parse has it
        acted += made
    whom = [t for t in acted if is_people(t)]
    return min([reached, *(_of_noun(root, t, sentence) for t in whom)])


def _of_noun(root: Token, subject: Token | None, sentence: Phrase) -> float:
    if subject is None:
        return GENERAL
    if subject.i == root.i and sentence[0].lower_ in STARTS:  # read as a phrase, whatever the verb was
        return ONE
    if subject.dep_ in ("csubj", "csubjpass"):
        return GENERAL
    if subject.pos_ == "PRON":
        return {"they": GENERAL, "these": FEW, "those": FEW, "who": GENERAL}.get(subject.lower_, ONE)
    return _of_phrase(root, subject)


def _of_phrase(root: Token, subject: Token) -> float:
    before = {t.lower_ for t in subject.children if t.dep_ in ("det", "poss")}
    plural = _is_plural(subject)
    if any(_is_whose(t) for t in subject.children):
        return ONE
    if before & {"my", "our", "his", "her", "this", "that", "a", "an", "another"}:
        return FEW if plural else ONE
    if plural:
        return _of_plural(root, subject, before)
    if LABELLED.search(
        subject.doc.text[subject.left_edge.idx : subject.right_edge.idx + len(subject.right_edge)]
    ):
        return ONE
    if not before and (_is_event(root) or subject.dep_ in ("attr", "dobj") or _is_of_one(root)):
        return ONE
    if not before or subject.lemma_.lower() in BODIES:
        return GENERAL
    return ONE


def _is_whose(token: Token) -> bool:
    """Whether a word names the one person whose something is: "the boy's wishes"."""
    if token.dep_ != "poss" or token.pos_ not in ("NOUN", "PROPN") or _is_plural(token):
        return False
    words = token.doc.text[token.left_edge.idx : token.idx + len(token)]
    return bool(LABELLED.search(words)) or (is_people(token) and any(t.dep_ == "det" for t in token.children))


def _of_plural(root: Token, subject: Token, before: set[str]) -> float:
    """Of several: "people have lost faith" is of many, "gaps were found" of some, "people wait" of all."""
    perfect = any(t.dep_ == "aux" and t.lemma_ == "have" for t in root.children)
    found = subject.dep_ == "nsubjpass" and root.lemma_ in FINDING
    if perfect and not before:
        return BANDS["many"]
    if perfect or found or before & {"these", "those"}:
        return FEW
    return BANDS["many"] if subject.dep_ == "nsubj" and root.lemma_ in SAYING and not before else GENERAL


def _is_event(root: Token) -> bool:
    """Whether something was done once, to something definite: "Health sent the chart"."""
    past = root.tag_ == "VBD" or any(t.dep_ == "aux" and t.lower_ == "had" for t in root.children)
    done = [t for t in root.children if t.dep_ == "dobj" and not _is_plural(t)]
    return past and any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ == "the") for t in done for c in t.children
    )


def _is_of_one(root: Token) -> bool:
    """Whether it is said of some one or so many people: "changed how one nurse works"."""
    return any(
        is_people(t) and any(c.dep_ == "nummod" or c.lower_ in ("a", "an", "one") for c in t.children)
        for t in root.subtree
    )


def _is_plural(noun: Token) -> bool:
    many = "Plur" in noun.morph.get("Number", []) or noun.tag_ in ("NNS", "NNPS")
    return many or noun.lemma_ in ("people", "staff", "police")
