"""Each statistic against the example that its author worked, and against libraries, to four decimals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from lif_narrative.agreement import alpha, coefficients, continua, jaccard, masi, unitised
from lif_narrative.agreement.intervals import value

NONE = None
# Fleiss (1971), table 1: 30 patients, six psychiatrists, five diagnoses; how many gave each diagnosis.
FLEISS = """00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 00501
30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"""
# Krippendorff (2011), sections C and D: four observers, twelve units, with blanks.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
    [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
]


def one_document(n_units):
    return np.zeros(n_units, dtype=np.int64)


def counted(ratings):
    values = np.array([[-1 if v is None else v - 1 for v in unit] for unit in zip(*ratings, strict=True)])
    return coefficients.counts_of(values, 5)


def test_fleiss_kappa_of_the_thirty_patients():
    counts = np.array([[int(n) for n in row] for row in FLEISS.split()], dtype=float)
    assert counts.sum(axis=0).tolist() == [26, 26, 30, 55, 43]  # the totals of his table
    clusters = one_document(30)
    assert value(coefficients.percent(counts, clusters), 1) == pytest.approx(0.5556, abs=5e-5)
    assert value(coefficients.fleiss(counts, clusters), 1) == pytest.approx(0.4302, abs=5e-5)


def test_kappa_and_ac1_where_nearly_all_agree():
    # Gwet (2008), table 1: 118 both yes, 5 and 2 one each, none both no. Kappa -0.0234, AC1 0.9408.
    values = np.repeat([[1, 1], [1, 0], [0, 1]], [118, 5, 2], axis=0)
    clusters, counts = one_document(125), coefficients.counts_of(values, 2)
    assert value(coefficients.kappa(values, clusters), 1) == pytest.approx(-0.0234, abs=5e-5)
    assert value(coefficients.ac1(counts, clusters), 1) == pytest.approx(0.9408, abs=5e-5)
    assert value(coefficients.percent(counts, clusters), 1) == pytest.approx(0.9440, abs=5e-5)


def test_ac1_and_fleiss_with_blanks():
    # Gwet (2014), Handbook of inter-rater reliability: 0.77544, 0.76117, 0.81818 for the same four observers.
    counts, clusters = counted(OBSERVERS), one_document(12)
    assert value(coefficients.ac1(counts, clusters), 1) == pytest.approx(0.77544, abs=5e-6)
    assert value(coefficients.fleiss(counts, clusters), 1) == pytest.approx(0.76117, abs=5e-6)
    assert value(coefficients.percent(counts, clusters), 1) == pytest.approx(0.81818, abs=5e-6)


@pytest.mark.parametrize(("level", "printed"), [("nominal", 0.743), ("ordinal", 0.815)])
def test_alpha_of_names_and_of_ranks(level, printed):
    assert alpha(OBSERVERS, level) == pytest.approx(printed, abs=5e-4)


def test_alpha_of_two_observers():
    # Krippendorff (2011), sections A and B.
    meg, owen = "0100000000", "1110010010"
    assert alpha([list(meg), list(owen)]) == pytest.approx(0.095, abs=5e-4)
    ben, gerry = "aabbdcccedda", "babbbccceddd"
    assert alpha([list(ben), list(gerry)]) == pytest.approx(0.692, abs=5e-4)


@pytest.mark.parametrize("level", ["nominal", "ordinal"])
@pytest.mark.parametrize("seed", range(5))
def test_alpha_is_what_the_library_finds(level, seed):
    import krippendorff

    rng = np.random.default_rng(seed)
    ratings = rng.integers(1, 6, size=(4, 30)).astype(float)
    ratings[rng.random(ratings.shape) < 0.3] = np.nan
    theirs = krippendorff.alpha(reliability_data=ratings, level_of_measurement=level)
    assert alpha(ratings.tolist(), level) == pytest.approx(theirs, abs=1e-10)


@pytest.mark.parametrize("distance", ["masi", "jaccard"])
def test_alpha_of_sets_is_what_the_library_finds_with_the_same_distance(distance):
    import krippendorff

    rng = np.random.default_rng(2)
    kinds = [frozenset(s) for s in ("", "a", "b", "ab", "abc", "cd", "bd")]
    far = {"masi": masi, "jaccard": jaccard}[distance]
    table = np.array([[far(a, b) for b in kinds] for a in kinds])
    picked = rng.integers(0, len(kinds), size=(3, 25))
    picked[1] = np.where(rng.random(25) < 0.6, picked[0], picked[1])
    theirs = krippendorff.alpha(
        reliability_data=picked.astype(float), value_domain=list(range(len(kinds))),
        level_of_measurement=lambda v1, v2, i1, i2, n_v, dtype: table[i1, i2],
    )  # fmt: skip
    ours = alpha([[kinds[i] for i in row] for row in picked], distance)
    assert ours == pytest.approx(theirs, abs=1e-10)


@pytest.mark.parametrize(
    ("first", "second", "far"),
    [("ab", "ab", 0), ("ab", "abcd", 1 - 2 / 3 * 2 / 4), ("abc", "bcd", 1 - 1 / 3 * 2 / 4), ("a", "b", 1),
     ("", "", 0), ("", "a", 1)],
)  # fmt: skip
def test_masi_weighs_jaccard_by_how_the_sets_lie(first, second, far):
    # Passonneau (2006), section 3: monotonicity 1, 2/3, 1/3, 0 for equal, nested, crossing and disjoint sets.
    assert masi(frozenset(first), frozenset(second)) == pytest.approx(far)


# Krippendorff (2004), Content Analysis, page 254: observers i and j, a continuum from 150 to 450.
MARKED = [
    ("c", "i", 225, 295), ("c", "i", 370, 400), ("c", "j", 220, 300), ("c", "j", 355, 375),
    ("c", "j", 400, 420), ("k", "i", 180, 240), ("k", "i", 300, 350), ("k", "j", 180, 240),
    ("k", "j", 300, 350),
]  # fmt: skip


def test_alpha_of_passages():
    rows = [("d", start - 150, end - 150, theme, who) for theme, who, start, end in MARKED]
    spans = pd.DataFrame(rows, columns=["document_id", "start", "end", "theme_id", "coder"])
    told = unitised(spans, {"d": 300})
    assert told.loc["c", "alpha_u"] == pytest.approx(0.7286, abs=5e-5)
    assert told.loc["k", "alpha_u"] == pytest.approx(1.0)
    # he divides rounded disagreements, 1 - .0144 / (.0532 + .0490) = .8591; unrounded it is .8587
    assert told.loc["all themes", "alpha_u"] == pytest.approx(0.8591, abs=5e-4)
    assert (told.loc["c", "passages"], told.loc["c", "characters"]) == (5, 300)


def test_disagreements_of_passages():
    cut = {who: tuple((s - 150, e - 150) for t, w, s, e in MARKED if t == "c" and w == who) for who in "ij"}
    sums = continua.Sums.of([continua.Continuum(300, (cut["i"], cut["j"]))])
    observed, expected = (float(side[0]) for side in sums.disagreements(np.ones((1, 1))))
    assert observed == pytest.approx(0.0144, abs=5e-5)
    assert expected == pytest.approx(0.0532, abs=5e-5)


# Krippendorff (1995), page 57: pairs of coders on a continuum of 24. His expected disagreements of A to C
# stand corrected by the formula of 2004; the observed ones are the same in both.
PAIRS = {
    "A": (0.03125, ((2, 10), (14, 20)), ((4, 8), (15, 17))),
    "C": (0.02777, ((2, 8), (10, 12), (14, 18), (20, 22)), ((0, 2), (4, 8), (10, 14), (16, 18), (20, 22))),
    "D": (0.38715, ((0, 2), (2, 10), (10, 14), (14, 20), (20, 24)),
          ((0, 4), (4, 8), (8, 15), (15, 17), (17, 24))),
}  # fmt: skip


def disagreements(pair, fine=1):
    _, first, second = PAIRS[pair]
    units = tuple(tuple((s * fine, e * fine) for s, e in side) for side in (first, second))
    sums = continua.Sums.of([continua.Continuum(24 * fine, units)])
    return [float(side[0]) for side in sums.disagreements(np.ones((1, 1)))]


@pytest.mark.parametrize("pair", sorted(PAIRS))
def test_observed_disagreement_of_passages(pair):
    assert disagreements(pair)[0] == pytest.approx(PAIRS[pair][0], abs=1e-5)


def test_alpha_of_passages_on_a_continuum_without_grain():
    observed, expected = disagreements("D", fine=50_000)  # stretched until lengths are continuous
    assert expected == pytest.approx(0.41445, abs=1e-5)
    assert 1 - observed / expected == pytest.approx(0.066, abs=5e-4)


def test_alpha_by_intersections_of_three_coders_by_hand():
    # Lengths 3, 13 and 8 of 60; they share 3, 3 and 8. Observed 24 - 14 = 10 of 180; expected
    # 24 x 156 x 180 / (180² - (9 + 9 + 100 + 9 + 25) - 156).
    text = continua.Continuum(60, (((2, 5),), ((2, 5), (10, 20)), ((2, 5), (15, 20))))
    assert continua.u_alpha([text]) == pytest.approx(1 - 10 / (24 * 156 * 180 / (180**2 - 152 - 156)))
