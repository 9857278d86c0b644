"""Who is who: mentions of people over all of a project's documents, gathered into persons.

Within a case one given name is one child, whatever surname stands beside it; over the project one full
name of a worker is one worker. Two children of one first name in two families stay two. The order of
mentions does not matter: they are sorted by what they say before anything is joined.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from lif_narrative.deidentify.identity import Identity, Mention
from lif_narrative.deidentify.lexicon import given
from lif_narrative.deidentify.names import Name
from lif_narrative.deidentify.pseudonyms import FAMILY


def gathered(mentions: Iterable[Mention]) -> list[Identity]:
    """Persons from mentions, in an order that does not depend on the mentions' order."""
    counted = sorted(Counter(mentions).items(), key=lambda item: _fullness(item[0]))
    anywhere = _of_the_project(counted)
    found: dict[str, list[Identity]] = defaultdict(list)  # by case; "" belongs to the project
    for mention, count in counted:
        identity = _home(_near(found, mention.case), mention, anywhere)
        if identity is None:
            scope = "" if mention.role not in FAMILY or mention.name in anywhere else mention.case
            found[scope].append(identity := Identity(scope))
        identity.add(mention, count)
    return [identity for scope in sorted(found) for identity in found[scope]]


def _near(found: dict[str, list[Identity]], case: str) -> list[Identity]:
    """Whom a document of this case may mean: the case's own and the project's; with no case, all."""
    return [*found[""], *found[case]] if case else [one for own in found.values() for one in own]


def _fullness(mention: Mention) -> tuple[object, ...]:
    """Full names from fields first, so that a bare given name finds its full name already there."""
    name = mention.name
    return (
        not name.full, mention.role != "child", not mention.stated, mention.alias_of is not None,
        not mention.role,
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

    One of the same case goes before one of the project, one that the case names before one it does not,
    one known by a full name before one who is only a surname; and a bare surname without a title is the
    child's.
    """

    def rank(pair: tuple[int, Identity]) -> tuple[int, ...]:
        score, identity = pair
        return (
            score, identity.case == case != "", case != "" and case in identity.cases,
            any(known.full for known in identity.names),
            name.given not in given() and not name.titled and identity.role == "child",
        )  # fmt: skip

    fits = [pair for pair in scored if pair[0]]
    best = max(map(rank, fits), default=())
    winners = [identity for score, identity in fits if rank((score, identity)) == best]
    return winners[0] if len(winners) == 1 else None
