"""Segment on documents that say what they test."""

from __future__ import annotations

import pytest

from lif_narrative.errors import NarrativeError
from lif_narrative.records import Document, Excerpt, Paragraph
from lif_narrative.schemas import records_of, table_of
from lif_narrative.segment import Segment, pieces_of

TEXT = "Return\nThe plan is short. It is used!\nn/a\nPage 1"
PARAGRAPHS = (
    Paragraph(0, 6, "heading", "p1"),
    Paragraph(7, 37, "body", "p2", account="return", question="Is the plan used?", speaker="auditor"),
    Paragraph(38, 41, "body", "p3", near_empty=True),
    Paragraph(42, 48, "footer", "footer"),
)


def document(
    identity: str = "d1", text: str = TEXT, paragraphs: tuple[Paragraph, ...] = PARAGRAPHS
) -> Document:
    return Document(identity, "s1", "p1", "C1", "single-agency audit", "", "", "", "", text, paragraphs)


def cut(*documents: Document, **settings: int) -> list[Excerpt]:
    return records_of(Excerpt, Segment(**settings)(table_of(Document, documents)))


def test_only_the_body_is_cut_and_it_keeps_what_it_came_with() -> None:
    first, second, third = cut(document())
    assert (first.text, second.text, third.text) == ("The plan is short.", "It is used!", "n/a")
    assert (first.question, first.speaker_hint, first.account) == ("Is the plan used?", "auditor", "return")
    assert (first.paragraph_start, first.paragraph_end, first.locator) == (7, 37, "p2")
    assert (first.near_empty, third.near_empty) == (False, True)


def test_an_id_survives_a_redaction_and_changes_with_the_cut() -> None:
    was = document(text="Sam is safe. He said so.", paragraphs=(Paragraph(0, 24),))
    redacted = document(text="Child A is safe. He said so.", paragraphs=(Paragraph(0, 28),))
    joined = document(text="Sam is safe and he said so.", paragraphs=(Paragraph(0, 27),))
    assert [e.id for e in cut(was)] == [e.id for e in cut(redacted)]
    assert not {e.id for e in cut(was)} & {e.id for e in cut(joined)}
    assert all(e.id.startswith("ex-") and len(e.id) == 19 for e in cut(was))


def test_a_long_sentence_is_cut_at_a_clause() -> None:
    text = (
        "The worker saw him each week at school and at home; "
        "the record says what he wanted and who was told of it."
    )
    assert [text[a:b] for a, b in pieces_of(text, 15)] == [
        "The worker saw him each week at school and at home;",
        "the record says what he wanted and who was told of it.",
    ]


def test_the_order_of_documents_changes_no_excerpt() -> None:
    one, two = document("d1"), document("d2")
    assert {e.id: e for e in cut(one, two)} == {e.id: e for e in cut(two, one)}


def test_a_document_without_paragraphs_gives_no_excerpt() -> None:
    assert cut(document(paragraphs=())) == []


def test_it_refuses_in_words() -> None:
    with pytest.raises(NarrativeError, match="Paragraph 0 of document d1 ends at 99"):
        cut(document(paragraphs=(Paragraph(0, 99),)))
    with pytest.raises(NarrativeError, match="max_words of 1 or more"):
        cut(document(), max_words=0)
