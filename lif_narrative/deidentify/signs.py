"""Signs that a word begins, or is, somebody's name: a title before it, a deed after it, no dictionary."""

from __future__ import annotations

import re
from typing import Final, Protocol

from lif_narrative.deidentify.context import after_given, human_words, is_name, surname_follows
from lif_narrative.deidentify.grammar import in_dictionary, is_slip, is_word
from lif_narrative.deidentify.lexicon import (
    areas,
    everyday,
    given,
    human_verbs,
    plain_words,
    surnames,
    word_names,
)
from lif_narrative.deidentify.scene import Scene
from lif_narrative.deidentify.strangers import PLACE_BEFORE, is_stranger
from lif_narrative.deidentify.titled import are_initials, is_titled

_ANNOUNCED: Final = re.compile(
    r"\b(?:(?:sur|fore|first |last |maiden |full |middle )?name(?:s|'s)?\b(?:\s+(?:is|was|are))?"
    r"|called|named|known as|nicknamed|aka)[ \t:?=\"'“‘]+",
    re.I,
)
_SIGNED: Final = re.compile(
    r"(?:\b(?:regards|wishes|sincerely|faithfully|thanks|thank you|cheers|love|from)[,.!]?\s*\n\s*"
    r"|\b(?:signed|(?:audited|completed|written|reviewed|prepared|observed|chaired|recorded|submitted) by"
    r"|signature|author|facilitator)[ \t:–-]+)$",
    re.I,
)
_SHORT_LINE: Final = 5  # words: a signature has no more


class Known(Protocol):
    """What the recogniser asks of a roster."""

    def has(self, key: str) -> bool:
        """Whether a person of the case, or of the project, has this folded name."""

    def near(self, key: str) -> bool:
        """Whether the word is one slip from such a name."""

    def initials(self, text: str) -> bool:
        """Whether these capitals are such a person's initials."""


def is_person(scene: Scene, at: int, known: Known) -> bool:
    """Whether the word at `at` is, or begins, somebody's name."""
    word = scene.words[at]
    if is_titled(scene, at):
        return True
    if word.capital and known.initials(word.text) and are_initials(scene, at):
        return True
    if at in scene.kept and not (
        word.key in word_names()
        and not word.text.isupper()  # the sector's short form (TA), which only initials can be
        and (
            known.has(word.key)
            or (word.capital and surname_follows(scene, at, known=False))
            or (word.capital and scene.follows(at) in human_verbs())
        )
    ):
        return False
    if _announced(scene, at):
        return True
    if word.key in areas() and not known.has(word.key):
        return word.capital and (surname_follows(scene, at, known=False) or after_given(scene, at))
    if _model_says(scene, at):
        return True
    if _is_wordname(word.key):
        return is_name(scene, at, known=known.has(word.key)) if _may_be_name(word.key, known) else False
    if known.has(word.key):
        return len(word.key) > 2 or word.capital
    if known.near(word.key) and not is_word(word.key):
        return True
    return is_stranger(scene, at) if word.capital else is_lower_name(word.key) or _lower_pair(scene, at)


def _model_says(scene: Scene, at: int) -> bool:
    """A capitalised noun inside a sentence that the model takes for a person, and that is no everyday word.

    The dictionary holds famous surnames in small letters beside its words.
    """
    word = scene.words[at]
    if not word.capital or word.upper or scene.entity[at] != "PERSON" or scene.pos[at] != "NNP":
        return False
    if word.first and scene.follows(at) not in human_verbs():
        return False
    return (
        word.key not in word_names()
        and word.key not in plain_words()
        and word.key not in everyday()
        and "-" not in word.key
        and not word.initial
        and (scene.precedes(at) not in ("the", "a", "an") and scene.precedes(at) not in PLACE_BEFORE)
    )


def is_lower_name(key: str) -> bool:
    """A given name written small that can be nothing else."""
    return len(key) > 3 and key in given() and not in_dictionary(key)


def _lower_pair(scene: Scene, at: int) -> bool:
    """A given name written small before a word of no dictionary: lena andersson."""
    key, after = scene.words[at].key, scene.follows(at)
    if len(key) < 3 or key not in given() or is_word(key) or not after:
        return False
    return not scene.words[at + 1].capital and not is_word(after) and not is_slip(after)


def _announced(scene: Scene, at: int) -> bool:
    """Whether the words before say that a name comes: my name is, surname:, called."""
    start = scene.words[at].start
    if scene.words[at].capital and at not in scene.kept and _signs(scene, at):
        return True
    said = _ANNOUNCED.search(scene.text, max(0, start - 40), start)
    if said is None or said.end() != start or at in scene.kept or "'" in scene.words[at].key:
        return False
    key = scene.words[at].key
    listed = key in given() or key in surnames()
    return key not in plain_words() and (
        scene.words[at].capital
        or (listed and (key not in word_names() or not scene.follows(at)))
        or not is_word(key)
    )


def _signs(scene: Scene, at: int) -> bool:
    """Whether a name in its own short line closes a letter, or a form says who signed."""
    start = scene.words[at].start
    line = scene.text[start:].split("\n", 1)[0]
    if not _SIGNED.search(scene.text, max(0, start - 40), start) or len(line.split()) > _SHORT_LINE:
        return False
    key = scene.words[at].key
    return key in given() or key in surnames() or not in_dictionary(key)


def _is_wordname(key: str) -> bool:
    return key in word_names() or is_word(key)


def _may_be_name(key: str, known: Known) -> bool:
    return known.has(key) or key in human_words() or key in surnames()
