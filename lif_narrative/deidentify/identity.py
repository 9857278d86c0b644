"""One person as the documents have them: a mention, and all the mentions that are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from lif_narrative.deidentify.lexicon import given
from lif_narrative.deidentify.names import Name, same_given, same_surname
from lif_narrative.deidentify.pseudonyms import ROLES

_FIELD_WEIGHT = 10  # a form's own field outweighs what a sentence suggests


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name as one document has it."""

    name: Name = field(repr=False)
    case: str
    role: str = ""
    stated: bool = False  # a form's own field said so
    alias_of: Name | None = field(default=None, repr=False)


@dataclass(slots=True)
class Identity:
    """One person: every name, where it occurs, and what it is said to be."""

    case: str  # "" for one who belongs to the project
    names: Counter[Name] = field(default_factory=Counter, repr=False)
    roles: Counter[str] = field(default_factory=Counter)
    role: str = ""
    cases: set[str] = field(default_factory=set)  # where somebody names this person
    givens: list[str] = field(default_factory=list, repr=False)  # the most said first
    surnames: list[str] = field(default_factory=list, repr=False)

    def add(self, mention: Mention, times: int) -> None:
        """Count a mention in."""
        weight = times * (_FIELD_WEIGHT if mention.stated else 1)
        self.names[mention.name] += weight
        self.cases.add(mention.case)
        if mention.role:
            self.roles[mention.role] += weight
        self.givens = _ranked((name.given, count) for name, count in self.names.items())
        self.surnames = _ranked((name.surname, count) for name, count in self.names.items())
        self.role = self._said_most()

    def _said_most(self) -> str:
        """The role said most often; ties by the order of `ROLES`."""
        said = {role: count for role, count in self.roles.items() if role not in ("", "person")}
        order = list(ROLES)
        return max(said, key=lambda role: (said[role], -order.index(role))) if said else ""

    def fits(self, name: Name) -> int:
        """How well a name fits: 0 not at all, more with each part that agrees."""
        score = 0
        alone = not name.surname
        if name.given and self.givens:
            agree = max(
                3 if name.given == g else 2 if same_given(name.given, g, alone=alone) else 0
                for g in self.givens
            )
            middle = not name.surname and any(name.given in n.middle for n in self.names)
            if not agree and not middle:
                lone = not name.surname and name.given not in given()
                return 2 * (lone and any(same_surname(name.given, surname) for surname in self.surnames))
            score += agree or 1
        if name.surname and self.surnames:
            agree = max(
                3 if name.surname == s else 2 if same_surname(name.surname, s) else 0 for s in self.surnames
            )
            middle = any(name.surname in n.middle for n in self.names)
            if not agree and not middle:
                return score if score and self.role == "child" and not name.titled else 0
            score += agree or 1
        if name.given and not name.surname and not score:
            score = 2 * any(same_surname(name.given, surname) for surname in self.surnames)
        return score and self._initials_fit(name, score)

    def _initials_fit(self, name: Name, score: int) -> int:
        if name.given_initial and self.givens and not any(g[0] == name.given_initial for g in self.givens):
            return 0
        if (
            name.surname_initial
            and self.surnames
            and not any(s[0] == name.surname_initial for s in self.surnames)
        ):
            return 0
        if name.titled and not name.given and self.role == "child":
            return 0
        return score + bool(name.given_initial) + bool(name.surname_initial)


def _ranked(counted: Iterable[tuple[str, int]]) -> list[str]:
    totals: Counter[str] = Counter()
    for name, count in counted:
        if name:
            totals[name] += count
    return sorted(totals, key=lambda name: (-totals[name], name))
