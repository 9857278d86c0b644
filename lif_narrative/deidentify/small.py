"""Names that are words, in small letters: what children and tired people write.

In a text that keeps its capitals a small "hope" is the word. In a line without them it may be the worker
Hope, where the case knows one and the words around speak of a person.
"""

from __future__ import annotations

import re
from typing import Final

from lif_narrative.deidentify.heads import ARTICLES
from lif_narrative.deidentify.lexicon import human_verbs, jobs, kin
from lif_narrative.deidentify.scene import Scene
from lif_narrative.deidentify.seasons import SEASONS, WHEN

_JOINERS: Final = frozenset("and when that because if but then so cos like think where".split())
_ADDRESSED: Final = frozenset(
    "called named told tell tells asked ask asks rang ring phoned texted thanked thank met miss"
    " im i'm".split()
)
_MODALS: Final = frozenset("can could will would did does do should might let lets make makes made".split())
_DEEDS: Final = frozenset(
    "come go help listen visit stay talk ring call tell see take bring read play be have know say think like"
    " want live get make sit ask keep be".split()
)
_LIKED: Final = frozenset(
    "like likes love loves trust trusts hate hates know knows want wants need see saw to with from about for"
    " by and miss at is".split()
)
_GOES_ON: Final = frozenset(
    "because cos and but a the very best when as so too she he now at in on is".split()
)
_SHE: Final = frozenset(("she", "he", "shes", "hes", "her", "him"))
_TOGETHER: Final = frozenset(
    "live lives lived stay stayed play played talk talked sit sat be go went".split()
)
_ME: Final = frozenset(("me", "mum", "dad", "i", "my", "nan", "him", "her", "us"))


def in_small_letters(scene: Scene, at: int) -> bool:
    """Whether a known person's name, written small, is the person here."""
    before, after = scene.precedes(at), scene.follows(at)
    word = scene.words[at]
    if before in ARTICLES or before in WHEN - {"from", "for", "about", "and", "with", "told", "by"}:
        return False
    season = word.key in SEASONS
    if _without_capitals(scene, at) and _speaks_of(scene, at, before, after, season):
        return True
    if season:
        return (
            after in ("says", "said", "told", "thinks", "likes", "wants", "feels", "asked")
            or before in ("called", "named", "told", "asked")
            or (
                before in ("about", "with")
                and after not in ("holiday", "holidays", "term", "break", "time", "school", "clothes")
            )
        )
    acts = after in human_verbs() and scene.pos[at] not in ("VB", "VBP", "MD")
    if acts and (word.first or word.gap.strip() != "" or before in _JOINERS):
        return True
    if word.possessive:
        return word.first or before in ("with", "to", "from", "at", "is", "and")
    return before in _ADDRESSED


def _without_capitals(scene: Scene, at: int) -> bool:
    """Whether the line is written small: it begins so, or says "i"."""
    start = scene.text.rfind("\n", 0, scene.words[at].start) + 1
    line = scene.text[start:].split("\n", 1)[0]
    line = re.sub(r"^[\w ]{1,20}:\s", "", line)  # a speaker's name before the words
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and (letters[0].islower() or re.search(r"\bi\b", line) is not None)


def _speaks_of(scene: Scene, at: int, before: str, after: str, season: bool) -> bool:
    then = scene.key(at + 2)
    if before in _ADDRESSED - {"miss"} or before in kin() or before in jobs():
        return True
    if before in _MODALS and after in _DEEDS or before in _JOINERS and after in human_verbs():
        return True
    if before in ("am", "im", "i'm") and (after in ("and", "but", "from") or not after):
        return True
    near = {scene.key(at + step) for step in range(2, 8)}
    if after in ("is", "was") and before == "" and near & _SHE:
        return True
    if before == "with" and scene.key(at - 2) in _TOGETHER and not after:
        return True
    joined = before == "and" and scene.key(at - 2) in _ME or after == "and" and then in _ME
    if joined and scene.words[at].key not in ("will", "may", "can"):
        return True
    if after in ("is", "was") and (
        then in ("my", "our", "her", "his") or before in ("", *_JOINERS) and not season
    ):
        return True
    return before in _LIKED and (then in _SHE or after in _SHE if season else after in _GOES_ON or not after)
