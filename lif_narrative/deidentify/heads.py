"""Names that are words, where capitals tell nothing: at the head of a sentence, and in small letters."""

from __future__ import annotations

from typing import Final

from lif_narrative.deidentify.lexicon import given, human_verbs, kin
from lif_narrative.deidentify.scene import Scene
from lif_narrative.deidentify.seasons import BE, HELPERS, person_after_and

_ADVERBS: Final = frozenset(
    "still never always often also just really only usually sometimes then now soon already even quickly"
    " kindly not".split()
)
ARTICLES: Final = frozenset("a an the some any no more much little great such of".split())


def at_head(scene: Scene, at: int, *, known: bool) -> bool:
    """At the head of a sentence every word has a capital: what follows tells."""
    word, after = scene.words[at], scene.follows(at)
    rest = scene.text[word.end : word.end + 2]
    if "-" in word.text:
        return False
    if word.possessive:
        return known or scene.key(at + 1) in kin() or scene.entity[at] == "PERSON"
    if not after:
        alone = rest[:1] in ("", "\n", ".", ",", ":", ")", "!", "?") or rest == " ("
        return (known or scene.entity[at] == "PERSON") and alone
    if after == "and":
        return person_after_and(scene, at) and (known or word.key in given())
    acts = (
        after in human_verbs() and scene.follows(at + 1) not in BE
    )  # "Dawn visits were" is no deed of Dawn's
    if acts and scene.pos[at + 1] in ("VBD", "VBZ", "VBN") and (known or word.key in given()):
        return True
    if word.key in ("will", "may", "can", "bill", "mark") and scene.pos[at] in ("MD", "VB"):
        return False
    if after in _ADVERBS and scene.pos[at + 2 : at + 3] and scene.pos[at + 2] in ("VBD", "VBZ", "VBN"):
        return known or scene.entity[at] == "PERSON"
    if acts:
        verb = scene.pos[at + 1].startswith("VB") and scene.pos[at] in ("NNP", "")
        return known or verb or scene.entity[at] == "PERSON"
    return after not in human_verbs() and _verb_of_person(scene, at, known)


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
