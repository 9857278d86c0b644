"""What a named person is to the child, from the words right beside the name."""

from __future__ import annotations

import re
from typing import Final

from lif_narrative.deidentify.lexicon import fold, jobs, kin, titles
from lif_narrative.deidentify.scene import Scene

_LINK: Final = frozenset("is was called named the a an her his their my our as by s is:".split())
_MOST_WORDS: Final = 3
_BEFORE: Final = re.compile(r"^[\s:,(–—\-\"'“‘]*$")
_AFTER: Final = re.compile(r"^\s*[,(–—-]\s*$|^\s+$")


def role_of(scene: Scene, first: int, last: int) -> str:
    """The role that a title, a job or a word of kinship beside the name gives, or ""."""
    title = titles().get(scene.words[first].key, "")
    if title and title != "person" and first < last:
        return title
    return _beside(scene, first, forward=False) or _beside(scene, last, forward=True)


def _beside(scene: Scene, at: int, *, forward: bool) -> str:
    """The role of the longest job or kinship phrase on one side of a name."""
    words = scene.words
    edge = at + 1 if forward else at - 1
    crossing = at + 1 if forward else at
    if not 0 <= edge < len(words) or not (0 <= crossing < len(words)):
        return ""
    gap = words[crossing].gap
    if not (_AFTER if forward else _BEFORE).match(gap) or (
        words[crossing].first and not gap.strip().startswith(":")
    ):
        return ""
    if forward and not gap.strip() and words[edge].key not in ("is", "was", "the"):
        return ""
    step = 1 if forward else -1
    while 0 <= edge < len(words) and words[edge].key in _LINK and abs(edge - at) <= _MOST_WORDS:
        edge += step
    return _phrase(scene, edge, forward=forward)


def _phrase(scene: Scene, edge: int, *, forward: bool) -> str:
    words = scene.words
    for length in range(_MOST_WORDS, 0, -1):
        start = edge if forward else edge - length + 1
        if start < 0 or start + length > len(words):
            continue
        stretch = words[start : start + length]
        phrase = " ".join(word.key for word in stretch)
        owned = any(word.possessive for word in (stretch if forward else stretch[-1:]))
        if role := ("" if owned else jobs().get(phrase) or kin().get(phrase, "")):
            return role
    return ""


def role_in_words(relation: str) -> str:
    """The role that a field's own words give: "allocated worker", "Mother", "maternal grandmother"."""
    words = re.findall(r"[\w'-]+", fold(relation))
    for length in range(_MOST_WORDS, 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            if role := jobs().get(phrase) or kin().get(phrase, ""):
                return role
    return ""
