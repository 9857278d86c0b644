"""How many excerpts an interval asks for, when enough was heard, and what an interval is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from lif_narrative.agreement import agreement, enough, excerpts_for_kappa, for_proportion, pairs
from lif_narrative.agreement.sizes import CHI_SQUARE
from lif_narrative.errors import NarrativeError
from lif_narrative.triangulate.change import wilson


def test_the_size_is_where_the_goodness_of_fit_interval_just_reaches_the_lower_edge():
    kappa, share, width = 0.6, 0.3, 0.2
    n = excerpts_for_kappa(kappa, share, width)

    def cells(k):  # the common correlation model: both yes, one each, both no
        return np.array([share**2 + k * share * (1 - share), 2 * share * (1 - share) * (1 - k),
                         (1 - share) ** 2 + k * share * (1 - share)])  # fmt: skip

    def fit(m):
        return m * ((cells(kappa) - cells(kappa - width)) ** 2 / cells(kappa - width)).sum()

    assert fit(n) >= CHI_SQUARE > fit(n - 1)


def test_closer_rarer_and_more_alike_ask_for_more():
    base = excerpts_for_kappa(0.6, 0.3, 0.2)
    assert excerpts_for_kappa(0.6, 0.3, 0.1) > base < excerpts_for_kappa(0.6, 0.1, 0.2)
    assert excerpts_for_kappa(0.6, 0.3, 0.2, per_document=11, alike=0.1) == pytest.approx(2 * base, abs=1)


@pytest.mark.parametrize("figures", [(1.2, 0.3, 0.2), (0.6, 0, 0.2), (0.6, 0.3, 0)])
def test_figures_out_of_range_are_refused(figures):
    with pytest.raises(NarrativeError, match="lies between"):
        excerpts_for_kappa(*figures)


def test_a_share_asks_for_the_least_that_wilsons_interval_allows():
    n = for_proportion(0.5, 0.1)
    width = [edges[1] - edges[0] for edges in (wilson(m / 2, m) for m in (n, n - 1))]
    assert width[0] <= 0.2 < width[1]
    assert n == 93  # z²/4h² - z² (Brown, Cai and DasGupta 2001)
    assert for_proportion(0.5, 0.1, of=100) == 49 and for_proportion(0.5, 0.1, of=20) <= 20


def curve(*themes):
    return pd.DataFrame({"n_sources": range(1, len(themes) + 1), "themes": themes})


def test_enough_was_heard_when_two_more_sources_add_a_twentieth_or_less():
    told = enough(curve(10, 14, 17, 20, 20.8, 21, 21))
    assert (told.after, told.new) == (6, 0.05) and "Enough was heard after 6 of 7" in told.says
    assert enough(curve(10, 14, 17, 20, 22, 24)).after == 0
    assert "Too early" in enough(curve(10, 14, 17)).says
    assert "Not enough yet" in enough(curve(10, 14, 17, 20, 22, 24)).says


def codings(n_documents=30, seed=1):
    rng = np.random.default_rng(seed)
    rows = []
    for d in range(n_documents):
        for e in range(4):
            first = rng.random() < 0.4
            for coder, given in (("human:a", first), ("human:b", first ^ (rng.random() < 0.1)),
                                 ("model:m", first ^ (rng.random() < 0.3))):  # fmt: skip
                rows.append((f"e{d}-{e}", "t" if given else "", coder, f"d{d}"))
    return pd.DataFrame(rows, columns=["excerpt_id", "theme_id", "coder", "document_id"])


def test_intervals_are_the_same_in_any_order_and_move_with_the_seed():
    table = codings()
    once, again = agreement(table), agreement(table.sample(frac=1, random_state=4))
    pd.testing.assert_frame_equal(once, again)
    assert agreement(table, seed=1).loc["t", "low"] != once.loc["t", "low"]
    assert once.loc["t", "documents"] == 30 and once.loc["t", "denominator"] == 120


def test_excerpts_of_one_document_stand_or_fall_together():
    table = codings()
    doubled = pd.concat([table, table.assign(excerpt_id=table["excerpt_id"] + "x")])
    widths = [row["high"] - row["low"] for row in (agreement(t).loc["t"] for t in (table, doubled))]
    assert widths[0] == pytest.approx(
        widths[1], rel=0.05
    )  # the same again in the same documents tells no more


def test_where_nobody_differs_no_interval_is_made_up():
    table = codings()
    same = pd.concat(
        [table[table["coder"] == "human:a"].assign(coder=name) for name in ("human:a", "human:b")]
    )
    row = agreement(same).loc["t"]
    assert row["kappa"] == 1 and np.isnan(row["low"]) and np.isnan(row["alpha_low"])


def test_pairs_say_who_is_beside_whom():
    told = pairs(codings()).set_index("kind")
    assert told.loc["person–person", "alpha"] > told.loc["person–model", "alpha"].max()
    assert (told["denominator"] == 120).all()
