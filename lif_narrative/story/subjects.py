"""What a sentence speaks of: its clauses, their subjects, and what stands aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lif_narrative.story.quantifiers import BANDS

if TYPE_CHECKING:
    from lif_narrative.language import Phrase, Token

GENERAL, FEW, ONE = BANDS["most"], BANDS["some"], BANDS["one"]
SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "csubjpass")
ASIDES: Final = ("ccomp", "relcl", "advcl", "acl", "pcomp", "parataxis")
SAYING: Final = frozenset(
    "tell say describe report explain share speak talk recall mention feel hope think believe worry fear want"
    " wish".split()
)
MODALS: Final = frozenset("can ca could may might".split())
MAYBE: Final = frozenset(("may", "might"))


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
    root = _said_of(sentence.root)
    joined = (t for t in root.children if t.dep_ == "conj")
    return [root, *(t for t in joined if any(c.dep_ in SUBJECTS for c in t.children))]


def _said_of(root: Token) -> Token:
    """What "it seems that" and "it is clear that" are said of."""
    told = [t for t in root.children if t.dep_ == "ccomp"]
    empty = any(t.lower_ == "it" and t.dep_ in ("nsubj", "expl") for t in root.children)
    return told[0] if told and empty and root.lemma_ in ("seem", "appear", "look", "be") else root


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


def is_hedged(root: Token) -> bool:
    """Whether it says what can or may be; that something cannot be is no hedge."""
    modals = [t for t in root.subtree if t.tag_ == "MD" and t.lower_ in MODALS and not is_aside(t, root)]
    denied = any(t.dep_ == "neg" for modal in modals for t in modal.head.children)
    return any(t.lower_ in MAYBE or not denied for t in modals)
