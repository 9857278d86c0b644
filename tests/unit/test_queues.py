"""Queues pick what waits; what a person decided leaves them."""

from __future__ import annotations

import pandas as pd
import pytest

from lif_narrative.errors import UnknownChoice
from lif_narrative.queues import QUEUES, queue

EXCERPTS = pd.DataFrame({
    "id": ["a", "b", "c", "d"], "near_empty": [False, False, False, True],
    "speaker": ["child", "auditor", "auditor", "child"], "reported": ["none", "child", "none", "none"],
})  # fmt: skip
CODINGS = pd.DataFrame(
    [("a", "t", "model:m", 0.9), ("b", "t", "model:m", 0.6), ("b", "t", "human:x", 0.0)],
    columns=["excerpt_id", "theme_id", "coder", "score"],
)


@pytest.mark.parametrize(
    ("name", "more", "ids"),
    [
        ("all", {}, ["a", "b", "c", "d"]),
        ("undecided", {}, ["a"]),
        ("unthemed", {}, ["b", "c"]),  # b was rejected; d is near-empty
        ("theme", {"theme": "t"}, ["a"]),
        ("voice", {"voice": "child"}, ["a", "b"]),  # who speaks, and who is reported
        ("near-empty", {}, ["d"]),
    ],
)
def test_a_queue_holds_what_it_says(name, more, ids):
    assert queue(EXCERPTS, CODINGS, name, **more)["id"].tolist() == ids


def test_every_queue_works_when_nothing_is_coded():
    for name in QUEUES:
        assert set(queue(EXCERPTS, CODINGS[:0], name)["id"]) <= set(EXCERPTS["id"])


def test_an_unknown_queue_names_the_known_ones():
    with pytest.raises(UnknownChoice, match="unthemed"):
        queue(EXCERPTS, CODINGS, "other")
