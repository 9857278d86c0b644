"""What a recogniser finds, and which finding wins where two overlap."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Finding:
    """A span that names or numbers somebody or somewhere.

    `kind`: person, school, address, postcode, place, phone, e-mail, date of birth, NHS number, UPN,
    National Insurance number, case number, vehicle, social media, web address, card, IBAN, IP address
    or identity number. `strength` breaks ties between overlaps: a checked number over a likely name.
    """

    start: int
    end: int
    kind: str
    strength: int = 50
    role: str = ""  # of a person: child, family member, worker, other professional; with a relation


@dataclass(frozen=True, slots=True)
class Redaction:
    """A span of the original (code points) and what stands there instead."""

    start: int
    end: int
    kind: str
    replacement: str


def settled(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without overlaps, in text order: the stronger stays, then the longer, then the earlier."""
    taken: list[Finding] = []  # in text order
    ranked = sorted(set(findings), key=lambda f: (-f.strength, f.start - f.end, f.start, f.kind, f.role))
    for finding in ranked:
        for piece in _free(finding, taken):
            insort(taken, piece, key=lambda f: f.start)
    return taken


def _free(finding: Finding, taken: list[Finding]) -> list[Finding]:
    """What of a finding no stronger one has: all or nothing, but of an address or a name every piece."""
    near = bisect_right(taken, finding.start, key=lambda f: f.end)
    pieces, start = [], finding.start
    while near < len(taken) and taken[near].start < finding.end:
        pieces.append((start, taken[near].start))
        start = max(start, taken[near].end)
        near += 1
    if pieces and finding.kind not in ("address", "person"):
        return []
    pieces.append((start, finding.end))
    return [replace(finding, start=a, end=b) for a, b in pieces if b - a > 3 or (b > a and len(pieces) == 1)]


def applied(text: str, redactions: Sequence[Redaction]) -> str:
    """`text` with every redaction's span replaced.

    Parameters
    ----------
    redactions : sequence of Redaction
        Not overlapping, in text order, offsets in `text`.
    """
    pieces, at = [], 0
    for redaction in redactions:
        pieces += [text[at : redaction.start], redaction.replacement]
        at = redaction.end
    return "".join([*pieces, text[at:]])


def moved(offset: int, redactions: Sequence[Redaction], *, end: bool = False) -> int:
    """Where an offset of the original falls in the redacted text; a replacement is never cut.

    A start inside a redaction moves to the replacement's start, an end (`end=True`) to its end.
    """
    shift = 0
    for redaction in redactions:
        if redaction.end <= offset and not (redaction.end == offset and redaction.start == offset):
            shift += len(redaction.replacement) - (redaction.end - redaction.start)
        elif redaction.start < offset:
            place = redaction.start + shift
            return place + len(redaction.replacement) if end else place
        else:
            break
    return offset + shift
