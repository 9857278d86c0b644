"""Laws that coding, discovery and agreement keep whatever the texts are."""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lif_narrative.agreement import agreement
from lif_narrative.codebook import Codebook
from lif_narrative.coding import ThemeCoder
from lif_narrative.records import Theme
from lif_narrative.theme import ThemeFinder

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit"))
from hashed import Hashed  # noqa: E402

BOOK = Codebook(
    (
        Theme("a", "Bread and ovens", "Loaves, flour and the oven."),
        Theme("b", "Boats and sails", "Harbours and the wind."),
    )
)
WORDS = (
    "bread",
    "oven",
    "flour",
    "boat",
    "sail",
    "wind",
    "harbour",
    "the",
    "late",
    "no",
    "chess",
    "n/a",
    "rain",
)
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join), min_size=1, max_size=12
)
FEW = settings(max_examples=15, deadline=None)


def shuffled(things, seed):
    order = np.random.default_rng(seed).permutation(len(things))
    return order, [things[i] for i in order]


@pytest.mark.slow
@FEW
@given(texts=TEXTS, seed=st.integers(0, 99))
def test_a_text_is_coded_the_same_whatever_stands_beside_it(texts, seed):
    coder = ThemeCoder(BOOK, encoder=Hashed())
    whole = coder.predict_proba(texts).to_numpy()
    order, mixed = shuffled(texts, seed)
    assert (coder.predict_proba(mixed).to_numpy() == whole[order]).all()
    assert (coder.predict_proba(texts[:1]).to_numpy() == whole[:1]).all()


@pytest.mark.slow
@FEW
@given(texts=TEXTS, seed=st.integers(0, 99))
def test_the_order_of_coding_teaches_nothing(texts, seed):
    labels = [{"a"} if "bread" in text else set() for text in texts]
    order, mixed = shuffled(texts, seed)
    one = ThemeCoder(BOOK, encoder=Hashed()).fit(texts, labels).predict_proba(["bread and wind"])
    two = (
        ThemeCoder(BOOK, encoder=Hashed())
        .fit(mixed, [labels[i] for i in order])
        .predict_proba(["bread and wind"])
    )
    pd.testing.assert_frame_equal(one, two)


@FEW
@given(texts=TEXTS)
def test_every_text_is_placed_queued_or_without_words(texts):
    coder = ThemeCoder(BOOK, encoder=Hashed())
    placed = set(np.flatnonzero(coder.predict(texts).any(axis=1)).tolist())
    queued = set(coder.queue(texts)["place"])
    silent = {i for i, text in enumerate(texts) if text == "n/a"}
    assert not placed & queued and not silent & (placed | queued)
    assert placed | queued | silent == set(range(len(texts)))


@FEW
@given(texts=TEXTS)
def test_reasons_are_stretches_of_their_text(texts):
    for text in texts:
        for reason in ThemeCoder(BOOK, encoder=Hashed()).why(text, "a"):
            assert text[reason.start : reason.end] == reason.text and reason.text.strip()


@FEW
@given(texts=st.lists(st.lists(st.sampled_from(WORDS[:11]), min_size=2, max_size=7).map(" ".join), min_size=8,
                      max_size=30), seed=st.integers(0, 99))  # fmt: skip
def test_shuffling_texts_gives_the_same_partition(texts, seed):
    order, mixed = shuffled(texts, seed)
    one, two = (ThemeFinder(n_themes=3, encoder=Hashed()).fit(each) for each in (texts, mixed))
    assert two.labels_.tolist() == one.labels_[order].tolist()


MARKS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=30)


@FEW
@given(marks=MARKS)
def test_agreement_is_the_same_from_either_side(marks):
    rows = [
        (f"e{i}", "t" if mark else "", who)
        for i, pair in enumerate(marks)
        for mark, who in zip(pair, "ab", strict=True)
    ]
    codings = pd.DataFrame(rows, columns=["excerpt_id", "theme_id", "coder"])
    swapped = codings.assign(coder=codings["coder"].map({"a": "b", "b": "a"}))
    pd.testing.assert_frame_equal(agreement(codings), agreement(swapped))
