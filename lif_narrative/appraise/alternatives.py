"""Many phrases as one pattern that is quick to try: those with the same beginning share it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

Atoms = tuple[str, ...]  # what a phrase is made of: each a piece of a pattern
ANY = r"[\w’'-]*"  # the rest of a word
OPEN = {"'": "['’]", " ": r"\s+", "*": ANY}


def joined(phrases: Iterable[str]) -> str:
    """A pattern of the phrases that finds, at each place, the first of them that fits, as `a|b|c` does.

    In a phrase `*` stands for the rest of a word, a blank for any white space, and an apostrophe for
    either kind.
    """
    return _one_of([tuple(OPEN.get(char, re.escape(char)) for char in phrase) for phrase in phrases])


def _one_of(listed: Sequence[Atoms]) -> str:
    """The alternatives in their order, but for those that cannot both fit: they are grouped by beginning."""
    parts = []
    for first, rests in _grouped(listed):
        told = rests[0] if len(rests) == 1 else None
        parts.append(first + ("".join(told) if told is not None else f"(?:{_one_of(rests)})"))
    return "|".join(parts)


def _grouped(listed: Sequence[Atoms]) -> Iterator[tuple[str, list[Atoms]]]:
    """What phrases begin with, and how they go on; nothing is moved past what fits anything."""
    groups: dict[str, list[Atoms]] = {}
    for atoms in listed:
        if atoms and atoms[0] != ANY:
            groups.setdefault(atoms[0].lower(), []).append(atoms[1:])
            continue
        yield from groups.items()
        groups = {}
        yield ("".join(atoms), [()])
    yield from groups.items()
