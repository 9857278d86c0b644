"""Laws of the record: order-free fingerprints, and records that travel unchanged."""

from __future__ import annotations

import json
import random

from hypothesis import given
from hypothesis import strategies as st

from lif_narrative.fingerprint import fingerprint
from lif_narrative.records import Document, Paragraph
from lif_narrative.schemas import record_of, records_of, row_of, table_of

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
rows = st.lists(
    st.dictionaries(words, st.one_of(words, st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
)
paragraphs = st.lists(
    st.builds(Paragraph, st.integers(0, 99), st.integers(0, 99), question=words, near_empty=st.booleans())
)
documents = st.builds(
    Document, words, words, words, words, words, words, words, words, words, words,
    paragraphs.map(tuple), st.dictionaries(words, words),
)  # fmt: skip


@given(rows=rows, seed=st.integers())
def test_the_order_of_rows_does_not_change_a_fingerprint(rows, seed):
    assert fingerprint(rows) == fingerprint(random.Random(seed).sample(rows, len(rows)))


@given(rows=rows.filter(bool))
def test_a_row_more_changes_a_fingerprint(rows):
    assert fingerprint(rows) != fingerprint([*rows, rows[0]])


@given(document=documents)
def test_a_document_travels_through_json_and_arrow_unchanged(document):
    assert record_of(Document, json.loads(json.dumps(row_of(document)))) == document
    assert records_of(Document, table_of(Document, [document])) == [document]
