"""Words that recognisers know: names by origin, familiar forms, titles, jobs, kinship, what must stay.

The lists are plain text in `data/`, from general knowledge and sector vocabulary. None names a real
case: what a project's own files say is the roster's affair.
"""

from __future__ import annotations

import functools
import re
from importlib.resources import files

from lif_narrative.deidentify.folding import fold as fold


def _lines(name: str) -> list[str]:
    text = (files("lif_narrative.deidentify") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for line in _lines(name) for word in line.split())


@functools.cache
def given() -> frozenset[str]:
    """Given names and their familiar forms."""
    return _words("given.txt") | frozenset(nicknames())


@functools.cache
def surnames() -> frozenset[str]:
    """Surnames."""
    return _words("surnames.txt")


@functools.cache
def word_names() -> frozenset[str]:
    """Names that are everyday words as well."""
    return _words("wordnames.txt")


@functools.cache
def everyday() -> frozenset[str]:
    """Everyday words in every form, none of them a name."""
    return _words("everyday.txt")


@functools.cache
def areas() -> frozenset[str]:
    """Counties, boroughs and large towns, but for those that are first names above all."""
    return _words("areas.txt")


@functools.cache
def plain_words() -> frozenset[str]:
    """Words that no dictionary of lemmas holds: the closed classes and the sector's own."""
    return _words("words.txt")


@functools.cache
def nicknames() -> dict[str, frozenset[str]]:
    """Each name with the names it may stand for, or be shortened to."""
    kin: dict[str, set[str]] = {}
    for line in _lines("nicknames.txt"):
        name, *short = (fold(word) for word in line.split())
        kin.setdefault(name, set()).update(short)
        for form in short:
            kin.setdefault(form, set()).add(name)
    return {name: frozenset(forms) for name, forms in kin.items()}


@functools.cache
def _people(kind: str) -> dict[str, str]:
    rows = [line.split("\t") for line in _lines("people.txt")]
    return {fold(row[1]): row[2] for row in rows if row[0] == kind}


def titles() -> dict[str, str]:
    """Titles before a surname, and whom they point to: person, officer, other professional."""
    return _people("title")


def kin() -> dict[str, str]:
    """Words of kinship, and the role they give: child, parent, grandparent, carer, family member."""
    return _people("kin")


def jobs() -> dict[str, str]:
    """Job titles, and the role they give."""
    return _people("job")


@functools.cache
def job_words() -> frozenset[str]:
    """Every word of a job title."""
    return frozenset(word for job in jobs() for word in job.split())


@functools.cache
def human_verbs() -> frozenset[str]:
    """Verb forms whose subject is a person."""
    return frozenset(w for line in _lines("people.txt") if line.startswith("verb") for w in line.split()[1:])


@functools.cache
def particles() -> frozenset[str]:
    """Small words inside a name: de, van, el, bin."""
    return frozenset(
        w for line in _lines("people.txt") if line.startswith("particle") for w in line.split()[1:]
    )


@functools.cache
def keep_phrases() -> dict[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    """What must stay, by first word: each phrase's words, and whether its capitals matter."""
    phrases: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for line in _lines("keep.txt"):
        words = tuple(
            word.removesuffix("'s").strip("'") for word in re.split(r"[\s,/&]+", fold(line)) if word
        )
        capitals = len(words) == 1 and any(c.isupper() for c in line)
        phrases.setdefault(words[0], []).append((words, capitals))
    return {first: tuple(sorted(found, key=lambda p: -len(p[0]))) for first, found in phrases.items()}


@functools.cache
def _places(kind: str) -> tuple[str, ...]:
    rows = [line.split("\t") for line in _lines("places.txt")]
    return tuple(sorted({row[1] for row in rows if row[0] == kind}, key=lambda noun: (-len(noun), noun)))


def street_nouns(*, numbered: bool) -> tuple[str, ...]:
    """Nouns that end a street's name, longest first; without a number before it, only the unmistakable."""
    return _places("street" if numbered else "unnumbered")


@functools.cache
def plain_place_words() -> frozenset[str]:
    """Words that, before such a noun, make no name of it."""
    return frozenset(_places("plain"))


def small_place_nouns() -> tuple[str, ...]:
    """Nouns of a place small enough to narrow a family down, longest first."""
    return _places("small")
