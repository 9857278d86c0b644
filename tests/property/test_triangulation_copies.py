"""No badge moves when a return comes ten times, in other words of the same, or in three files."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lif_narrative.triangulate import triangulate

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit"))
from small_audit import codings  # noqa: E402

FEW = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TOLD = codings()
BADGES = triangulate(TOLD).issues["badge"].tolist()
SOURCES = sorted(set(TOLD["source"]))


def again(rows, n):
    """The same rows as another file that holds them."""
    return rows.assign(**{name: rows[name] + f" again {n}" for name in ("excerpt_id", "account", "source")})


def badges(*more):
    return triangulate(pd.concat([TOLD, *more])).issues["badge"].tolist()


@FEW
@given(source=st.sampled_from(SOURCES))
def test_a_return_that_came_ten_times_moves_no_badge(source):
    copied = TOLD[TOLD["source"] == source]
    assert badges(*(again(copied, n) for n in range(10))) == BADGES


@FEW
@given(source=st.sampled_from(SOURCES), data=st.data())
def test_a_return_with_its_words_in_another_order_moves_no_badge(source, data):
    copied = again(TOLD[TOLD["source"] == source], 1)
    texts = [" ".join(data.draw(st.permutations(text.split()))) for text in copied["text"]]
    assert badges(copied.assign(text=texts)) == BADGES


@FEW
@given(source=st.sampled_from(SOURCES), parts=st.integers(2, 3))
def test_a_return_split_into_files_of_one_source_moves_no_badge(source, parts):
    """The account is whose telling it is: it stays one, however many files it came in."""
    split = TOLD.reset_index(drop=True)
    own = split["source"] == source
    split["source"] = [f"{s} part {n % parts}" if mine else s
                       for n, (s, mine) in enumerate(zip(split["source"], own, strict=True))]  # fmt: skip
    assert triangulate(split).issues["badge"].tolist() == BADGES


@pytest.mark.parametrize("accounts", [["one"] * 3, ["one", "two", "three"]])
def test_a_return_in_three_files_is_still_a_single_source(accounts):
    """Whoever gives the accounts: what one agency returns on one child is one telling."""
    told = codings({"a": {"single-agency audit": "ccc"}}, None)
    told = told.assign(account=accounts, source=["f1", "f2", "f3"], agency="health", case="K1")
    assert triangulate(told).issues["badge"].tolist() == ["single-source"]


def test_returns_of_two_agencies_on_one_child_are_two():
    told = codings({"a": {"single-agency audit": "cc"}}, None).assign(agency=["health", "police"], case="K1")
    assert triangulate(told).issues["n_accounts"].tolist() == [2]


REPLIES = ["nobody rang", "they were kind", "it took so long", "no", "yes miss", "we moved twice", "school",
           "ask me first", "the bus is far", "too many meetings", "nan was not asked"]  # fmt: skip


def sheet(name, replies):
    return pd.DataFrame([
        {"excerpt_id": f"{name} {n}", "theme_id": "a", "polarity": "concern", "case": "", "source": name,
         "account": f"{name} row {n}", "method": "child feedback", "voice": "child", "text": text}
        for n, text in enumerate(replies)
    ])  # fmt: skip


def test_a_sheet_of_short_replies_saved_again_with_more_of_them_counts_once():
    once = triangulate(sheet("first", REPLIES))
    twice = triangulate(pd.concat([sheet("first", REPLIES), sheet("second", [*REPLIES, "and one more"])]))
    assert once.issues["n_accounts"].item() == 11 and twice.issues["n_accounts"].item() == 12
    assert len(twice.copies) == 11


def test_two_people_who_give_the_same_short_answer_are_two():
    others = ["no", "yes miss", "a b", "c d", "e f g"]
    told = pd.concat([sheet("first", REPLIES), sheet("second", others)])
    assert triangulate(told).issues["n_accounts"].item() == 16


@pytest.mark.parametrize("times", [1, 10])
def test_copies_are_named_with_what_they_copy(times):
    copied = TOLD[TOLD["source"] == SOURCES[-1]]
    found = triangulate(pd.concat([TOLD, *(again(copied, n) for n in range(times))])).copies
    assert len(found) == times * len(copied) and (found["share"] == 1).all()
