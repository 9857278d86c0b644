"""Export then import is the identity, whatever people write into a codebook."""

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lif_narrative.codebook import Codebook

texts = st.text(max_size=30) | st.sampled_from(
    [
        "",
        "a; b | c",
        "yes",
        "1.0",
        "null",
        "- x: y",
        "'",
        '"',
        "--- \n---\n",
        "x\n--- lif_narrative codebook entry\n",
    ]
)


@st.composite
def codebooks(draw):
    size = draw(st.integers(1, 6))
    rows = [
        {
            "id": f"t{number}{draw(st.sampled_from(['', 'é', ' x', ',y', ': z', '#']))}",
            "name": f"n{draw(texts)}",
            "definition": draw(texts),
            "include": draw(st.lists(texts, max_size=3)),
            "exclude": draw(st.lists(texts, max_size=3)),
            "watch": draw(st.booleans()),
            "memo": draw(texts),
            "status": draw(st.sampled_from(["proposed", "accepted", "retired"])),
            "example": draw(texts),
            "crosswalks": draw(st.dictionaries(st.sampled_from(["ilacs", "panel"]), texts, max_size=2)),
        }
        for number in range(size)
    ]
    for number, row in enumerate(rows):  # a parent stands earlier in the list, or nowhere
        row["parent"] = draw(st.sampled_from(["", *(earlier["id"] for earlier in rows[:number])]))
    order = draw(st.permutations(rows))
    return Codebook.read(pd.DataFrame(order))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["yaml", "csv", "qdc"])
@given(book=codebooks())
@settings(max_examples=60, deadline=None)
def test_a_codebook_written_and_read_is_the_same_codebook(kind, book):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"book.{kind}"
        getattr(book, f"to_{kind}")(path)
        again = Codebook.read(path)
    assert again.themes == book.themes
    assert again.fingerprint == book.fingerprint


@given(book=codebooks())
@settings(max_examples=30, deadline=None)
def test_a_codebook_is_the_same_from_its_own_frame_in_any_order(book):
    assert Codebook.read(book.to_frame()).themes == book.themes
    assert Codebook.read(book.to_frame().iloc[::-1]).fingerprint == book.fingerprint
