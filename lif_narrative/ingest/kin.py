"""A child of the project with every spelling, family name and school, and whether words speak of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from lif_narrative.ingest.methods import plain
from lif_narrative.ingest.names import TITLE, forward, initials_of, labels_in
from lif_narrative.ingest.raw import RawDocument

_TITLE: Final = re.compile(rf"^{TITLE}\.?\s+")
_ALIKE: Final = 0.85  # of letters, for names of five or more: Yusuf and Yousuf, Oksana and Oxana


@dataclass(frozen=True)
class Kin:
    """A child, as all documents that surely tell of them name the child, the family and the school.

    `case` is an internal name, `label` what people read; `groups` the keys joined into it.
    """

    case: str
    label: str = field(repr=False)
    groups: frozenset[str] = field(repr=False)
    names: frozenset[str] = field(repr=False)  # every spelling of the child's name
    family: frozenset[str] = field(repr=False)
    schools: frozenset[str] = field(repr=False)
    born: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def of(cls, case: str, documents: Sequence[RawDocument], label: str) -> Kin:
        """The child that these documents tell of."""
        named = [n for d in documents for n in d.named]
        names = {
            _TITLE.sub("", forward(n.text)) for n in named if n.kind == "child" and n.relation != "sibling"
        }
        hints = {h for d in documents for h in d.case_hints if re.search(r"[a-z]", h) and not labels_in(h)}
        kin = {
            n.text
            for n in named
            if n.kind == "family member" or (n.kind == "child" and n.relation == "sibling")
        }
        schools = {n.text for n in named if n.kind == "school"}
        clean = frozenset(" ".join(name.split()) for name in names | {forward(h) for h in hints})
        return cls(case, label, frozenset({case}), clean, frozenset(kin), frozenset(schools))

    def may_be(self, other: Kin) -> bool:
        """Whether two are one: they share a full name, and their labels and numbers do not contradict."""
        return bool(self.full_names & other.full_names) and len({_sort(self.case), _sort(other.case)}) == 2

    def joined(self, other: Kin) -> Kin:
        """The two as one, under the audit's label if either has one."""
        first, second = sorted((self, other), key=lambda kin: (_sort(kin.case), kin.case))
        return Kin(first.case, first.label, self.groups | other.groups, self.names | other.names,
                   self.family | other.family, self.schools | other.schools)  # fmt: skip

    @property
    def full_names(self) -> set[str]:
        """First and last names together, in lower case."""
        return {plain(n) for n in self.names if _full(n)}

    @property
    def forenames(self) -> set[str]:
        """First names and pet names, in lower case."""
        return {
            plain(n.split()[0]) for n in self.names if len(n.split()[0].strip(".")) > 1 and not n.isupper()
        }

    @property
    def surnames(self) -> set[str]:
        """Family names of the child, in lower case."""
        return {plain(n.split()[-1]) for n in self.names if _full(n) or re.match(r"[A-Z]\. ", n)}


def _sort(case: str) -> str:
    return case.split()[0]  # label before name before number


def _full(name: str) -> bool:
    parts = name.split()
    return len(parts) > 1 and all(len(part.strip(".")) > 1 for part in (parts[0], parts[-1]))


def fits(hint: str, child: Kin) -> bool:
    """Whether a hint can mean this child: "Ann Ward", "Ann", "A. Ward", "Ann W", "Kim BT" or "AW"."""
    name = _TITLE.sub("", forward(" ".join(hint.split())))
    if re.fullmatch(r"[A-Z]{2,4}", name):
        return (
            any(name in initials_of(full) for full in child.names if _full(full))
            or plain(name) in child.forenames
        )
    if plain(name) in {plain(n) for n in child.names}:
        return True
    first, *rest = name.split()
    if not rest:
        return any(_alike(plain(first), known) for known in child.forenames)
    given = len(first.strip(".")) == 1
    return any(_same(first, rest, full, given=given) for full in child.names if _full(full))


def _same(first: str, rest: list[str], full: str, *, given: bool) -> bool:
    """A first name (or its initial) with a surname (or its initials) against a full name."""
    known, *after = full.split()
    if not (known[:1] == first[:1] if given else _alike(plain(first), plain(known))):
        return False
    last = rest[-1].strip(".")
    parts = [part[0].upper() for part in re.split(r"[\s-]+", after[-1]) if part]
    if last.replace("-", "").isupper() and len(last.replace("-", "")) <= 3:
        return list(last.replace("-", "")) in (parts, parts[:1])
    return _alike(plain(last), plain(after[-1])) or plain(last) in {plain(part) for part in after}


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= 5 and SequenceMatcher(None, one, other).ratio() >= _ALIKE
