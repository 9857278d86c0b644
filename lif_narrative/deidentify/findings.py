"""What a recogniser finds, and which finding wins where two overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


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
    who: str = field(default="", repr=False)  # the roster's person, where it is one


@dataclass(frozen=True, slots=True)
class Redaction:
    """A span of the original (code points) and what stands there instead."""

    start: int
    end: int
    kind: str
    replacement: str


def settled(findings: Iterable[Finding]) -> list[Finding]:
    """Findings without overlaps, in text order: the stronger stays, then the longer, then the earlier."""
    taken: list[Finding] = []
    ranked = sorted(set(findings), key=lambda f: (-f.strength, f.start - f.end, f.start, f.kind, f.role, f.who))
    for finding in ranked:
        if finding.start < finding.end and all(
            finding.end <= other.start or other.end <= finding.start for other in taken
        ):
            taken.append(finding)
    return sorted(taken, key=lambda f: f.start)


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
    """Where an offset of the original falls in the redacted text; inside a redaction, at its nearer edge kept whole.

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
