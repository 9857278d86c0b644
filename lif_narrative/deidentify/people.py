"""People: every mention of a person, how far the name reaches, and what they are to the child."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lif_narrative.deidentify.findings import Finding
from lif_narrative.deidentify.grammar import in_dictionary, is_slip, is_word
from lif_narrative.deidentify.lexicon import (
    given,
    job_words,
    kin,
    particles,
    plain_words,
    surnames,
    titles,
    word_names,
)
from lif_narrative.deidentify.roles import role_of
from lif_narrative.deidentify.scene import Scene
from lif_narrative.deidentify.signs import Known, is_lower_name, is_person

_JOIN: Final = re.compile(r"^(?:[ \u00a0]|\. ?|[-‐‑])$")
_INITIALS: Final = re.compile(r"^[A-Z](?:[-‐‑]?[A-Z])?$")
_BODIES: Final = frozenset(
    "foundation trust inquiry enquiry review report project programme scheme scale model council ltd limited plc"
    " ambulance society association act charter award university academy college school nursery primary"
    " hospital hospice centre center borough county road street lane avenue close estate test index inventory"
    " syndrome disease questionnaire framework toolkit tool principle principles case judgment".split()
)


def people(scene: Scene, known: Known) -> Iterator[Finding]:
    """Every mention of a person, from title or given name to surname."""
    at = 0
    while at < len(scene.words):
        if not is_person(scene, at, known):
            at += 1
            continue
        first, last = _reach(scene, at, known)
        if not _is_body(scene, first, last):
            first = _with_title(scene, first)
            sure = 68 if any(known.has(w.key) for w in scene.words[first : last + 1]) else 62
            yield Finding(
                _start(scene, first), _end(scene, last), "person", sure, role_of(scene, first, last)
            )
        at = last + 1


def _reach(scene: Scene, at: int, known: Known) -> tuple[int, int]:
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
    return "." not in word.gap or bool(_INITIALS.match(before.text)) or before.key in titles()


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
    if _INITIALS.match(word.text):
        dotted = scene.text[word.end : word.end + 1] == "."
        return dotted or (word.text != "I" and not (word.text == "A" and word.first))
    if word.first and is_word(word.key) and not (word.key in given() and word.key in word_names()):
        return (
            scene.entity[at] == "PERSON"
            and scene.pos[at] == "NNP"
            and word.key not in plain_words() | job_words()
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
        and word.key not in _BODIES
    )


def _is_body(scene: Scene, first: int, last: int) -> bool:
    """Whether the name is that of a charity, a review, a street: Lucy Faithfull Foundation."""
    after = last + 1
    if after >= len(scene.words) or scene.words[last].possessive:
        return False
    word = scene.words[after]
    return word.capital and word.gap == " " and word.key in _BODIES


def _with_title(scene: Scene, first: int) -> int:
    """Take in the titles, or a capitalised word of kinship, that stand before a name."""
    while first > 0 and not scene.words[first].first and scene.words[first].gap in (" ", "\u00a0", ". ", "."):
        before = scene.words[first - 1]
        title = before.key in titles() and (
            before.capital or scene.words[first].gap != "" and before.key in ("miss", "mr", "mrs", "ms", "dr")
        )
        relative = (
            kin().get(before.key) in ("grandparent", "family member")
            and before.capital
            and " " not in before.key
        )
        if not (title or relative) or before.possessive:
            break
        first -= 1
    return first


def _start(scene: Scene, first: int) -> int:
    return scene.words[first].start


def _end(scene: Scene, last: int) -> int:
    """The end of the last word, with the full stop of an initial inside a sentence."""
    end = scene.words[last].end
    if (
        _INITIALS.match(scene.words[last].text)
        and scene.text[end : end + 1] == "."
        and last
        and re.match(r"\.(?:\s+[a-z]|[,;:)>]|$)", scene.text[end:])
    ):
        return end + 1
    return end
