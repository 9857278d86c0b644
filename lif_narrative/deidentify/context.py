"""Names that are words as well: Grace, Hope, Will, Rose, Mark, Summer, March. Context decides.

A wrong "name" costs a word of the story; a wrong "word" leaves a person named. Where signs are even, a
name that the case's own files know is taken for the name, and any other for the word.
"""

from __future__ import annotations

from typing import Final

from lif_narrative.deidentify.lexicon import given, human_verbs, kin, surnames, titles
from lif_narrative.deidentify.scene import Scene
from lif_narrative.deidentify.seasons import (
    BE,
    HELPERS,
    SEASONS,
    TO_SOMEBODY,
    WHEN,
    is_season_name,
    person_after_and,
)

_ADVERBS: Final = frozenset(
    "still never always often also just really only usually sometimes then now soon already even quickly kindly not".split()
)
_ARTICLES: Final = frozenset("a an the some any no more much little great such of".split())
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
        return known and _lower(scene, at)
    if scene.precedes(at) in titles() and scene.words[at - 1].capital:
        return True
    if surname_follows(scene, at, known=known) or _after_given(scene, at):
        return True
    if word.key in SEASONS:
        return is_season_name(scene, at, known=known)
    return _at_head(scene, at, known) if word.first else _within(scene, at, known)


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
            or (word.initial and scene.entity[at] == "PERSON")
            or scene.entity[after] == "PERSON"
        )
    return word.initial or word.key in surnames() or scene.entity[after] == "PERSON"


def _after_given(scene: Scene, at: int) -> bool:
    """Whether a given name or an initial stands right before: Martin March, R. Summers, Lily Frost."""
    before = scene.precedes(at)
    previous = scene.words[at - 1] if at else None
    if not previous or not previous.capital or previous.possessive or at - 1 in scene.kept:
        return False
    initial = previous.initial and previous.text not in ("I", "A") and scene.words[at].gap in (" ", ". ", ".")
    clear = before in given() and before not in SEASONS and before not in ("will", "may", "can")
    return initial or (
        clear and (not previous.first or scene.entity[at] == "PERSON" or before not in human_words())
    )


def human_words() -> frozenset[str]:
    """Given names that are everyday words too."""
    from lif_narrative.deidentify.lexicon import word_names

    return given() & word_names()


def _within(scene: Scene, at: int, known: bool) -> bool:
    """Inside a sentence a capital speaks for the name, unless the words around make a title or a place."""
    before, after = scene.precedes(at), scene.follows(at)
    beside = scene.words[at + 1] if after else None
    if before in _ARTICLES or "-" in scene.words[at].text:
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
    person = (
        scene.entity[at] == "PERSON" or after in human_verbs() or before in TO_SOMEBODY or before in kin()
    )
    return person or (scene.words[at].key in given() and scene.pos[at] in ("NNP", ""))


def _at_head(scene: Scene, at: int, known: bool) -> bool:
    """At the head of a sentence every word has a capital: what follows tells."""
    word, after = scene.words[at], scene.follows(at)
    rest = scene.text[word.end : word.end + 2]
    if "-" in word.text:
        return False
    if word.possessive:
        return known or scene.entity[at] == "PERSON"
    if not after:
        alone = rest[:1] in ("", "\n", ".", ",", ":", ")") or rest == " ("
        return (known or scene.entity[at] == "PERSON") and alone
    if after == "and":
        return person_after_and(scene, at) and (known or word.key in given())
    if (
        after in human_verbs()
        and scene.pos[at + 1] in ("VBD", "VBZ", "VBN")
        and (known or word.key in given())
    ):
        return True
    if word.key in ("will", "may", "can", "bill", "mark") and scene.pos[at] in ("MD", "VB"):
        return False
    if after in _ADVERBS and scene.pos[at + 2 : at + 3] and scene.pos[at + 2] in ("VBD", "VBZ", "VBN"):
        return known or scene.entity[at] == "PERSON"
    if after in human_verbs():
        return known or scene.pos[at] in ("NNP", "") or scene.entity[at] == "PERSON"
    return _verb_of_person(scene, at, known)


def _verb_of_person(scene: Scene, at: int, known: bool) -> bool:
    after, tag = scene.follows(at), scene.pos[at + 1]
    believed = known or scene.entity[at] == "PERSON"
    if after in HELPERS:
        return believed and scene.words[at].key not in ("will", "may", "can")
    if after in BE:
        then = scene.pos[at + 2] if at + 2 < len(scene.words) else ""
        return (
            believed and then in ("VBG", "VBN", "JJ", "IN", "RB") and scene.key(at + 2) not in ("not", "in")
        )
    return believed and tag in ("VBD", "VBZ")


def _lower(scene: Scene, at: int) -> bool:
    """In lower case only what people do, or what is done to people, makes the word a name."""
    before, after = scene.precedes(at), scene.follows(at)
    word = scene.words[at]
    if before in _ARTICLES or before in WHEN - {"from", "for", "about"}:
        return False
    if word.key in SEASONS:
        return (
            after in ("says", "said", "told", "thinks", "likes", "wants", "feels", "asked", "told")
            or before in ("called", "named", "told", "asked")
            or (
                before in ("about", "with")
                and after not in ("holiday", "holidays", "term", "break", "time", "school", "clothes")
            )
        )
    acts = after in human_verbs() and scene.pos[at] not in ("VB", "VBP", "MD")
    head = word.first or scene.words[at].gap.strip() != ""
    if acts and (
        head
        or before
        in ("and", "when", "that", "because", "if", "but", "then", "so", "cos", "like", "think", "where")
    ):
        return True
    if word.possessive:
        return word.first or before in ("with", "to", "from", "at", "is", "and")
    return before in (
        "called",
        "named",
        "told",
        "asked",
        "rang",
        "phoned",
        "texted",
        "thanked",
        "im",
        "i'm",
        "miss",
        "met",
    )
