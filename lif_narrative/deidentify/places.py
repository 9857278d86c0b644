"""Where somebody lives or learns: postcodes, street addresses, schools and small places.

The borough, the county and other cities stay: an audit is about a place. What goes is what narrows a
family down to a street or a school.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lif_narrative.deidentify.findings import Finding
from lif_narrative.deidentify.grammar import is_word
from lif_narrative.deidentify.lexicon import fold, street_nouns

_GAP = r"[ \u00a0\t]+"
_OUT = r"(?:[A-Z]{1,2}\d[A-Z\d]?|GIR)"
_POSTCODE = re.compile(rf"\b{_OUT}[ \u00a0]{{0,2}}\d[A-Z]{{2}}\b")
_ANY_CASE = re.compile(rf"\b{_OUT}[ \u00a0]{{0,2}}\d[A-Z]{{2}}\b", re.I)
_NUMBER = (
    r"(?:\d{2,6}\s+)?(?:(?:Flat|Apartment|Apt\.?|Unit|Room|Suite|No\.?|Number|Block|Plot|flat|no\.?)"
    r"\s?\d{0,4}[A-Za-z]?,?\s+)?\d{1,5}\s?[A-Za-z]?(?:\s?[-–/]\s?\d{1,4}[A-Za-z]?)?,?"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_STREETS = "|".join(street_nouns(numbered=True))
_UNMISTAKABLE = "|".join(noun.title() for noun in street_nouns(numbered=False))
_NUMBERED = re.compile(
    rf"(?<![\d.,:/])\b{_NUMBER}\s+(?!(?:{_MONTHS})\b)(?:(?:[A-Za-zÀ-ÿ'’\-]+|[A-Za-z]{{1,4}}\.){_GAP}){{1,4}}?"
    rf"(?:{_STREETS})\b(?:\s+(?:{_STREETS})\b)*\.?(?:\s+(?:North|South|East|West)\b)?",
    re.I,
)
_UNNUMBERED = re.compile(
    rf"\b(?:(?:St|Saint|The|Old|New|Upper|Lower|Great|Little|North|South|East|West)\.?{_GAP})?"
    rf"(?:[A-ZÀ-Þ][\w'’\-]+{_GAP}){{1,3}}?"
    rf"(?:{_UNMISTAKABLE})\b(?:{_GAP}(?:{_UNMISTAKABLE})\b)*"
)
_FLAT = re.compile(r"\b(?:Flat|Apartment|Apt\.?|Suite|Room)\s+(?:\d{1,4}[A-Za-z]?|[A-Z])\b,?(?=\s)")
_GIVEN_OUT = re.compile(
    r"\b(?:lives? at|living at|lived at|address(?:es)?(?:\s+(?:is|was|of))?"
    r"|drops? (?:you|me|him|her|them) off at|located at|situated at"
    r"|stay(?:s|ed|ing)? at|home is|station is on)[\s:]+(?:[a-z]+[ :]+){0,5}?"
    r"(?P<a>(?=[^\n,;]{0,40}\d)[A-ZÀ-Þ\d][^\n,;.?!]{2,80})"
)
_CORNER = re.compile(r"\bthe corner of (?P<a>[^\n.;?!]{3,40}? and [^\n.,;?!]{3,30})")
_ABROAD = re.compile(
    r"\b(?:\d{1,6},?\s+)?(?:[^\W\d_]+\s){0,2}[^\W\d_]+(?:vej|gade|gata|gatan|gasse|stra(?:ss|ß)e|weg|katu"
    r"|straeti|stræti|stræde|vegen|veien|allé|vägen|straat|laan|utca|ulice|plads|platz)\s\d{1,4}[A-Za-z]?\b"
    r"|\b(?:\d{1,6},?\s+)?(?-i:Rua|Via|Rue|Calle|Avenida|Carrera|Plaza|Piazza|Praça|Place|ul\.|ulitsa|Strada"
    r"|Rúa)\s(?:[^\W\d_][\w.'’-]*\s){1,5}\d{1,4}\b",
    re.I,
)
_BETWEEN = re.compile(r"\b\d{1,6} (?P<words>(?:[^\W\d_][\w'’/-]*\.? ){1,5})\d{1,4}[A-Za-z]?\b\.?")
_BOX = re.compile(r"\b(?:p\.?\s?o\.?\s?box|psc \d+,? box|unit \d+ box|postbox|box)\s\d{1,5}\b", re.I)
_ZIP = re.compile(
    r"\b(?:zip|postal|post)(?:\s?code)?(?:\s+(?:is|was))?[\s:]+(?P<a>[A-Z0-9]{2,5}(?:[ -]\d{2,4})?\b(?<=\d))",
    re.I,
)
_NEXT_LINE = re.compile(
    r"(?:\n[ \t>?*,]*(?:[A-ZÀ-Þ][\w.'’ -]{0,28},?\s?(?:[A-Z]{2,3}\s)?)?"
    r"(?:[A-Z\d]{2,6}(?:[ -]\d{2,4})?)?[ \t]*(?=\n|$)){1,5}"
)
_SAME_LINE = re.compile(
    r"(?:,?\s+[A-ZÀ-Þ][\w'’-]+){1,4},?\s+(?:[A-Za-z]{2,3}\s+)?\d{4,6}\b|,\s+[A-ZÀ-Þ][\w'’ -]{2,28}(?=\n|$)"
)
_NO_STREET = frozenset(
    "minutes minute mins hours hour days weeks months years in out too of per and or to".split()
)
_FEW = 4  # words of a street written small
_ABBREVIATED = 4  # St., Ave.: a longer word with a full stop ends a sentence
_ADDRESS_CUE = re.compile(
    r"\b(?:address|addr|lives?|living|lived|resid\w+|home|moved?|at|post ?code|house|flat|mail"
    r"|deliver\w*|ship\w*|location)\b",
    re.I,
)


def postcodes(text: str) -> Iterator[Finding]:
    """Postcodes, in capitals anywhere; in lower case or unspaced too where the letters cannot be a word."""
    for match in _ANY_CASE.finditer(text):
        capital = _POSTCODE.fullmatch(match[0]) is not None
        spaced = " " in match[0] or "\u00a0" in match[0]
        if capital or spaced or len(match[0]) >= 6 or _cued(text, match.start()):
            yield Finding(*match.span(), "postcode", 86)


def streets(text: str) -> Iterator[Finding]:
    """Street addresses: with a number in any case of letters, without one only where spelt as a name."""
    found = [(*match.span(), 78) for match in _NUMBERED.finditer(text) if _is_street(text, match)]
    found += [(*match.span(), 72) for match in _UNNUMBERED.finditer(text)]
    found += [(match.start(), match.end() - match[0].endswith(","), 71) for match in _FLAT.finditer(text)]
    found += [(*match.span(), 70) for pattern in (_ABROAD, _BOX) for match in pattern.finditer(text)]
    found += [(*match.span("a"), 69) for match in _CORNER.finditer(text)]
    found += [(*match.span("a"), 69) for match in _GIVEN_OUT.finditer(text) if _odd(match["a"])]
    found += [(*match.span(), 69) for match in _BETWEEN.finditer(text) if _strange(match["words"])]
    for start, end, strength in found:
        yield Finding(start, end, "address", strength)
    if found and "\n" in text:
        yield from _blocks(text, [(start, end) for start, end, _ in found])
    for match in _ZIP.finditer(text):
        yield Finding(*match.span("a"), "postcode", 70)


def _is_street(text: str, found: re.Match[str]) -> bool:
    """Whether number, words and noun are a street: with a capital, an unknown word, or told to be an address.

    "2018, too many children drift" and "45 minutes drive" are none.
    """
    words = re.findall(r"[^\W\d_]{2,}", found[0])
    if words[-1].lower() == "st" and re.match(r"\.?\s[A-Z]", text[found.end() :]):
        return False  # of a saint, not a street
    if any(word[0].isupper() for word in words) or any(not is_word(fold(word)) for word in words):
        return True
    return words[0] not in _NO_STREET and len(words) < _FEW and _cued(text, found.start())


def _strange(words: str) -> bool:
    """Whether capitalised words between two numbers are a street's: one at least is in no dictionary."""
    each = words.split()
    if any(word.endswith(".") and len(word) > _ABBREVIATED for word in each):
        return False
    return each[0][:1].isupper() and any(not is_word(fold(word)) for word in each)


def _odd(address: str) -> bool:
    """Whether what is given out as an address holds a word of no dictionary: a street's own name."""
    return any(not is_word(fold(word)) for word in re.findall(r"[^\W\d_]{3,}", address))


def _blocks(text: str, found: list[tuple[int, int]]) -> Iterator[Finding]:
    """The rest of an address written over several lines: town, country, postal code."""
    for _, end in found:
        if match := _NEXT_LINE.match(text, end) or _SAME_LINE.match(text, end):
            start = match.start() + len(match[0]) - len(match[0].lstrip(" \n\t>?*,"))
            if start < match.end() and re.search(r"\d", match[0]):
                yield Finding(start, match.start() + len(match[0].rstrip()), "address", 55)


def _cued(text: str, start: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    return _ADDRESS_CUE.search(text, max(line, start - 60), start) is not None
