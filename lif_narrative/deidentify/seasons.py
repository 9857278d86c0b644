"""People called after a month or a season: June, April, Summer. Months stay unless they do what people do."""

from __future__ import annotations

import re
from typing import Final

from lif_narrative.deidentify.lexicon import given, human_verbs
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
    if after in human_verbs() and not (scene.words[at].first and scene.words[at].key in ("may", "march")):
        return known or before not in WHEN
    if not known:
        return False
    if scene.words[at].first and _heads_short_line(scene, at):
        return True
    if scene.words[at].possessive:
        return before not in ("the", "last", "next", "this") and after not in (
            "day",
            "end",
            "meeting",
            "holiday",
            "holidays",
        )
    if scene.words[at].first:
        acts = (
            scene.pos[at + 1] in ("VBD", "VBZ") and after not in BE and after not in _TIME_VERBS
            if after
            else False
        )
        return acts or after in HELPERS or (after == "and" and person_after_and(scene, at))
    return before in TO_SOMEBODY or (
        before not in WHEN
        and scene.entity[at] in ("PERSON", "")
        and after not in ("holiday", "holidays", "term", "break", "half")
    )


def person_after_and(scene: Scene, at: int) -> bool:
    """Whether "X and …" goes on with a person: Rose and her partner, Grace and I, Hope and Carol."""
    then = at + 2
    if then >= len(scene.words):
        return False
    word = scene.words[then]
    return word.key in ("i", "her", "his", "their", "the", "my") or (word.capital and word.key in given())


def _heads_short_line(scene: Scene, at: int) -> bool:
    """Whether a heading is about the person: the name, and nothing but a number or a bracket after it."""
    word = scene.words[at]
    line = scene.text[word.end :].split("\n", 1)[0]
    return bool(re.match(r"^\s*[(:–—-]", line)) and not re.search(r"[a-z]{3}", line)
