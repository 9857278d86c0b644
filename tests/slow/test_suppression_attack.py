"""Everything exported together, and two dates of it, solved as a linear programme: nothing is recovered."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))
from attack import recovered

from lif_narrative.export.profiles import PROFILES
from lif_narrative.suppression import crossed, suppress

TABLES = 500
pytestmark = pytest.mark.slow


def exports(rng):
    """Two tables that share their row totals, then the first again when some counts have grown."""
    n, m = rng.integers(2, 6, size=2)
    high = int(rng.choice([6, 12, 40]))  # thin and thick
    counts = rng.integers(0, high, size=(n, m)) * (rng.random((n, m)) > 0.15)
    rows, columns = ("theme", [f"t{i}" for i in range(n)]), ("agency", [f"a{i}" for i in range(m)])
    ages = ("age", ["under ten", "ten and over"])
    split = np.stack([rng.binomial(counts.sum(1), 0.4)], axis=1)
    split = np.hstack([split, counts.sum(1, keepdims=True) - split])
    grown = counts + (rng.random(counts.shape) < 0.3) * rng.integers(1, 5, size=counts.shape)
    first = [crossed("by agency", "children", rows, columns, counts.tolist(), date="2031-03"),
             crossed("by age", "children", rows, ages, split.tolist(), date="2031-03")]  # fmt: skip
    return first, [crossed("by agency", "children", rows, columns, grown.tolist(), date="2031-06")]


@pytest.mark.parametrize("name", ["partnership", "publication"])
def test_no_hidden_count_is_recovered_from_500_random_tables_together_and_at_two_dates(name, trust):
    profile, rng = PROFILES[name], np.random.default_rng(20310325)
    hidden = 0
    for _ in range(TABLES // 3 + 1):  # three tables each time
        first, second = exports(rng)
        before = suppress(first, profile)
        after = suppress(second, profile, earlier=before)
        hidden += sum(len(answer.hidden) for answer in (*before, *after))
        assert recovered([*before, *after], profile) == []
        assert recovered(before, profile, knows_unmoved=False) == []
    assert hidden > TABLES
    trust("suppression", {f"{name} tables solved together": 3 * (TABLES // 3 + 1),
                          f"{name} counts held back": hidden, f"{name} counts recovered": 0})  # fmt: skip


@pytest.mark.parametrize("order", [("partnership", "publication"), ("publication", "partnership")])
def test_files_for_two_kinds_of_readers_together_give_no_small_count_away(order, trust):
    rng = np.random.default_rng(20310619)
    first, second = (PROFILES[name] for name in order)
    hidden = 0
    for _ in range(TABLES // 6):
        earlier, later = exports(rng)
        before = suppress(earlier, first)
        for tables in (earlier, later):  # the same files for the others, then the next date for them
            after = suppress(tables, second, earlier=before)
            hidden += sum(len(answer.hidden) for answer in after)
            assert small(recovered([*before, *after]), [*before, *after]) == []
            before = [*before, *after]
    assert hidden > TABLES // 2
    told = " then ".join(order)
    trust("suppression", {f"{told} counts held back": hidden, f"{told} small counts recovered": 0})


def small(places, answers):
    """Those of the places whose count is a small one for the readers who know the most."""
    counts = {(a.table.name, a.table.date, p): n for a in answers for p, n in a.table.cells.items()}
    return [place for place in places if counts[place] <= PROFILES["partnership"].small]
