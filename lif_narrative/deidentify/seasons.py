"""People called after a month or a season: June, April, Summer. Months stay unless they do what people do."""

from __future__ import annotations

import re
from typing import Final

from lif_narrative.deidentify.grammar import is_word
from lif_narrative.deidentify.lexicon import given, human_verbs, jobs, kin
from lif_narrative.deidentify.scene import Scene

SEASONS: Final = frozenset(
    "january february march april may june july august september october november december spring summer"
    " autumn winter easter christmas sunday monday".split()
)
WHEN: Final = frozenset(
    "in by since until till from last next this that each every early mid late end of during before after"
    " through throughout between the over a an all around about for following previous past on".split()
)
TO_SOMEBODY: Final = frozenset(
    "with told asked rang phoned texted called named thanked thank met and says said to for meet saw see"
    " tells tell trusts likes loves misses dear hi hello about i'm im name's lets let".split()
)
HELPERS: Final = frozenset(
    "has had does did doesn't didn't hasn't hadn't will would can could should might".split()
)
BE: Final = frozenset("is was isn't wasn't were".split())
_OF_TIME: Final = frozenset("day end meeting holiday holidays term break half".split())
_TIME_VERBS: Final = frozenset(
    "came comes began begins ended ends started starts passed passes arrived arrives brought brings saw"
    " sees turned turns".split()
)


def is_season_name(scene: Scene, at: int, *, known: bool) -> bool:
    """Months and seasons stay unless they do what only people do."""
    before, after = scene.precedes(at), scene.follows(at)
    gap_before = scene.text[max(0, scene.words[at].start - 4) : scene.words[at].start]
    following = scene.text[scene.words[at].end : scene.words[at].end + 5]
    if re.search(r"\d(?:st|nd|rd|th)?\s$", gap_before) or re.match(r",?\s\d", following):
        return False
    doubtful = scene.words[at].first and (scene.words[at].key in ("may", "march") or after in _TIME_VERBS)
    if after in human_verbs() and not doubtful:
        return known or before not in WHEN
    if not known:
        return False
    if scene.words[at].first and _heads_short_line(scene, at) or _bracketed(scene, at):
        return True
    if scene.words[at].possessive:
        return before not in ("the", "last", "next", "this") and after not in _OF_TIME
    if scene.words[at].first:
        return _opens_as_person(scene, at, after)
    if after in _OF_TIME or _among_months(scene, at):
        return False
    if before == "of":
        return scene.key(at - 2) in kin() or scene.key(at - 2) in jobs()
    return before in TO_SOMEBODY or asked_of(scene, at) or scene.key(at - 2) == "thank" or before not in WHEN


def _opens_as_person(scene: Scene, at: int, after: str) -> bool:
    """Whether a known person's name opens a sentence: "June has asked", "June to ring", "June, Ola: seen"."""
    if after:
        tag = scene.pos[at + 1]
        acts = (
            tag in ("VBD", "VBZ", "VBN") and after not in BE and after not in _TIME_VERBS
        ) or after == "to"
        return acts or after in HELPERS or (after == "and" and person_after_and(scene, at))
    then = scene.words[at + 1] if at + 1 < len(scene.words) else None
    listed = then is not None and then.gap == ", " and then.capital and then.key not in SEASONS
    return listed or scene.text[scene.words[at].end : scene.words[at].end + 2] in (": ", "! ", "!")


def _among_months(scene: Scene, at: int) -> bool:
    """Whether the word beside, over a comma or an "and", is a month or season too: March, April and June."""
    words = scene.words
    before = at - (2 if at > 1 and words[at - 1].key in ("and", "or", "to") else 1)
    after = at + (2 if at + 2 < len(words) and words[at + 1].key in ("and", "or", "to") else 1)
    near = [at_ for at_ in (before, after) if 0 <= at_ < len(words)]
    return any(words[n].key in SEASONS - {"may"} and words[n].capital for n in near)


def asked_of(scene: Scene, at: int) -> bool:
    """Whether a question puts its helping verb before the word: Is June able, Did Hope come."""
    before = scene.precedes(at)
    return (before in BE or before in HELPERS) and scene.words[at - 1].first


def _bracketed(scene: Scene, at: int) -> bool:
    """Whether brackets give the short form of the name before them: June Ward (June)."""
    word = scene.words[at]
    return word.gap == " (" and scene.text[word.end : word.end + 1] == ")" and scene.words[at - 1].capital


def person_after_and(scene: Scene, at: int) -> bool:
    """Whether "X and …" goes on with a person: Rose and her partner, Grace and I, Hope and Carol."""
    then = at + 2
    if then >= len(scene.words):
        return False
    word = scene.words[then]
    return word.key in ("i", "her", "his", "their", "the", "my") or (
        word.capital and (word.key in given() or not is_word(word.key))
    )


def _heads_short_line(scene: Scene, at: int) -> bool:
    """Whether a heading is about the person: the name, and nothing but a number or a bracket after it."""
    word = scene.words[at]
    line = scene.text[word.end :].split("\n", 1)[0]
    return bool(re.match(r"^\s*[(:–—-]", line)) and not re.search(r"[a-z]{3}", line)
