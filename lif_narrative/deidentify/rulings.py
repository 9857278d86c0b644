"""A person's ruling on a place: these words are to be replaced here, or left to stand.

A ruling is held by its words and the words around them, not by an offset, so that it is found again in
a file that was read anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from os.path import commonprefix
from typing import Final

from lif_narrative.deidentify.findings import Finding, Redaction

REDACT, RESTORE = "redact", "restore"
AROUND: Final = 40  # code points of context on each side
PEOPLE: Final = {  # kinds that are people, and the role each gives
    "child": "child", "family member": "family member", "worker": "worker",
    "other professional": "other professional", "person": "",
}  # fmt: skip
KINDS: Final = (
    *PEOPLE, "school", "address", "postcode", "place", "phone", "e-mail", "date of birth", "NHS number",
    "UPN", "National Insurance number", "case number", "vehicle", "social media", "web address",
    "identity number",
)  # fmt: skip


@dataclass(frozen=True)
class Ruling:
    """What a person ruled, of words of one document; with `everywhere`, of every document of its case."""

    id: str
    document_id: str
    case: str  # as Documents have it
    verb: str
    text: str = field(repr=False)
    before: str = field(repr=False)
    after: str = field(repr=False)
    kind: str
    everywhere: bool
    reason: str = field(repr=False)
    actor: str
    at: str

    def places(self, text: str, *, here: bool) -> list[tuple[int, int]]:
        """Where it bites in a text: in its own document the likeliest place, elsewhere every one."""
        flags = re.I if self.verb == REDACT else 0
        found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(self.text)}(?!\w)", text, flags)]
        if self.everywhere or not here or len(found) < 2:
            return found if self.everywhere or here else []
        return [max(found, key=lambda span: (self._fit(text, *span), -span[0]))]

    def _fit(self, text: str, start: int, end: int) -> int:
        """How many code points around a place are the ones that stood around the words."""
        left = commonprefix([text[max(0, start - AROUND) : start][::-1], self.before[::-1]])
        return len(left) + len(commonprefix([text[end : end + AROUND], self.after]))


def ruled(
    text: str,
    redactions: Sequence[Redaction],
    rulings: Iterable[Ruling],
    instead: Callable[[Finding, str], str],
    document_id: str = "",
) -> tuple[Redaction, ...]:
    """The redactions of a text after people's rulings, the oldest first."""  # fmt: skip
    found = list(redactions)
    for ruling in rulings:
        for start, end in ruling.places(text, here=ruling.document_id == document_id):
            touching = [r for r in found if r.start < end and start < r.end]
            found = [r for r in found if r not in touching]
            if ruling.verb == REDACT:
                first = min([start, *(r.start for r in touching)])
                last = max([end, *(r.end for r in touching)])
                found.append(_made(text, first, last, ruling.kind, instead))
            else:
                found += [piece for r in touching for piece in _left(r, start, end)]
    return tuple(sorted(found, key=lambda r: r.start))


def _made(
    text: str, start: int, end: int, kind: str, instead: Callable[[Finding, str], str]
) -> Redaction:  # fmt: skip
    person = kind in PEOPLE
    finding = Finding(start, end, "person" if person else kind, 100, PEOPLE.get(kind, ""))
    return Redaction(start, end, finding.kind, instead(finding, text[start:end]))


def _left(redaction: Redaction, start: int, end: int) -> Iterator[Redaction]:
    """What of a redaction lies outside words that are to stand."""
    if redaction.start < start:
        yield replace(redaction, end=start)
    if end < redaction.end:
        yield replace(redaction, start=end)


def original(offset: int, redactions: Sequence[Redaction], *, end: bool = False) -> int:
    """Where an offset of the redacted text lies in the original; inside a replacement, at its words' edge."""
    shift = 0
    for redaction in redactions:
        place = redaction.start + shift
        stop = place + len(redaction.replacement)
        if offset >= stop if not end else offset > stop:
            shift += len(redaction.replacement) - (redaction.end - redaction.start)
        elif offset > place or (not end and offset == place):
            return redaction.end if end else redaction.start
        else:
            break
    return offset - shift
