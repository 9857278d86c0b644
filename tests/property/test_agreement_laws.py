"""Laws of agreement, whatever people coded."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lif_narrative.agreement import alpha, continua, jaccard, masi
from lif_narrative.agreement.intervals import value
from lif_narrative.agreement.themes import figures_of

SETS = st.frozensets(st.sampled_from("abcde"))
ANSWERS = st.lists(
    st.tuples(st.integers(-1, 1), st.integers(-1, 1), st.integers(-1, 1)), min_size=2, max_size=30
)
TEXT = 60


@given(SETS, SETS)
def test_a_distance_is_from_nought_to_one_the_same_both_ways_and_nought_for_equals(first, second):
    for far in (masi, jaccard):
        assert 0 <= far(first, second) <= 1 and far(first, second) == far(second, first)
        assert (far(first, second) == 0) == (first == second)
    assert masi(first, second) >= jaccard(first, second)


@settings(deadline=None)
@given(ANSWERS, st.permutations(range(3)), st.randoms(use_true_random=False))
def test_figures_depend_on_no_order_of_coders_or_excerpts(rows, coders, chance):
    rows = [(1, 0, 1), *rows]  # a study holds an excerpt that two have read
    shuffled = [tuple(row[c] for c in coders) for row in rows]
    chance.shuffle(shuffled)
    clusters = np.zeros(len(rows), dtype=np.int64)
    first, second = (figures_of(np.array(table), clusters) for table in (rows, shuffled))
    for name in first:
        assert np.isclose(value(first[name], 1), value(second[name], 1), equal_nan=True), name


@settings(deadline=None)
@given(st.lists(SETS, min_size=2, max_size=12))
def test_full_agreement_is_one_unless_nobody_varies(given_sets):
    for level in ("nominal", "masi", "jaccard"):
        found = alpha([given_sets, given_sets], level)
        assert found == 1 if len(set(given_sets)) > 1 else np.isnan(found)


@given(st.lists(st.tuples(st.integers(0, TEXT - 1), st.integers(1, 20)), min_size=1, max_size=6))
def test_the_same_passages_agree_wholly(marks):
    units = continua.joined((s, min(TEXT, s + n)) for s, n in marks)
    text = continua.Continuum(TEXT, (units, units))
    observed, expected = continua.Sums.of([text]).disagreements(np.ones((1, 1)))
    assert observed[0] == 0 and expected[0] >= 0
    assert np.isclose(continua.u_alpha([text]), 1, equal_nan=True) or units == ((0, TEXT),)
