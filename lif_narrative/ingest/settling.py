"""What only all files together say: the agency behind a record that names a worker and no agency."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from lif_narrative.ingest.methods import plain
from lif_narrative.ingest.raw import Named, RawDocument

_BY_WORKERS: Final = frozenset({"supervision", "observation"})
_WORKS: Final = ("worker", "practitioner", "adviser")
_SHARE: Final = 0.5  # of the people a file names who are known as some agency's workers


def settle_agencies(documents: Sequence[RawDocument]) -> tuple[RawDocument, ...]:
    """Give supervision and observation records the agency whose workers they are about.

    Returns of one agency name its workers ("Allocated worker …"). A file of records without an
    agency takes the one that at least half the known people in its headings work for; a tie, or
    nobody known, leaves it open.
    """
    staff = _staff(documents)
    by_source: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for d in sorted(documents, key=lambda d: d.id):
        if not d.agency and d.method in _BY_WORKERS:
            for name in sorted({n.text for n in d.named if n.kind in ("unknown", "worker")}):
                by_source[d.source_id].update(_agencies(name, staff))
    found = {source: _leading(counts) for source, counts in by_source.items()}
    return tuple(
        replace(d, agency=found.get(d.source_id, "")) if not d.agency and d.method in _BY_WORKERS else d
        for d in documents
    )


def _staff(documents: Iterable[RawDocument]) -> dict[str, set[str]]:
    """Names of workers and the agencies whose returns call them so."""
    staff: defaultdict[str, set[str]] = defaultdict(set)
    for d in documents:
        for n in d.named:
            if d.agency and d.agency != "partnership" and _is_worker(n):
                staff[n.text].add(d.agency)
    return dict(staff)


def _is_worker(named: Named) -> bool:
    return named.kind == "worker" and named.relation.endswith(_WORKS)


def _agencies(name: str, staff: dict[str, set[str]]) -> set[str]:
    fits = [agencies for known, agencies in staff.items() if _same(name, known)]
    return set().union(*fits) if fits else set()


def _same(name: str, known: str) -> bool:
    """A worker by full name, by initial and surname, by a pet form, or by either name alone."""
    said, full = plain(name).replace(".", "").split(), plain(known).replace(".", "").split()
    if len(said) == 1:
        return said[0] in (full[0], full[-1])
    if said[-1] != full[-1]:
        return False
    return said[0][0] == full[0][0] or said[0] in full[0] or full[0] in said[0]


def _leading(counts: Counter[str]) -> str:
    total = sum(counts.values())
    best = sorted(counts, key=lambda agency: (-counts[agency], agency))
    return best[0] if best and counts[best[0]] > _SHARE * total else ""
