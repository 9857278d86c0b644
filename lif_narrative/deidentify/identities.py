"""Who is who: mentions of people over all of a project's documents, gathered into persons.

Within a case one given name is one child, whatever surname stands beside it; over the project one full name of a
worker is one worker. Two children of one first name in two families stay two. The order of mentions does
not matter: they are sorted by what they say before anything is joined.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from lif_narrative.deidentify.lexicon import given
from lif_narrative.deidentify.names import Name, same_given, same_surname
from lif_narrative.deidentify.pseudonyms import FAMILY, ROLES

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
    givens: list[str] = field(default_factory=list, repr=False)  # the most said first
    surnames: list[str] = field(default_factory=list, repr=False)

    def add(self, mention: Mention, times: int) -> None:
        """Count a mention in."""
        weight = times * (_FIELD_WEIGHT if mention.stated else 1)
        self.names[mention.name] += weight
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
        if name.given and self.givens:
            agree = max(3 if name.given == g else 2 if same_given(name.given, g) else 0 for g in self.givens)
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


def gathered(mentions: Iterable[Mention]) -> list[Identity]:
    """Persons from mentions, in an order that does not depend on the mentions' order."""
    counted = sorted(Counter(mentions).items(), key=lambda item: _fullness(item[0]))
    anywhere = _of_the_project(counted)
    found: list[Identity] = []
    for mention, count in counted:
        identity = _home(found, mention, anywhere)
        if identity is None:
            scope = "" if mention.role not in FAMILY or mention.name in anywhere else mention.case
            found.append(identity := Identity(scope))
        identity.add(mention, count)
    return found


def _ranked(counted: Iterable[tuple[str, int]]) -> list[str]:
    totals: Counter[str] = Counter()
    for name, count in counted:
        if name:
            totals[name] += count
    return sorted(totals, key=lambda name: (-totals[name], name))


def _fullness(mention: Mention) -> tuple[object, ...]:
    """Full names from fields first, so that a bare "Grace" finds its Grace Holloway already there."""
    name = mention.name
    return (
        not name.full, mention.role != "child", not mention.stated, mention.alias_of is not None, not mention.role,
        not name.given, name, mention.case, mention.role,
    )  # fmt: skip


def _of_the_project(counted: list[tuple[Mention, int]]) -> frozenset[Name]:
    """Full names that some document gives a professional role, or that stand in several cases."""
    cases: dict[Name, set[str]] = defaultdict(set)
    family: set[Name] = set()
    professional: set[Name] = set()
    for mention, _ in counted:
        if mention.name.full:
            cases[mention.name].add(mention.case)
            if mention.role and mention.role in FAMILY:
                family.add(mention.name)
            elif mention.role:
                professional.add(mention.name)
    shared = {name for name, where in cases.items() if len(where - {""}) > 1}
    return frozenset((professional | shared) - family) | frozenset(professional - family)


def _home(found: list[Identity], mention: Mention, anywhere: frozenset[Name]) -> Identity | None:
    """The person a mention belongs to, or None where it is a new one."""
    name, case = mention.name, mention.case
    if mention.alias_of is not None:
        name = mention.alias_of
    professional = mention.role not in FAMILY or name in anywhere
    scored = []
    for identity in found:
        if identity.case and case and identity.case != case:
            continue
        score = identity.fits(name)
        if not score or (professional and name.full and identity.role in FAMILY and identity.role):
            continue
        if (
            name.full
            and mention.role in FAMILY
            and mention.role
            and identity.role
            and identity.role not in FAMILY
        ):
            continue
        if name.full and score < 4 and not (identity.role == "child" or mention.role == "child"):
            continue
        scored.append((score, identity))
    return chosen(scored, name, case)


def chosen(scored: list[tuple[int, Identity]], name: Name, case: str) -> Identity | None:
    """The best fit, or None where two fit alike.

    One of the same case goes before one of the project, one known by a full name before one who is only a
    surname; and a bare surname without a title is the child's.
    """

    def rank(pair: tuple[int, Identity]) -> tuple[int, ...]:
        score, identity = pair
        return (
            score, identity.case == case != "", any(known.full for known in identity.names),
            not name.given and not name.titled and identity.role == "child",
        )  # fmt: skip

    fits = [pair for pair in scored if pair[0]]
    best = max(map(rank, fits), default=())
    winners = [identity for score, identity in fits if rank((score, identity)) == best]
    return winners[0] if len(winners) == 1 else None
