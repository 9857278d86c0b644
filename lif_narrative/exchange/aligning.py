"""Where a passage of another program's text lies in our de-identified documents.

Reading drops or joins white space and no letter, so the letters of a paragraph are found again in the
text; what de-identification replaced is moved by the table of redactions in the vault.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lif_narrative.deidentify.findings import Redaction, moved
from lif_narrative.deidentify.originals import raw_of

if TYPE_CHECKING:
    from lif_narrative.project import Project


@dataclass(frozen=True)
class Stretch:
    """A paragraph's letters: where each stands in the other text, and where in ours before redaction."""

    document_id: str
    theirs: list[int]
    ours: list[int]
    redactions: tuple[Redaction, ...]


@dataclass(frozen=True)
class Places:
    """The stretches of one text."""

    stretches: tuple[Stretch, ...]

    def of(self, start: int, end: int | None) -> Iterator[tuple[str, int, int]]:
        """The passages (document, start, end) that a passage of the other text is; `end` None is its end."""
        found: dict[str, list[tuple[int, int]]] = {}
        for one in self.stretches:
            first = bisect_left(one.theirs, start)
            last = len(one.theirs) if end is None else bisect_left(one.theirs, end)
            if first < last:
                begin = moved(one.ours[first], one.redactions)
                close = moved(one.ours[last - 1] + 1, one.redactions, end=True)
                found.setdefault(one.document_id, []).append((begin, close))
        for document, parts in sorted(found.items()):
            yield document, min(b for b, _ in parts), max(e for _, e in parts)


def places_of(project: Project, source_id: str, text: str) -> Places:
    """Where the words of this text stand in the documents of the source that it became."""
    letters = [place for place, character in enumerate(text) if not character.isspace()]
    body = "".join(text[place] for place in letters)
    made, at = [], 0
    for document, redactions in raw_of(project, source_id):
        for paragraph in document.paragraphs:
            own = [p for p in range(paragraph.start, paragraph.end) if not document.text[p].isspace()]
            words = "".join(document.text[p] for p in own)
            found = _find(body, words, at)
            if words and found >= 0:
                at = found + len(words)
                made.append(Stretch(document.id, letters[found:at], own, redactions))
    return Places(tuple(made))


def _find(body: str, words: str, at: int) -> int:
    """The next place of these letters; a document that was read out of order starts again from the top."""
    found = body.find(words, at)
    return found if found >= 0 else body.find(words)
