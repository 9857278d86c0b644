"""How far a name reaches: initials, given names, particles and surnames that stand together."""

from __future__ import annotations

import re
from typing import Final

from lif_narrative.deidentify.grammar import in_dictionary, is_slip, is_word
from lif_narrative.deidentify.lexicon import (
    everyday,
    given,
    job_words,
    kin,
    particles,
    plain_words,
    surnames,
    titles,
    word_names,
)
from lif_narrative.deidentify.scene import Scene
from lif_narrative.deidentify.signs import Known, is_lower_name

_JOIN: Final = re.compile(r"^(?:[ \u00a0]|\. ?|[-‐‑])$")
_CAPITAL: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆĈČĎĐĒĘĚĜĞĢĤĪĶŁĻĽŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŹŻŽȘȚ"
INITIALS: Final = re.compile(rf"^[{_CAPITAL}](?:[-‐‑]?[{_CAPITAL}])?$")
BODIES: Final = frozenset(
    "foundation trust inquiry enquiry review report project programme scheme scale model council ltd"
    " limited plc ambulance society association act charter award university academy college school"
    " nursery primary hospital hospice centre center borough county road street lane avenue close estate"
    " test index inventory syndrome disease questionnaire framework toolkit tool principle principles case"
    " judgment".split()
)


def reach(scene: Scene, at: int, known: Known) -> tuple[int, int]:
    """First and last word of the name around a word of it."""
    first = last = at
    while first > 0 and _joined(scene, first) and _belongs(scene, first - 1, known):
        first -= 1
    while (
        last + 1 < len(scene.words)
        and not scene.words[last].possessive
        and (step := _onward(scene, last, known))
    ):
        last += step
    return first, last


def _onward(scene: Scene, last: int, known: Known) -> int:
    """How many words further the name goes: 1, 2 over a particle or to "Given" after "SURNAME,", else 0."""
    after = scene.words[last + 1]
    if scene.words[last].upper and after.gap == ", " and after.capital and len(scene.words[last].text) > 1:
        return 1 if _belongs(scene, last + 1, known) or not is_word(after.key) else 0
    if not _joined(scene, last + 1):
        return 0
    if _belongs(scene, last + 1, known) or _family_after(scene, last):
        return 1
    beyond = last + 2
    if (
        after.key in particles()
        and beyond < len(scene.words)
        and scene.words[beyond].capital
        and _joined(scene, beyond)
    ):
        return 2 if not is_word(scene.words[beyond].key) or scene.words[beyond].key in surnames() else 0
    return 0


def _joined(scene: Scene, at: int) -> bool:
    """Whether the word at `at` may go on a name that the word before began."""
    word, before = scene.words[at], scene.words[at - 1]
    if word.first or before.possessive or not _JOIN.match(word.gap):
        return False
    return "." not in word.gap or bool(INITIALS.match(before.text)) or before.key in titles()


def _belongs(scene: Scene, at: int, known: Known) -> bool:
    """Whether a word next to a name is part of it."""
    word = scene.words[at]
    small = not word.capital and not known.has(word.key)
    if small and not (
        is_lower_name(word.key) or word.key in surnames() or (len(word.key) > 3 and not is_slip(word.key))
    ):
        return False
    if small and (is_word(word.key) or in_dictionary(word.key)) and word.key not in surnames():
        return False
    if small and scene.words[at - 1].capital:
        return False
    if at in scene.kept or word.key in titles() or word.key in kin():
        return False
    if word.key in BODIES and word.key not in surnames():
        return False
    if INITIALS.match(word.text):
        dotted = scene.text[word.end : word.end + 1] == "."
        return dotted or (word.text != "I" and not (word.text == "A" and word.first))
    if word.first and is_word(word.key) and not (word.key in given() and word.key in word_names()):
        return (
            scene.entity[at] == "PERSON"
            and scene.pos[at] == "NNP"
            and word.key not in plain_words() | job_words() | everyday()
        )
    if not is_word(word.key):
        return not word.upper or len(word.text) > 3
    return (
        word.capital
        and (word.key in surnames() or word.key in given() or known.has(word.key))
        and word.key in word_names()
    )


def _family_after(scene: Scene, last: int) -> bool:
    """Whether a capitalised everyday word after a given name is the surname: the model says so."""
    word = scene.words[last + 1]
    return (
        word.capital
        and last + 1 not in scene.kept
        and scene.entity[last + 1] == "PERSON"
        and scene.words[last].key in given()
        and word.key not in BODIES
    )
