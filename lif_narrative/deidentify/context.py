"""Names that are words as well: Grace, Hope, Will, Rose, Mark, Summer, March. Context decides.

A wrong "name" costs a word of the story; a wrong "word" leaves a person named. Where signs are even, a
name that the case's own files know is taken for the name, and any other for the word.
"""

from __future__ import annotations

import functools
from typing import Final

from lif_narrative.deidentify.grammar import is_word
from lif_narrative.deidentify.heads import ARTICLES, at_head
from lif_narrative.deidentify.lexicon import (
    areas,
    given,
    human_verbs,
    jobs,
    kin,
    surnames,
    titles,
    word_names,
)
from lif_narrative.deidentify.scene import Scene
from lif_narrative.deidentify.seasons import (
    SEASONS,
    TO_SOMEBODY,
    asked_of,
    is_season_name,
)
from lif_narrative.deidentify.small import in_small_letters
from lif_narrative.deidentify.strangers import before_given

_PLACE_BEFORE: Final = frozenset("in at from near outside across around into via visiting towards".split())


def is_name(scene: Scene, at: int, *, known: bool) -> bool:
    """Whether the word at `at`, which may be a name, is one here.

    Parameters
    ----------
    known : bool
        The case's files name a person so.
    """
    word = scene.words[at]
    if not word.capital:
        return known and in_small_letters(scene, at)
    if scene.precedes(at) in titles() and scene.words[at - 1].capital:
        return True
    if surname_follows(scene, at, known=known) or after_given(scene, at):
        return True
    if word.upper and before_given(scene, at):
        return True
    if word.key in SEASONS:
        return is_season_name(scene, at, known=known)
    return at_head(scene, at, known=known) if word.first else _within(scene, at, known)


def surname_follows(scene: Scene, at: int, *, known: bool) -> bool:
    """Whether a capitalised surname or initial stands right after, so that both are one name."""
    after = at + 1
    if scene.words[at].possessive or not scene.follows(at) or after in scene.kept:
        return False
    word = scene.words[after]
    if not word.capital or word.text == "I":
        return False
    mine = scene.words[at].key
    if (mine in SEASONS or mine in ("will", "may", "can")) and not (known and word.initial):
        return (
            word.key in surnames()
            or not (is_word(word.key) or word.key in areas() or word.upper)
            or (word.initial and scene.entity[at] == "PERSON")
            or scene.entity[after] == "PERSON"
        )
    return word.initial or word.key in surnames() or scene.entity[after] == "PERSON"


def after_given(scene: Scene, at: int) -> bool:
    """Whether a given name or an initial stands right before."""
    before = scene.precedes(at)
    previous = scene.words[at - 1] if at else None
    if not previous or not previous.capital or previous.possessive or at - 1 in scene.kept:
        return False
    initial = previous.initial and previous.text not in ("I", "A") and scene.words[at].gap in (" ", ". ", ".")
    clear = before in given() and before not in SEASONS and before not in ("will", "may", "can")
    return initial or (
        clear and (not previous.first or scene.entity[at] == "PERSON" or before not in human_words())
    )


@functools.cache
def human_words() -> frozenset[str]:
    """Given names that are everyday words too."""
    return given() & word_names()


def _within(scene: Scene, at: int, known: bool) -> bool:
    """Inside a sentence a capital speaks for the name, unless the words around make a title or a place."""
    before, after = scene.precedes(at), scene.follows(at)
    beside = scene.words[at + 1] if after else None
    if before in ARTICLES - ({"of"} if known else set()) or "-" in scene.words[at].text:
        return False
    if beside is not None and beside.capital and beside.text != "I" and not known and beside.key not in kin():
        return scene.entity[at] == "PERSON"
    if known:
        return True
    if before in _PLACE_BEFORE:
        return scene.entity[at] == "PERSON"
    if (
        at
        and scene.words[at - 1].capital
        and before
        and before not in kin()
        and scene.words[at - 1].text != "I"
    ):
        return scene.entity[at] == "PERSON"
    named_after = before == "" and scene.key(at - 1) in jobs() and scene.words[at].gap == ", "
    person = (
        named_after
        or asked_of(scene, at)
        or scene.entity[at] == "PERSON"
        or after in human_verbs()
        or before in TO_SOMEBODY
        or before in kin()
    )
    return person or (scene.words[at].key in given() and scene.pos[at] in ("NNP", ""))
