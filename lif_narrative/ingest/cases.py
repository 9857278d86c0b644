"""Which child each document tells of, over all files of a project.

Files say it in many ways: the audit's label (N3), a number of the case system with or without its
letters, a name in any of its spellings, initials, a first name in a heading. Numbers and labels
hold documents together; names are matched to the children so found, and only where a single child
fits. A doubt stays open: a document without a case is counted in no case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from lif_narrative.ingest.kin import Kin, fits
from lif_narrative.ingest.mentions import mentions, plain_words
from lif_narrative.ingest.methods import plain
from lif_narrative.ingest.names import labels_in, numbers_in
from lif_narrative.ingest.raw import RawDocument

_TELL_OF_ONE: Final = frozenset(
    {"observation", "supervision", "complaint", "compliment", "conversation", "case review", ""}
)
_OFFICE: Final = frozenset(
    {"complaint", "compliment", "partner feedback", "consultation", "research", "performance data"}
)
_LETTERS: Final = re.compile(r"[^0-9]")


def resolve_cases(documents: Sequence[RawDocument]) -> dict[str, str]:
    """The case of each document, by document id; "" where none or more than one child fits.

    Returns
    -------
    dict of str to str
        The audit's own label where a case has one ("N3", "Child 4"); else its number as the case
        system writes it; else the child's full name. The last two identify a child and must not leave
        the vault. The order of documents does not matter.
    """
    ordered = sorted(documents, key=lambda d: d.id)
    keys = {d.id: _keys(d) for d in ordered}
    groups = _joined([k for k in keys.values() if k])
    children = _children(ordered, keys, groups)
    words = plain_words(d.text for d in ordered)
    known = [child for child in children if child.names or child.schools or labels_in(child.label)]
    cases = {group: child.case for child in reversed(children) for group in child.groups}
    found = {d.id: _case_of(d, keys[d.id], groups, cases, known) for d in ordered}
    for d in ordered:
        if not found[d.id] and not d.case_hints and d.method in _TELL_OF_ONE and "!" not in d.locator:
            found[d.id] = mentions(d.text, known, words)
    names = {child.case: child.label for child in children}
    return {d.id: names.get(found[d.id], "") for d in ordered}


def _keys(document: RawDocument) -> tuple[str, ...]:
    """Labels and numbers that say for certain which case: none where a document names several children."""
    labels = {h for hint in document.case_hints for h in labels_in(hint) if h == hint}
    numbers = {_LETTERS.sub("", n) for hint in document.case_hints for n in numbers_in(hint) if n == hint}
    if len(labels) > 1 or (document.method in _OFFICE and not labels and not numbers):
        labels = set()
    if len(numbers) > 3:
        return ()
    return tuple(sorted({f"label {x}" for x in labels} | {f"number {x}" for x in numbers}))


def _joined(keys: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Union-find over keys that stand in one document: each key's group, named by its least member."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            key = parent[key]
        return key

    for together in keys:
        first = root(together[0])
        for key in together[1:]:
            parent[max(first, root(key))] = min(first, root(key))
            first = root(first)
    return {key: root(key) for key in sorted(parent)}


def _children(
    documents: Sequence[RawDocument], keys: dict[str, tuple[str, ...]], groups: dict[str, str]
) -> list[Kin]:
    """The project's children: one for each group of keys, then one for each name that no group has."""
    told: defaultdict[str, list[RawDocument]] = defaultdict(list)
    for d in documents:
        if keys[d.id]:
            told[groups[keys[d.id][0]]].append(d)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key, group in groups.items():
        members[group].append(key)
    children = [Kin.of(case, ds, _label(case, members[case], ds)) for case, ds in sorted(told.items())]
    children = _same_name(children)
    for d in documents:
        own = (n.text for n in d.named if n.kind == "child" and n.relation != "sibling")
        names = [name for name in own if len(name.split()) > 1]
        if not keys[d.id] and names and "!" not in d.locator and not _matching(names, children):
            children.append(Kin.of(f"name {plain(names[0])}", [d], names[0]))
            children = _same_name(children)
    return sorted(children, key=lambda child: child.case)


def _same_name(children: list[Kin]) -> list[Kin]:
    """A child known by a label in some files and by a number in others is one, if the full name says so."""
    merged: list[Kin] = []
    called: defaultdict[str, set[int]] = defaultdict(set)  # who bears a full name, by place in `merged`
    for child in sorted(children, key=lambda c: c.case):
        alike = sorted({at for name in child.full_names for at in called[name]})
        twins = [at for at in alike if merged[at].may_be(child)]
        at = twins[0] if len(twins) == 1 else len(merged)
        merged[at : at + 1] = [one.joined(child) for one in merged[at : at + 1]] or [child]
        for name in merged[at].full_names:
            called[name].add(at)
    return merged


def _label(case: str, members: Sequence[str], documents: Sequence[RawDocument]) -> str:
    """The label of a group of keys; without one, the number in its longest spelling."""
    labels = sorted(key.removeprefix("label ") for key in members if key.startswith("label "))
    if labels:
        return labels[0]
    spelt = {h for d in documents for h in d.case_hints if f"number {_LETTERS.sub('', h)}" in members}
    return min(spelt, key=lambda s: (-len(s), s)) if spelt else case


def _case_of(
    document: RawDocument, keys: tuple[str, ...], groups: dict[str, str], cases: dict[str, str],
    children: Sequence[Kin],
) -> str:  # fmt: skip
    if keys:
        return cases.get(groups[keys[0]], "")
    hints = [h for h in document.case_hints if not labels_in(h) == [h]]
    found = _matching(hints, children)
    return found[0].case if len(found) == 1 else ""


def _matching(hints: Sequence[str], children: Sequence[Kin]) -> list[Kin]:
    """The children that the hints fit: by the hint that fits the fewest."""
    best: list[Kin] = []
    for hint in sorted(set(hints)):
        fit = [child for child in children if fits(hint, child)]
        if fit and (not best or len(fit) < len(best)):
            best = fit
    return best
