"""What a sentence speaks of, and how far it reaches when no word says so: "children", "the child"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lif_narrative.story.quantifiers import BANDS

if TYPE_CHECKING:
    from lif_narrative.language import Phrase, Token

GENERAL, FEW, ONE = BANDS["most"], BANDS["some"], BANDS["one"]
SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "csubjpass")
ASIDES: Final = ("ccomp", "relcl", "advcl", "acl", "pcomp", "parataxis")
BODIES: Final = frozenset(
    "service authority partnership system agency department council board trust police workforce practice"
    " culture approach sector organisation organization directorate offer provision leadership"
    " management".split()
)
STARTS: Final = frozenset("a an my his her this that another our".split())
SAYING: Final = frozenset("tell say describe report explain share speak talk recall mention feel".split())
FINDING: Final = frozenset("find see note notice identify record observe raise hear meet spot".split())
MAKING: Final = frozenset("keep make let leave help".split())
MODALS: Final = frozenset("can ca could may might".split())
MAYBE: Final = frozenset(("may", "might"))
LABELLED: Final = re.compile(
    r"\b(?:[Cc]hild|[Pp]arent|[Ww]orker|[Cc]ase|[Ff]amily|[Cc]arer) [A-Z]?\d*\b(?![a-z])"
)


def subject_of(root: Token) -> Token | None:
    """The word that the sentence is about."""
    found = [t for t in root.children if t.dep_ in SUBJECTS]
    if not found and any(t.dep_ == "expl" for t in root.children):
        found = [t for t in root.children if t.dep_ in ("attr", "dobj", "oprd")]
    if not found and root.pos_ in ("NOUN", "PROPN"):
        return root
    return found[0] if found else None


def clauses(sentence: Phrase) -> list[Token]:
    """The heads of a sentence's main clauses: its own, and those joined to it with subjects of their own."""
    joined = (t for t in sentence.root.children if t.dep_ == "conj")
    return [sentence.root, *(t for t in joined if any(c.dep_ in SUBJECTS for c in t.children))]


def within(root: Token, sentence: Phrase) -> frozenset[int]:
    """Where the words of a clause begin, those of clauses joined to it left out."""
    others = {t.i for head in clauses(sentence) if head.i > root.i for t in head.subtree}
    words = root.subtree if root.i != sentence.root.i else sentence
    return frozenset(t.idx for t in words if t.i not in others)


def is_condition(token: Token, root: Token) -> bool:
    """Whether a word stands in a clause that says when or if: "when one visitor rang"."""
    while token.i != root.i and token.head.i != token.i:
        if token.dep_ == "advcl":
            return any(t.lower_ in ("when", "if", "where", "once") for t in token.children)
        token = token.head
    return False


def is_people(noun: Token | None) -> bool:
    """Whether a noun is of people, whose number the sentence would otherwise be about."""
    from lif_narrative.deidentify.lexicon import fold, job_words
    from lif_narrative.suppression.plurals import PLURALS

    return noun is not None and (noun.lemma_.lower() in PLURALS or fold(noun.lemma_) in job_words())


def is_aside(token: Token, root: Token) -> bool:
    """Whether a word stands in a side clause: what was said, who, when, because."""
    while token.i != root.i and token.head.i != token.i:
        if token.dep_ in ASIDES:
            return True
        token = token.head
    return False


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
    before = {t.lower_ for t in subject.children if t.dep_ in ("det", "poss")}
    plural = _is_plural(subject)
    if before & {"my", "our", "his", "her", "this", "that", "a", "an", "another"}:
        return FEW if plural else ONE
    if plural:
        return _of_plural(root, subject, before)
    if LABELLED.search(
        subject.doc.text[subject.left_edge.idx : subject.right_edge.idx + len(subject.right_edge)]
    ):
        return ONE
    if not before or subject.lemma_.lower() in BODIES:
        return GENERAL
    return ONE


def _of_plural(root: Token, subject: Token, before: set[str]) -> float:
    """Of several: "people have lost faith" is of many, "gaps were found" of some, "people wait" of all."""
    perfect = any(t.dep_ == "aux" and t.lemma_ == "have" for t in root.children)
    found = subject.dep_ == "nsubjpass" and root.lemma_ in FINDING
    if perfect and not before:
        return BANDS["many"]
    if perfect or found or before & {"these", "those"}:
        return FEW
    return BANDS["many"] if root.lemma_ in SAYING and not before else GENERAL


def _is_plural(noun: Token) -> bool:
    many = "Plur" in noun.morph.get("Number", []) or noun.tag_ in ("NNS", "NNPS")
    return many or noun.lemma_ in ("people", "staff", "police")


def is_hedged(root: Token) -> bool:
    """Whether it says what can or may be; that something cannot be is no hedge."""
    modals = [t for t in root.subtree if t.tag_ == "MD" and t.lower_ in MODALS and not is_aside(t, root)]
    denied = any(t.dep_ == "neg" for modal in modals for t in modal.head.children)
    return any(t.lower_ in MAYBE or not denied for t in modals)
