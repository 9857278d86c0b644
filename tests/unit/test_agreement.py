"""Agreement, against published worked examples and libraries that compute it another way."""

import numpy as np
import pandas as pd
import pytest

from lif_narrative.agreement import agreement, cohens_kappa
from lif_narrative.errors import NarrativeError


def table(*coders, theme="t"):
    """Codings from one string a coder: 1 gave the theme, 0 read and did not, . did not read."""
    rows = [
        (f"e{i:03}", theme if mark == "1" else "", f"human:{name}")
        for name, marks in zip("abcdefgh", coders, strict=False)
        for i, mark in enumerate(marks)
        if mark != "."
    ]
    return pd.DataFrame(rows, columns=["excerpt_id", "theme_id", "coder"])


def test_kappa_of_the_textbook_table_is_04():
    both, first, second, neither = 20, 5, 10, 15
    a = "1" * both + "1" * first + "0" * second + "0" * neither
    b = "1" * both + "0" * first + "1" * second + "0" * neither
    row = agreement(table(a, b)).loc["t"]
    assert row["kappa"] == pytest.approx(0.4)
    assert row["percent"] == pytest.approx(70)
    assert (row["n"], row["denominator"]) == (35, 50)
    assert row["low"] < 0.4 < row["high"]
    assert 0.1 < row["low"] and row["high"] < 0.7  # asymptotic: 0.148 to 0.652


def test_alpha_of_krippendorffs_binary_example():
    a = "0100000000"  # Krippendorff (2011), Computing Krippendorff's alpha-reliability, section A: 0.095
    b = "1110010010"
    assert agreement(table(a, b)).loc["t", "alpha"] == pytest.approx(0.095, abs=5e-4)


def test_kappa_is_what_scikit_learn_finds():
    from sklearn.metrics import cohen_kappa_score

    rng = np.random.default_rng(3)
    a, b = rng.random((2, 80)) < 0.3
    kappa, _ = cohens_kappa((a & b).sum(), (a & ~b).sum(), (~a & b).sum(), (~a & ~b).sum())
    assert float(kappa) == pytest.approx(cohen_kappa_score(a, b))


def test_more_than_two_coders_give_the_mean_of_the_pairs():
    a, b, c = "1100110010", "1100100010", "1000111010"
    pairs = [agreement(table(x, y)).loc["t", "kappa"] for x, y in ((a, b), (a, c), (b, c))]
    assert agreement(table(a, b, c)).loc["t", "kappa"] == pytest.approx(np.mean(pairs), abs=1e-5)


def test_only_excerpts_that_two_read_are_counted():
    row = agreement(table("1100..11", "1..011.1")).loc["t"]
    assert row["denominator"] == 3
    assert row["percent"] == pytest.approx(100 * 3 / 3)


def test_a_refusal_is_a_reading():
    codings = table("1", "1").assign(score=[1.0, 0.0])
    row = agreement(codings).loc["t"]
    assert (row["n"], row["denominator"], row["percent"]) == (1, 1, 0)


def test_where_nobody_varies_kappa_is_undefined_and_agreement_is_whole():
    row = agreement(table("111", "111")).loc["t"]
    assert np.isnan(row["kappa"]) and np.isnan(row["low"])
    assert row["percent"] == 100


def test_coders_can_be_chosen():
    codings = table("1100", "1100", "0011")
    assert agreement(codings, ["human:a", "human:b"]).loc["t", "kappa"] == 1


@pytest.mark.parametrize(
    ("codings", "coders", "says"),
    [
        (table("11"), None, "second person"),
        (table("11", "11"), ["human:a", "human:z"], "human:z"),
        (table("1.", ".1"), None, "same excerpts"),
        (table("11", "11").drop(columns="coder"), None, "coder"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_what_to_do(codings, coders, says):
    with pytest.raises(NarrativeError, match=says):
        agreement(codings, coders)


def test_the_order_of_rows_does_not_matter():
    codings = table("1100110010", "1100100011", "1000111010")
    shuffled = codings.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(agreement(codings), agreement(shuffled))
