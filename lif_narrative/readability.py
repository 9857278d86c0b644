"""How old a reader must be to read a text with ease, by the words and sentences it has."""

from __future__ import annotations

import re
from typing import Final

WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE: Final = re.compile(r"[.!?…:]+(?=\s|$)|\n+")
VOWELS: Final = re.compile(r"[aeiouy]+")
SCHOOL_STARTS: Final = 5  # years: a grade of the formula is a year of school


def reading_age(text: str) -> float:
    """The age in years at which a text reads with ease.

    Lines and colons end a sentence, as they do for someone who reads a page of points.

    Returns
    -------
    float
        From 5 up; 5 for a text without words.

    References
    ----------
    Kincaid, Fishburne, Rogers and Chissom (1975), Research Branch Report 8-75, Naval Technical Training:
    grade = 0.39 words a sentence + 11.8 syllables a word - 15.59; age is grade + 5.
    """
    words = [word.lower() for word in WORD.findall(text)]
    if not words:
        return float(SCHOOL_STARTS)
    sentences = sum(bool(WORD.search(part)) for part in SENTENCE.split(text))
    beats = sum(map(syllables, words))
    grade = 0.39 * len(words) / max(sentences, 1) + 11.8 * beats / len(words) - 15.59
    return max(float(SCHOOL_STARTS), grade + SCHOOL_STARTS)


def syllables(word: str) -> int:
    """How many beats an English word has, by its vowels: one or more."""
    bare = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    count = len(VOWELS.findall(bare))
    if re.search(r"[^aeiouy]e$", bare) and not re.search(r"[^aeiouy]le$", bare):
        count -= 1  # a silent e
    if re.search(r"[^aeiouytd]e[ds]$", bare) and not re.search(r"(s|x|z|ch|sh|g|c)es$", bare):
        count -= 1  # helped, comes
    if re.search(r"(ia|io|eo|iu|ual|uou)", bare) and not re.search(r"(tion|sion|cial|tial|cious|gion)", bare):
        count += 1  # two vowels that are spoken apart
    return max(1, count)


def long_sentences(text: str, most: int = 20) -> int:
    """How many sentences have more words than a reader holds at once."""
    return sum(len(WORD.findall(part)) > most for part in SENTENCE.split(text))
