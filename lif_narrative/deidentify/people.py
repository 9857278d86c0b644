"""People: every mention of a person, how far the name reaches, and what they are to the child."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lif_narrative.deidentify.findings import Finding
from lif_narrative.deidentify.lexicon import kin, titles
from lif_narrative.deidentify.reach import BODIES, INITIALS, reach
from lif_narrative.deidentify.roles import role_of
from lif_narrative.deidentify.scene import Scene
from lif_narrative.deidentify.signs import Known, is_person


def people(scene: Scene, known: Known) -> Iterator[Finding]:
    """Every mention of a person, from title or given name to surname."""
    at = 0
    while at < len(scene.words):
        if not is_person(scene, at, known):
            at += 1
            continue
        first, last = reach(scene, at, known)
        if not _is_body(scene, first, last):
            first = _with_title(scene, first)
            sure = 68 if any(known.has(w.key) for w in scene.words[first : last + 1]) else 62
            yield Finding(
                _start(scene, first), _end(scene, last), "person", sure, role_of(scene, first, last)
            )
        at = last + 1


def _is_body(scene: Scene, first: int, last: int) -> bool:
    """Whether the name is that of a charity, a review, a street: Lucy Faithfull Foundation."""
    after = last + 1
    if after >= len(scene.words) or scene.words[last].possessive:
        return False
    word = scene.words[after]
    return word.capital and word.gap == " " and word.key in BODIES


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
        INITIALS.match(scene.words[last].text)
        and scene.text[end : end + 1] == "."
        and last
        and re.match(r"\.(?:\s+[a-z]|[,;:)>]|$)", scene.text[end:])
    ):
        return end + 1
    return end
