"""Names that no list has: capitalised words of no dictionary, told from slips of the pen and from places."""

from __future__ import annotations

import re
from typing import Final

from lif_narrative.deidentify.grammar import is_slip, is_word
from lif_narrative.deidentify.lexicon import given, human_verbs, surnames
from lif_narrative.deidentify.scene import Scene
from lif_narrative.deidentify.seasons import asked_of

_SHORT_FORM: Final = re.compile(r"(?!Ma?c[A-Z]|O['’])[A-Za-z]*[A-Z][a-z]?[A-Z]+s?")  # RHIs, CiCC; not McAvoy
_NO_PERSON: Final = frozenset(
    {"GPE", "LOC", "ORG", "FAC", "NORP", "PRODUCT", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART", "DATE"}
)
PLACE_BEFORE: Final = frozenset("in at from near outside across around into to visiting towards of".split())
_SHORT: Final = 5  # letters; as many capitals are mostly a service
_LONG: Final = 6  # a shorter name is one slip from some word by chance
_OF_PEOPLE: Final = frozenset("asked told with met rang thanked trusts likes loves saw and".split())
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
_LIVING: Final = frozenset(
    "live lives lived living move moved moves moving born based placed stay stays stayed staying back"
    " away resident address home flat house town city area office schools went go travelled family came"
    " comes".split()
)


def is_stranger(scene: Scene, at: int) -> bool:
    """A capitalised word that is in no dictionary."""
    word, entity = scene.words[at], scene.entity[at]
    parts = word.key.split("-")
    if not word.upper and _SHORT_FORM.fullmatch(word.text):
        return False
    if word.initial:
        return False
    named = any(part in given() for part in parts if len(part) > 2) or (
        len(parts) == 1 and word.key in given()
    )
    family = any(part in surnames() for part in parts)
    if word.upper:  # short capitals are mostly a service; a known name in capitals is the roster's to find
        long = len(word.text) >= _SHORT and (named or family or entity == "PERSON")
        return long or before_given(scene, at)
    if named:
        return not (
            scene.precedes(at) in PLACE_BEFORE and entity in ("GPE", "LOC") and word.key in surnames()
        )
    if scene.follows(at) in human_verbs():
        return family or entity == "PERSON" or not word.first or not is_slip(word.key, common=True)
    if word.first and ":" not in word.gap:
        return _unknown_at_head(scene, at, family)
    before = scene.precedes(at)
    placed = before in PLACE_BEFORE and (
        entity in _PLACES if before in ("of", "to", "from") else entity != "PERSON"
    )
    if entity == "PERSON" or not placed:
        return family or not _is_place_or_short(scene, at)
    return False


def before_given(scene: Scene, at: int) -> bool:
    """Whether "SURNAME, Given" begins here, as registers write it."""
    after = scene.words[at + 1] if at + 1 < len(scene.words) else None
    return (
        after is not None
        and after.gap == ", "
        and after.capital
        and not after.upper
        and (after.key in given() or not is_word(after.key))
    )


def _unknown_at_head(scene: Scene, at: int, family: bool) -> bool:
    """A capitalised word of no dictionary that opens a sentence: a slip of the pen as often as a name."""
    word, entity = scene.words[at], scene.entity[at]
    if entity == "PERSON":
        return family or not _is_place_or_short(scene, at)
    after = scene.words[at + 1] if scene.follows(at) else None
    if after is not None and after.capital and at + 1 not in scene.kept and not is_word(after.key):
        return not after.upper or word.upper
    if family and entity not in _NO_PERSON:
        return True
    rest = scene.text[word.end : word.end + 2]
    tag = scene.pos[at + 1] if after is not None else ""
    acts = (
        tag in ("VBD", "VBZ", "VBN")
        or rest == ", "
        and scene.key(at + 1) in ("can", "could", "please", "you", "i", "my")
    )
    if word.upper:
        return False
    return not is_slip(word.key, common=word.possessive) if acts or word.possessive else False


def _is_place_or_short(scene: Scene, at: int) -> bool:
    """Whether what the model takes for a person is a place, or a short form at a sentence's head."""
    if scene.precedes(at) in ("in", "from", "to", "near") and at > 1:
        return scene.words[at - 2].key in _LIVING
    word = scene.words[at]
    if scene.precedes(at) in _OF_PEOPLE or asked_of(scene, at):
        return False
    if not word.first and scene.entity[at] != "PERSON":
        return (len(word.key) > _LONG and word.text.isascii() and is_slip(word.key)) or scene.precedes(
            at
        ) in ("the", "a", "an")
    return (
        word.first
        and bool(scene.follows(at))
        and scene.pos[at + 1] in ("IN", "DT", "TO", "PRP", "PRP$", "CD", "NN", "NNS")
    )
