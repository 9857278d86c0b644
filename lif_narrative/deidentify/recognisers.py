"""Everything identifying in a text: numbers, dates of birth, places, people; settled where they overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lif_narrative.deidentify import dates, places
from lif_narrative.deidentify.findings import Finding, settled
from lif_narrative.deidentify.grammar import is_word
from lif_narrative.deidentify.known import Book
from lif_narrative.deidentify.lexicon import plain_place_words
from lif_narrative.deidentify.named_places import named_places
from lif_narrative.deidentify.numbers import numbers
from lif_narrative.deidentify.people import people
from lif_narrative.deidentify.roster import Roster
from lif_narrative.deidentify.scene import Scene
from lif_narrative.deidentify.tokens import Token

_CODE = re.compile(r"(?<![\w-])[A-Za-z]{0,6}[-/]?\d{5,12}(?![\w-])")


def recognise(scene: Scene, roster: Roster, book: Book) -> list[Finding]:
    """Findings in text order, none overlapping."""
    return settled(
        [
            *numbers(scene.text),
            *dates.births(scene.text),
            *_places(scene),
            *places.postcodes(scene.text),
            *places.streets(scene.text),
            *_from_roster(scene, roster),
            *people(scene, book),
        ]
    )


def _places(scene: Scene) -> Iterator[Finding]:
    """Schools and small places whose own name is more than sector vocabulary."""
    for start, end, kind, name in named_places(scene.text):
        held = {scene.words[at].start for at in scene.kept}
        inside = [word for word in scene.words if start <= word.start < start + len(name)]
        telling = [word for word in inside if _telling(word, held)]
        if telling and start + len(name) >= telling[-1].start:
            yield Finding(telling[0].start if kind == "place" else _head(inside, held), end, kind, 74)


def _telling(word: Token, held: set[int]) -> bool:
    return (
        word.capital
        and not (word.first and is_word(word.key))
        and word.start not in held
        and word.key not in plain_place_words()
        and len(word.text) > 2
    )


def _head(inside: list[Token], held: set[int]) -> int:
    """A school's name begins at its first word that is not an article or a kept word at a sentence's head."""
    for word in inside:
        if word.key not in ("the", "at", "our", "a", "in", "from", "both", "when", "and") and not (
            word.first and word.start in held
        ):
            return word.start
    return inside[0].start


def _from_roster(scene: Scene, roster: Roster) -> Iterator[Finding]:
    """Numbers, dates of birth and places that the files named somewhere."""
    for match in _CODE.finditer(scene.text):
        figures = re.sub(r"\D", "", match[0])
        if kind := roster.numbers.get(figures):
            yield Finding(*match.span(), kind, 89)
    for start, end in dates.any_date(scene.text) if roster.births else ():
        if dates.normal(scene.text[start:end]) in roster.births:
            yield Finding(start, end, "date of birth", 87)
    if roster.places:
        yield from _known_places(scene, roster)


def _known_places(scene: Scene, roster: Roster) -> Iterator[Finding]:
    longest = max(name.count(" ") + 1 for name in roster.places)
    words = scene.words
    for at in range(len(words)):
        for length in range(min(longest, len(words) - at), 0, -1):
            phrase = " ".join(word.key for word in words[at : at + length])
            if kind := roster.places.get(phrase):
                yield Finding(words[at].start, words[at + length - 1].end, kind, 73)
                break
