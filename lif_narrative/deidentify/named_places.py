"""Schools and small places by their own names: those that narrow a family down to a few."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lif_narrative.deidentify.lexicon import small_place_nouns

_GAP = r"[ \u00a0\t]+"
_SCHOOL_NOUN = (
    r"(?:(?:C\s?of\s?E|CofE|CE|RC|VA|VC|Catholic|Church of England|Roman Catholic|Church|Free|Islamic"
    r"|Jewish|Hindu|Sikh|Muslim|Methodist|Girls['’]?|Boys['’]?|Junior|Infants?['’]?"
    r"|Primary|Secondary|High|Upper|Lower|Middle"
    r"|Grammar|Comprehensive|Special|Academy|Nursery|Preparatory|Prep|Foundation|Technology|and|&|First"
    rf"|All[- ]Through|Community){_GAP})*"
    r"(?:School|Academy|Primary|Infants?|Juniors?|Secondary|High|Grammar|Nursery|Pre-?[Ss]chool"
    r"|Playgroup|Kindergarten|College|Sixth Form(?: College| Centre)?|UTC|PRU|Pupil Referral Unit"
    r"|Day Nursery|Childminding|Children['’]s Centre|Madrasa[h]?|Montessori)"
    rf"\b(?:{_GAP}(?:School|Academy|College|Nursery|Trust))*"
)
_SCHOOL = re.compile(
    rf"\b(?P<name>(?:(?:St|Saint|Our|The|Holy|Sacred|Mount|SS)\.?{_GAP})?[A-ZÀ-Þ][\w'’\-]+"
    rf"(?:{_GAP}(?:(?:of|the|and|in|on|&){_GAP})?[A-ZÀ-Þ][\w'’\-]+){{0,3}}?),?{_GAP}(?P<kind>{_SCHOOL_NOUN})"
)
_LOWER_SCHOOL = re.compile(
    r"\b(?P<name>st\.?\s[a-zà-ÿ'’]+(?:\s[a-zà-ÿ]+)?)\s"
    r"(?P<kind>primary|school|academy|infants?|juniors?|nursery|high|college)\b"
)
_PLACES = "|".join(small_place_nouns())
_SMALL = re.compile(
    rf"\b(?P<name>(?:(?:St|Saint|Old|New|Upper|Lower)\.?{_GAP})?[A-ZÀ-Þ][\w'’\-]+"
    rf"(?:{_GAP}[A-ZÀ-Þ][\w'’\-]+){{0,2}}?){_GAP}(?P<kind>(?i:{_PLACES}))\b(?:{_GAP}(?i:{_PLACES})\b)*"
)


def named_places(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Schools and small places as `(start, end, kind, name)`, before the keep list has had its say."""
    for pattern, kind in ((_SCHOOL, "school"), (_LOWER_SCHOOL, "school"), (_SMALL, "place")):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), kind, match["name"]
