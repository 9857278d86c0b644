"""How people write a count of people: "two of the six children", "both families", "a third of the nine"."""

from __future__ import annotations

import re
from typing import Final

from lif_narrative.suppression.plurals import NOUN

WORDS: Final = {
    word: n
    for n, word in enumerate(
        "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
} | {"a single": 1, "a couple of": 2, "a pair of": 2, "half a dozen": 6, "a dozen": 12, "none": 0}
PARTS: Final = {
    "half": 1 / 2, "a third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3, "two-thirds": 2 / 3,
    "a quarter": 1 / 4, "one quarter": 1 / 4, "three quarters": 3 / 4, "a fifth": 1 / 5,
}  # fmt: skip
N: Final = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,4}|" + "|".join(sorted(set(WORDS) - {"no"}, key=len, reverse=True)) + ")"
)
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
_LABELS = (  # "year 5 pupils", "child 2": the number names, and does not count
    "year", "stage", "section", "part", "page", "band", "level", "tier", "phase", "child", "parent", "aged",
    "age", "number", "question", "group", "team", "school", "worker", "ward",
)  # fmt: skip
_START = r"(?<![\w.,:/£-])" + "".join(rf"(?<!\b{label} )" for label in _LABELS)
_HEDGE = (
    r"(?:\b(?:only|just|at least|at most|(?:no )?more than|fewer than|less than|up to|as (?:many|few) as"
    r"|exactly|about|around|nearly|almost|some) )?"
)
_BETWEEN = (  # "two very young children", and not "two of the children"
    r"(?:(?!(?:of|in|and|or|to|a|the|for|at|by|with|from|who|that|hold|holds)\b)[\w’'-]+ ){0,2}?"
)
WHO: Final = _BETWEEN + NOUN
_THE = r"(?:the |all |these |those |our )?"
_VERBS = (
    "say says said tell tells told feel feels felt hold holds held do does did has have had is are was were"
    " speak speaks spoke report reports reported describe describes described want wants wanted"
)
_VERB = rf"(?:{'|'.join(_VERBS.split())}|a (?=strength|concern))"
_TIME = r"(?! (?:year|month|week|day|hour|minute)s?\b)"
_THEN = r"(?P<verb>(?: (?:that|who|which))? [a-z]+s\b(?: of it [a-z]+s\b)?)?"
_FORMS: Final = (
    rf"(?P<share>\d{{1,3}}(?:\.\d+)? ?(?:%|per ?cent)|{_PART}) of {_THE}(?P<whole>{N}) (?P<who>{WHO})",
    rf"(?P<rate>\d{{1,3}}(?:\.\d+)? ?% ?\()?(?P<n>{N}) (?:out of|of|in) {_THE}(?P<of>{N}){_TIME}"
    rf"(?P<whose> {WHO})?(?(rate)\))",
    rf"(?P<some>{N}) of (?P<those>(?:the|these|those|our|its) {WHO}|them|us|these|those|whom)\b"
    rf"(?P<then> [a-z]+s\b)?",
    rf"(?P<all>all|each of the|all of the|all the|the|these|those|both|our) (?P<every>{N}) (?P<each>{WHO})"
    + _THEN.replace("<verb>", "<does>"),
    rf"both (?P<two>{WHO})(?<!parents)",
    rf"(?P<many>{N}) (?P<people>{WHO}){_THEN}",
    rf"(?P<bare>{N}) (?P<verb_of_bare>{_VERB})",
)
COUNT: Final = re.compile(_HEDGE + _START + "(?:" + "|".join(_FORMS) + ")", re.IGNORECASE)


def number(word: str) -> int:
    """A number as it was written: in figures or in words."""
    plain = word.lower().replace(",", "")
    return int(plain) if plain.isdigit() else WORDS[plain]


def share(word: str) -> float:
    """A part as it was written: "50%", "a third"."""
    digits = re.match(r"[\d.]+", word)
    return float(digits[0]) / 100 if digits else PARTS[word.lower()]
