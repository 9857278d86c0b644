"""Segment: documents to excerpts, a sentence each; the thing that is coded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from lif_narrative.errors import NarrativeError
from lif_narrative.fingerprint import short_id
from lif_narrative.records import Document, Excerpt
from lif_narrative.schemas import schema_of
from lif_narrative.sentences import Span, spans

if TYPE_CHECKING:
    import pyarrow as pa

CUT_ROLES = frozenset({"body", "list"})
WORD = re.compile(r"\S+")
CLAUSE_ENDS = (  # where to cut a sentence that is too long, the best place first
    re.compile(r"[;:—–](?=\s)"),
    re.compile(r",(?=\s+(?:and|but|or|so|yet|which|who|although|though|however|while|because|then)\b)"),
    re.compile(r",(?=\s)"),
)


@dataclass(frozen=True)
class Segment:
    """Cut documents into sentences; one longer than `max_words` is cut at a clause.

    An excerpt's id is a hash of the document's id, the paragraph's place, the sentence's place in it
    and the number of sentences in that paragraph. It survives a better redaction of the same words,
    and changes when the paragraph is cut differently, since it is then another excerpt.
    """

    max_words: int = 60
    needs: ClassVar[type] = Document
    gives: ClassVar[type] = Excerpt

    def __call__(self, documents: pa.Table) -> pa.Table:
        """A table of excerpts, in the order of the documents and of their words."""
        import pyarrow as pa

        rows = [row for document in documents.to_pylist() for row in self.cut(document)]
        return pa.Table.from_pylist(rows, schema=schema_of(Excerpt))

    def cut(self, document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """The excerpts of one document, as rows.

        Paragraphs of other roles (headings, captions, notes, headers, footers) are context and are
        not cut. Every character of a body paragraph that is not white space is in one excerpt.

        Raises
        ------
        NarrativeError
            `max_words` is below 1, or a paragraph lies outside its document.
        """
        if self.max_words < 1:
            raise NarrativeError(f"Segment needs max_words of 1 or more and was given {self.max_words}.")
        for place, paragraph in enumerate(document["paragraphs"] or ()):
            if paragraph["role"] in CUT_ROLES:
                yield from self._paragraph(document, place, paragraph)

    def _paragraph(
        self, document: Mapping[str, Any], place: int, paragraph: Mapping[str, Any]
    ) -> Iterator[dict[str, Any]]:
        start, end = paragraph["start"], paragraph["end"]
        if not 0 <= start <= end <= len(document["text"]):
            raise NarrativeError(
                f"Paragraph {place} of document {document['id']} ends at {end}, and the document has "
                f"{len(document['text'])} characters. Run deidentify again for it."
            )
        pieces = list(pieces_of(document["text"][start:end], self.max_words))
        for number, (a, b) in enumerate(pieces):
            yield {
                "id": short_id("ex", document["id"], place, number, len(pieces)),
                "document_id": document["id"],
                "start": start + a,
                "end": start + b,
                "paragraph_start": start,
                "paragraph_end": end,
                "locator": paragraph["locator"],
                "account": paragraph["account"],
                "near_empty": paragraph["near_empty"],
                "speaker_hint": paragraph["speaker"],
                "text": document["text"][start + a : start + b],
                "question": paragraph["question"],
            }


def pieces_of(text: str, max_words: int) -> Iterator[Span]:
    """The sentences of a paragraph, the long ones cut at clauses, as offsets without outer white space."""
    for start, end in spans(text):
        yield from _shortened(text, start, end, max_words)


def _shortened(text: str, start: int, end: int, max_words: int) -> Iterator[Span]:
    """Halve a long sentence at the clause end nearest its middle until every piece is short enough."""
    words = list(WORD.finditer(text, start, end))
    if len(words) <= max_words:
        yield start, end
        return
    clause = _clause_end(text, start, end, words)
    left = words[max_words - 1].end() if clause is None else clause
    yield from _shortened(text, start, left, max_words)
    yield from _shortened(text, _skip(text, left), end, max_words)


def _clause_end(text: str, start: int, end: int, words: list[re.Match[str]]) -> int | None:
    """The clause end nearest the middle, with at least an eighth of the words on either side."""
    margin = max(1, len(words) // 8)
    first, last = words[margin - 1].end(), words[-margin].start()
    middle = (start + end) // 2
    for pattern in CLAUSE_ENDS:
        places = [m.end() for m in pattern.finditer(text, start, end) if first <= m.end() <= last]
        if places:
            return min(places, key=lambda place: (abs(place - middle), place))
    return None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
