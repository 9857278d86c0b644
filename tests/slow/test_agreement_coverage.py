"""How often the 95% intervals of agreement hold the truth, over many invented double codings."""

from __future__ import annotations

import numpy as np
import pytest

from lif_narrative.agreement.intervals import interval, value
from lif_narrative.agreement.themes import figures_of

pytestmark = pytest.mark.slow
STUDIES = 1000
POPULATION = 40_000  # documents from which the truth is counted
# documents, excerpts in each, share under the theme, share on which the second coder sees what the first sees
CONDITIONS = [
    (10, 10, 0.3, 0.6), (20, 5, 0.3, 0.6), (20, 10, 0.2, 0.7), (40, 5, 0.3, 0.6), (40, 3, 0.15, 0.6),
    (30, 8, 0.5, 0.8),
]  # fmt: skip
ALIKE = 0.1  # of excerpts of one document


def coded(rng, documents, each, share, same):
    """Two coders' answers; documents differ in how much they hold of the theme and how clear they are."""
    holds = rng.beta(share * (1 - ALIKE) / ALIKE, (1 - share) * (1 - ALIKE) / ALIKE, documents)
    clear = np.clip(rng.normal(same, 0.1, documents), 0, 1)
    likely, agrees = np.repeat(holds, each), np.repeat(clear, each)
    first, guess = rng.random(documents * each) < likely, rng.random(documents * each) < likely
    second = np.where(rng.random(documents * each) < agrees, first, guess)
    return np.stack([first, second], axis=1).astype(np.int64), np.repeat(np.arange(documents), each)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_interval_holds_the_truth_as_often_as_it_says(condition):
    rng = np.random.default_rng(11)
    truth = {name: value(figure, POPULATION)
             for name, figure in figures_of(*coded(rng, POPULATION, *condition[1:])).items()}  # fmt: skip
    held = dict.fromkeys(("kappa", "alpha", "ac1"), 0)
    for _ in range(STUDIES):
        figures = figures_of(*coded(rng, *condition))
        for name in held:
            low, high = interval(figures[name], condition[0])
            held[name] += low <= truth[name] <= high
    shares = {name: n / STUDIES for name, n in held.items()}
    assert all(abs(share - 0.95) <= 0.02 for share in shares.values()), shares
