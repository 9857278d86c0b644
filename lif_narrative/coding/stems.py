"""Words cut back to what they share: so that "visits", "visited" and "visiting" count as one word."""

from __future__ import annotations

import re
from functools import cache

LETTERS = 6  # words longer than this are compared by their beginning, after common endings are cut
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?", re.UNICODE)
ENDINGS = tuple("ations ation ments ment ness ings ing ies ied ers ed er es ly s y".split())


def stems(text: str) -> list[str]:
    """The words of a text that carry meaning, cut back, in their order; function words are left out."""
    words = (word.lower().replace("’", "'").removesuffix("'s") for word in WORD.findall(text))
    return [stem(word) for word in words if word not in function_words() and len(word) > 1]


@cache
def stem(word: str) -> str:
    """A word without its ending, and no longer than `LETTERS`.

    Cutting words to a fixed length serves retrieval about as well as rules of grammar do
    (McNamee and Mayfield 2004, Information Retrieval 7).
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)][:LETTERS]
    return word[:LETTERS]


@cache
def function_words() -> frozenset[str]:
    """English words that say nothing of a theme; scikit-learn's list, less those that carry a claim."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return frozenset(ENGLISH_STOP_WORDS) - {"alone", "own", "system", "together", "move", "nobody"}
