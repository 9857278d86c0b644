"""Where somebody lives or learns: postcodes, street addresses, schools and small places.

The borough, the county and other cities stay: an audit is about a place. What goes is what narrows a
family down to a street or a school.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lif_narrative.deidentify.findings import Finding
from lif_narrative.deidentify.lexicon import small_place_nouns, street_nouns

_OUT = r"(?:[A-Z]{1,2}\d[A-Z\d]?|GIR)"
_POSTCODE = re.compile(rf"\b{_OUT}[ \u00a0]{{0,2}}\d[ABD-HJLNP-UW-Z]{{2}}\b")
_ANY_CASE = re.compile(rf"\b{_OUT}[ \u00a0]{{0,2}}\d[ABD-HJLNP-UW-Z]{{2}}\b", re.I)
_CAP = r"(?:St\.?\s|Saint\s)?[A-ZÀ-Þ][\w'’\-]*\.?"
_NAME = rf"(?:{_CAP}(?:\s+(?:(?:of|the|and|on|by|in|le|la|de|upon|under|C\s?of\s?E|RC|CE|CofE|VA|VC)\s+)*{_CAP}){{0,4}})"
_NUMBER = r"(?:(?:Flat|Apartment|Apt\.?|Unit|Room|Suite|No\.?|Number|Block|Plot|flat|no\.?)\s?\d{0,4}[A-Za-z]?,?\s+)?\d{1,5}\s?[A-Za-z]?(?:\s?[-–/]\s?\d{1,4}[A-Za-z]?)?,?"
_STREETS = "|".join(street_nouns(numbered=True))
_UNMISTAKABLE = "|".join(noun.title() for noun in street_nouns(numbered=False))
_NUMBERED = re.compile(
    rf"\b{_NUMBER}\s+(?:[A-Za-zÀ-ÿ'’\-]+\.?\s+){{1,4}}?(?:{_STREETS})\b(?:\s+(?:{_STREETS})\b)*\.?(?:\s+(?:North|South|East|West)\b)?", re.I
)
_UNNUMBERED = re.compile(
    rf"\b(?:(?:St|Saint|The|Old|New|Upper|Lower|Great|Little|North|South|East|West)\.?\s+)?(?:[A-ZÀ-Þ][\w'’\-]+\s+){{1,3}}?"
    rf"(?:{_UNMISTAKABLE})\b(?:\s+(?:{_UNMISTAKABLE})\b)*"
)
_FLAT = re.compile(r"\b(?:Flat|Apartment|Apt\.?|Suite|Room)\s+(?:\d{1,4}[A-Za-z]?|[A-Z])\b,?(?=\s)")
_SCHOOL_NOUN = (
    r"(?:(?:C\s?of\s?E|CofE|CE|RC|VA|VC|Catholic|Church of England|Roman Catholic|Church|Community|Free|Church|Islamic"
    r"|Jewish|Hindu|Sikh|Muslim|Methodist|Girls['’]?|Boys['’]?|Junior|Infants?['’]?|Primary|Secondary|High|Upper|Lower|Middle"
    r"|Grammar|Comprehensive|Special|Academy|Nursery|Preparatory|Prep|Foundation|Technology|and|&|First|All[- ]Through|Community)\s+)*"
    r"(?:School|Academy|Primary|Infants?|Juniors?|Secondary|High|Grammar|Nursery|Pre-?[Ss]chool|Playgroup|Kindergarten"
    r"|College|Sixth Form(?: College| Centre)?|UTC|PRU|Pupil Referral Unit|Day Nursery|Childminding"
    r"|Children['’]s Centre|Madrasa[h]?|Montessori)\b(?:\s+(?:School|Academy|College|Nursery|Trust))*"
)
_SCHOOL = re.compile(
    rf"\b(?P<name>(?:(?:St|Saint|Our|The|Holy|Sacred|Mount|SS)\.?\s+)?[A-ZÀ-Þ][\w'’\-]+"
    rf"(?:\s+(?:(?:of|the|and|in|on|&)\s+)?[A-ZÀ-Þ][\w'’\-]+){{0,3}}?),?\s+(?P<kind>{_SCHOOL_NOUN})"
)
_LOWER_SCHOOL = re.compile(
    r"\b(?P<name>st\.?\s[a-zà-ÿ'’]+(?:\s[a-zà-ÿ]+)?)\s(?P<kind>primary|school|academy|infants?|juniors?|nursery|high|college)\b"
)
_PLACES = "|".join(small_place_nouns())
_SMALL = re.compile(
    rf"\b(?P<name>(?:(?:St|Saint|Old|New|Upper|Lower)\.?\s+)?[A-ZÀ-Þ][\w'’\-]+(?:\s+[A-ZÀ-Þ][\w'’\-]+){{0,2}}?)\s+(?P<kind>{_PLACES})\b",
)
_ADDRESS_CUE = re.compile(r"\b(?:address|addr|lives?|living|lived|resid\w+|home|moved?|at|post ?code|house|flat|mail|deliver\w*|ship\w*|location)\b", re.I)


def postcodes(text: str) -> Iterator[Finding]:
    """Postcodes, in capitals anywhere; in lower case or unspaced too where the letters cannot be a word."""
    for match in _ANY_CASE.finditer(text):
        capital = _POSTCODE.fullmatch(match[0]) is not None
        spaced = " " in match[0] or "\u00a0" in match[0]
        if capital or spaced or len(match[0]) >= 6 or _cued(text, match.start()):
            yield Finding(*match.span(), "postcode", 86)


def streets(text: str) -> Iterator[Finding]:
    """Street addresses: with a number in any case of letters, without one only where spelt as a name."""
    for match in _NUMBERED.finditer(text):
        yield Finding(*match.span(), "address", 78)
    for match in _UNNUMBERED.finditer(text):
        yield Finding(*match.span(), "address", 72)
    for match in _FLAT.finditer(text):
        yield Finding(match.start(), match.end() - match[0].endswith(","), "address", 71)


def named_places(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Schools and small places as `(start, end, kind, name)`, before the keep list has had its say."""
    for pattern, kind in ((_SCHOOL, "school"), (_LOWER_SCHOOL, "school"), (_SMALL, "place")):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), kind, match["name"]


def _cued(text: str, start: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    return _ADDRESS_CUE.search(text, max(line, start - 60), start) is not None


PLAIN = frozenset(
    "the our a an this that his her their my your its all both new old local special primary secondary infant junior"
    " nursery community high middle upper lower free church catholic children child care day home after before at in of"
    " from mainstream previous current first second next last each every another which what when where"
    " breakfast homework holiday his virtual public private forest food retail travellers traveller".split()
)
