"""What only all files together say: the agency behind a record that names a worker and no agency."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from lif_narrative.ingest.methods import plain
from lif_narrative.ingest.raw import RawDocument

_BY_WORKERS: Final = frozenset({"supervision", "observation", "focus group"})
_WORKS: Final = ("worker", "practitioner", "adviser")
_SHARE: Final = 0.5  # of the people a file names who are known as some agency's workers


def settle_agencies(documents: Sequence[RawDocument]) -> list[RawDocument]:
    """Give records that name workers and no agency the agency those workers are of.

    Returns of one agency name its workers ("Allocated worker …", "School nurse …"). A file of
    supervision or observation records takes the agency that more than half of the known people in
    it are of; so does a focus group, and one of several agencies is the partnership's. Where
    nobody is known, or there is a tie, it stays open.
    """
    staff = _staff(documents)
    by_source: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for d in sorted(documents, key=lambda d: d.id):
        if _is_open(d):
            for name in sorted({n.text for n in d.named if n.kind in ("unknown", "worker")}):
                by_source[d.source_id].update(_agencies(name, staff, d.method))
    return [
        replace(d, agency=_leading(by_source[d.source_id], d.method)) if _is_open(d) else d for d in documents
    ]


def _is_open(document: RawDocument) -> bool:
    return not document.agency and document.method in _BY_WORKERS


def _staff(documents: Iterable[RawDocument]) -> dict[tuple[str, bool], set[str]]:
    """Names of workers, whether they hold a case, and the agencies whose returns call them so."""
    staff: defaultdict[tuple[str, bool], set[str]] = defaultdict(set)
    for d in documents:
        for n in d.named:
            holds = n.kind == "worker" and n.relation.endswith(_WORKS)
            if d.agency and d.agency != "partnership" and (holds or n.kind == "other professional"):
                staff[n.text, holds].add(d.agency)
    return dict(staff)


def _agencies(name: str, staff: dict[tuple[str, bool], set[str]], method: str) -> set[str]:
    """The agencies a name may be of; supervision is of those who hold cases."""
    fits = [
        agencies for (known, holds), agencies in staff.items()
        if (holds or method == "focus group") and _same(name, known)
    ]  # fmt: skip
    return set().union(*fits) if fits else set()


def _same(name: str, known: str) -> bool:
    """A worker by full name, by initial and surname, by a pet form, or by either name alone."""
    said, full = plain(name).replace(".", "").split(), plain(known).replace(".", "").split()
    if len(said) == 1:
        return said[0] in (full[0], full[-1])
    if len(said[-1]) == 1:  # "Grace H"
        return said[0] == full[0] and full[-1][0] == said[-1]
    if said[-1] != full[-1]:
        return False
    return said[0][0] == full[0][0] or said[0] in full[0] or full[0] in said[0]


def _leading(counts: Counter[str], method: str) -> str:
    total = sum(counts.values())
    if method == "focus group" and len(counts) > 1:
        return "partnership"
    best = sorted(counts, key=lambda agency: (-counts[agency], agency))
    return best[0] if best and counts[best[0]] > _SHARE * total else ""
