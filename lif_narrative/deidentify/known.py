"""The roster as the recogniser of people asks it, from one case's point of view."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from lif_narrative.deidentify.lexicon import fold, nicknames, word_names
from lif_narrative.deidentify.roster import Person, Roster
from lif_narrative.deidentify.spelling import LEAST_LETTERS, alike

_LEAST_NICKNAME = 3


class Book:
    """Names, familiar forms and initials that a document of one case may use."""

    def __init__(self, roster: Roster, case: str) -> None:
        near = roster.seen_from(case)
        own = {id(person) for person in near}
        far = [person for person in roster.people if id(person) not in own] if case else []
        self._names = _names(near) | {name for name in _names(far) if name not in word_names()}
        self._long = sorted(name for name in _names(near) if len(name) >= LEAST_LETTERS)
        kin = [person for person in near if case and (person.case == case or person.role == "child")]
        self._initials = frozenset(text for person in kin for text in initials(person))
        self._initials |= roster.literals.get(case, frozenset())
        self._givens = {g for person in kin if person.role == "child" for g in person.identity.givens}
        self._close: dict[str, bool] = {}

    def has(self, key: str) -> bool:
        """Whether a person has this folded name, or is called so."""
        return key in self._names

    def near(self, key: str) -> bool:
        """Whether the word is one slip from a name of this case, or its child's name cut short."""
        if key not in self._close:
            cut = len(key) >= _LEAST_NICKNAME and any(name.startswith(key) for name in self._givens)
            self._close[key] = cut or any(
                alike(key, name) for name in self._long if len(key) >= LEAST_LETTERS
            )
        return self._close[key]

    def initials(self, text: str) -> bool:
        """Whether these capitals are the initials of a child or family member of this case."""
        return text.isupper() and fold(text).upper() in self._initials


def _names(people: Iterable[Person]) -> frozenset[str]:
    found: set[str] = set()
    for person in people:
        for given in person.identity.givens:
            found.add(given)
            found.update(part for part in given.split("-") if len(part) > 2)
            found.update(n for n in _familiar(given))
        for surname in person.identity.surnames:
            found.add(surname)
            found.update(part for part in surname.split("-") if len(part) > 2)
        found.update(name for n in person.identity.names for name in n.middle if len(name) > 2)
    return frozenset(found)


@functools.lru_cache(maxsize=4096)
def _familiar(given: str) -> frozenset[str]:
    return frozenset(form for form in nicknames().get(given, ()) if len(form) >= _LEAST_NICKNAME)


def initials(person: Person) -> frozenset[str]:
    """Two letters, and three for a double surname."""
    found = set()
    for given in person.identity.givens:
        for surname in person.identity.surnames:
            parts = surname.split("-")
            found.add((given[0] + "".join(part[0] for part in parts if part)).upper())
            found.add((given[0] + surname[0]).upper())
    return frozenset(found)
