"""Which way is better: said by the table, else by its target, else by words that are listed here.

Nothing is inferred that is not written down below, and the basis of every direction is kept beside it.
"""

from __future__ import annotations

import re
from typing import Final

HIGHER: Final = "higher is better"
LOWER: Final = "lower is better"
UNKNOWN: Final = "unknown"

_STATED = (
    (r"\b(higher|high|up|increas\w*|more|bigger|maximi[sz]e)\b|[↑⬆▲]", HIGHER),
    (r"\b(lower|low|down|decreas\w*|reduc\w*|less|fewer|smaller|minimi[sz]e)\b|[↓⬇▼]", LOWER),
)
_TARGET = (
    (r"at least|no (less|fewer|lower) than|minimum|\bmin\b|or (more|above|higher)|\d\s*%?\s*\+|≥|>", HIGHER),
    (
        r"at most|no (more|higher) than|maximum|\bmax\b|or (less|fewer|below|lower)|up to|under|below"
        r"|(less|fewer|lower) than|≤|<",
        LOWER,
    ),
)
WORDS: Final = (  # read in this order: "not seen in time" before "in time", "in time" before "missing"
    (r"\bnot\b|\bwithout\b|overdue|\blate\b|out of time|unallocated|\bno\b", LOWER),
    (r"within \d+ (working )?(hours?|days?)|on time|in time|timel|completed|\boffered\b", HIGHER),
    (
        r"re-?referr|repeat|second or subsequent|waiting|\bwaits?\b|missed|missing|absen[ct]|exclu|suspen"
        r"|vacanc|turnover|caseload|delay|breakdown|placement moves|sickness|cancel|reoffend|\bneet\b",
        LOWER,
    ),
    (
        r"seen alone|attendance|attended|invited|advoca|early help|up[ -]to[ -]date|health check|dental check"
        r"|supervision recorded|participat|satisf|visited|permanen|stable|suitable",
        HIGHER,
    ),
)
LIKELY_FLOOR: Final = 50.0  # a target of at least this many per cent is one to reach, not to stay under


def direction_of(
    name: str, stated: str, target: str, target_value: float | None, unit: str
) -> tuple[str, str]:
    """Which way is better, and on what basis that is said.

    Parameters
    ----------
    name, stated, target : str
        The measure's name, its direction column and its target as written ("at least 90%").
    target_value : float or None
        The number in the target.
    unit : str
        "%" where the measure is one.

    Returns
    -------
    direction : str
        "higher is better", "lower is better" or "unknown".
    basis : str
        "stated", "target", "words" (`WORDS`), "target size" (`LIKELY_FLOOR`), or "" when unknown.
    """
    bases = ((stated, _STATED, "stated"), (target, _TARGET, "target"), (name, WORDS, "words"))
    for text, patterns, basis in bases:
        for pattern, direction in patterns:
            if re.search(pattern, text.lower()):
                return direction, basis
    if unit == "%" and target_value is not None and target_value >= LIKELY_FLOOR:
        return HIGHER, "target size"
    return UNKNOWN, ""
