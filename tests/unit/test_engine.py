"""Shards: finished ones are skipped, changed settings start afresh, and order does not matter."""

from __future__ import annotations

import pyarrow as pa
import pytest

from lif_narrative.engine import Here, choose, over_shards
from lif_narrative.errors import UnknownChoice
from lif_narrative.progress import silent

TABLE = pa.table({"id": [f"{n:04d}" for n in range(4500)]})


class Step:
    def __init__(self, broken_after: int = 99):
        self.calls, self.broken_after = 0, broken_after

    def __call__(self, table: pa.Table) -> pa.Table:
        self.calls += 1
        if self.calls > self.broken_after:
            raise RuntimeError("pulled out")
        return table


def test_what_was_finished_before_an_interruption_is_not_done_again(tmp_path):
    with pytest.raises(RuntimeError):
        over_shards(Here(), Step(broken_after=2), TABLE, tmp_path / "cut-1", "", silent)
    rest = Step()
    done = over_shards(Here(), rest, TABLE, tmp_path / "cut-1", "", silent)
    assert rest.calls == 1 and done.num_rows == 4500


def test_a_new_fingerprint_starts_afresh_and_clears_the_old(tmp_path):
    over_shards(Here(), Step(), TABLE, tmp_path / "cut-1", "", silent)
    fresh = Step()
    over_shards(Here(), fresh, TABLE, tmp_path / "cut-2", "", silent)
    assert fresh.calls == 3 and [p.name for p in tmp_path.iterdir()] == ["cut-2"]


def test_the_order_of_rows_does_not_matter(tmp_path):
    backwards = TABLE.sort_by([("id", "descending")])
    one = over_shards(Here(), Step(), TABLE, tmp_path / "a-1", "", silent)
    other = over_shards(Here(), Step(), backwards, tmp_path / "b-1", "", silent)
    assert one.equals(other)


def test_an_empty_table_is_one_empty_shard(tmp_path):
    assert over_shards(Here(), Step(), TABLE.slice(0, 0), tmp_path / "c-1", "", silent).num_rows == 0


def test_an_unknown_engine_is_refused_by_name():
    with pytest.raises(UnknownChoice, match="moon.*here"):
        choose("moon")
