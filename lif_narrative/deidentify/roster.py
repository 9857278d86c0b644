"""The case roster: every name and number that a project's own files give, looked for in all of them.

Kept in the vault alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lif_narrative.deidentify import dates
from lif_narrative.deidentify.identities import chosen, gathered
from lif_narrative.deidentify.identity import Identity, Mention
from lif_narrative.deidentify.lexicon import fold
from lif_narrative.deidentify.names import Name
from lif_narrative.deidentify.pseudonyms import FAMILY, checked, code, digest, is_label

if TYPE_CHECKING:
    from lif_narrative.ingest.raw import RawDocument


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the roster; `case` is "" for one who belongs to the project (a worker, a teacher)."""

    identity: Identity = field(repr=False)
    case: str
    role: str
    code: str


@dataclass(frozen=True)
class Roster:
    """Who and what the files name. Make one with `Roster.learn`."""

    people: tuple[Person, ...] = field(default=(), repr=False)
    numbers: dict[str, str] = field(default_factory=dict, repr=False)  # bare figures or letters: kind
    births: frozenset[tuple[int, int, int]] = field(default=frozenset(), repr=False)
    places: dict[str, str] = field(default_factory=dict, repr=False)  # folded name: school, place or address
    literals: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)  # initials by case
    books: dict[str, Any] = field(
        default_factory=dict, repr=False, compare=False
    )  # by case, as they are asked

    @classmethod
    def learn(cls, documents: Sequence[RawDocument], key: bytes, said: Sequence[Mention] = ()) -> Roster:
        """Everything that fields, file names and recognisers find in these documents, in any order.

        `said` are people that somebody told of besides.
        """
        from lif_narrative.deidentify.learning import learnt

        return learnt(documents, checked(key), said)

    def seen_from(self, case: str) -> list[Person]:
        """The people that a document of this case may mean: its own and the project's; with no case, all."""
        return [person for person in self.people if not case or person.case in ("", case)]

    def whose(self, name: Name, case: str) -> Person | None:
        """The one person of the roster whom a name means in a document of this case, or None."""
        people = self.seen_from(case)
        identity = chosen([(person.identity.fits(name), person.identity) for person in people], name, case)
        return next((person for person in people if person.identity is identity), None)


def enrolled(mentions: Iterable[Mention], key: bytes) -> tuple[Person, ...]:
    """Persons with their codes; of two that drew the same, the later by HMAC moves on."""
    identities = gathered(mentions)
    named = [(digest(key, *entity(one, identities)), one) for one in identities]
    taken: set[str] = set()
    people = []
    for _, one in sorted(named, key=lambda pair: pair[0]):
        turn = 0
        while (drawn := code(key, *entity(one, identities), turn)) in taken and turn < 2000:
            turn += 1
        taken.add(drawn)
        people.append(Person(one, one.case, one.role, drawn))
    return tuple(people)


def entity(one: Identity, others: Sequence[Identity]) -> tuple[str, str]:
    """Scope and name that a code is drawn from: the given name alone, where that is one person's."""
    scope = one.case if one.role in FAMILY else ""
    given, surname = (one.givens or [""])[0], (one.surnames or [""])[0]
    alone = [
        o for o in others if given and given in o.givens and (o.case if o.role in FAMILY else "") == scope
    ]
    if given and len(alone) == 1:
        return scope, given
    return scope, f"{given} {surname}".strip()


def entity_of(name: Name, case: str) -> tuple[str, str]:
    """Scope and name for one whom no roster knows."""
    return case, name.given or name.surname or name.given_initial + name.surname_initial


def number_key(text: str) -> str:
    """A number without spaces and signs, letters folded."""
    return re.sub(r"[\W_]", "", fold(text))


def bare_figures(text: str) -> str:
    """The figures of a prefixed number, where there are enough to know it by; else ""."""
    figures = re.sub(r"\D", "", text)
    return figures if len(figures) >= 5 else ""


def birth(text: str) -> tuple[int, int, int] | None:
    """A date of birth as written, in numbers."""
    return dates.normal(text)


def is_case_number(text: str) -> bool:
    """Whether a case hint is a number of a system, not the audit's own label."""
    return not is_label(text) and len(re.sub(r"\D", "", text)) >= 5
