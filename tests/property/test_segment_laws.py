"""Laws of cutting: what holds for every text."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lif_narrative.segment import Segment

PROSE = st.lists(
    st.sampled_from([
        "She said", "no. 7", "Mr.", "“", "”", '"', "(", ")", ".", "?", "!", "…", "...",
        "\n", "\n\n", " ", "- ", "3. ",
        "e.g.", "T.", "now", "Child A", ",", ";", "and then", "é", "🙂", "\u00a0", "\t", "they listened", "'",
    ]),
    max_size=40,
).map(" ".join)  # fmt: skip
TEXTS = st.one_of(st.text(), PROSE, st.text(alphabet="ab .?!\n\"'()", max_size=80))


def document(text: str, bounds: list[int] | None = None, identity: str = "d1") -> dict[str, Any]:
    """A document whose paragraphs end at these places; a lone paragraph when none are given."""
    edges = sorted({0, len(text), *(b % (len(text) + 1) for b in bounds or [])})
    pairs = list(zip(edges, edges[1:], strict=False)) or [(0, 0)]
    paragraphs = [
        {"start": a, "end": b, "role": "body", "locator": f"p{i}", "account": "", "question": "",
         "speaker": "", "near_empty": False}
        for i, (a, b) in enumerate(pairs)
    ]  # fmt: skip
    return {"id": identity, "text": text, "paragraphs": paragraphs}


@given(text=TEXTS, max_words=st.integers(1, 20), bounds=st.lists(st.integers(0, 200), max_size=4))
def test_an_excerpt_is_exactly_its_span_of_the_document(text: str, max_words: int, bounds: list[int]) -> None:
    for excerpt in Segment(max_words).cut(document(text, bounds)):
        assert text[excerpt["start"] : excerpt["end"]] == excerpt["text"]


@given(text=TEXTS, max_words=st.integers(1, 20), bounds=st.lists(st.integers(0, 200), max_size=4))
def test_every_character_that_is_not_white_space_is_in_exactly_one_excerpt(
    text: str, max_words: int, bounds: list[int]
) -> None:
    covered = [
        at for e in Segment(max_words).cut(document(text, bounds)) for at in range(e["start"], e["end"])
    ]
    assert len(covered) == len(set(covered))
    assert {at for at, char in enumerate(text) if not char.isspace()} <= set(covered)


@given(text=TEXTS, max_words=st.integers(1, 20))
def test_no_excerpt_begins_or_ends_with_white_space_or_is_empty(text: str, max_words: int) -> None:
    for excerpt in Segment(max_words).cut(document(text)):
        assert excerpt["text"] and excerpt["text"] == excerpt["text"].strip()


@given(text=TEXTS, max_words=st.integers(1, 20))
def test_no_excerpt_is_longer_than_asked(text: str, max_words: int) -> None:
    for excerpt in Segment(max_words).cut(document(text)):
        assert len(excerpt["text"].split()) <= max_words


@given(text=TEXTS, bounds=st.lists(st.integers(0, 200), max_size=4))
def test_ids_differ_within_a_document_and_between_documents(text: str, bounds: list[int]) -> None:
    ids = [e["id"] for d in ("d1", "d2") for e in Segment().cut(document(text, bounds, d))]
    assert len(ids) == len(set(ids))


@given(text=TEXTS, bounds=st.lists(st.integers(0, 200), max_size=4))
def test_cutting_twice_gives_the_same(text: str, bounds: list[int]) -> None:
    assert list(Segment().cut(document(text, bounds))) == list(Segment().cut(document(text, bounds)))
