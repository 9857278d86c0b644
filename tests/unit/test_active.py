"""What to read next: what teaches most, no family skipped, the same in any order."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hashed import Hashed
from small_project import make

from lif_narrative import improvement, queues
from lif_narrative.active import codes, most_useful, worth
from lif_narrative.coding import ThemeCoder
from lif_narrative.errors import NarrativeError

CHANCE = np.random.default_rng(3)
VECTORS = CHANCE.normal(size=(60, 12))
VECTORS /= np.linalg.norm(VECTORS, axis=1, keepdims=True)
LIKELY = CHANCE.uniform(0, 0.6, size=(60, 4))
CASES = [f"c{i % 7}" if i > 30 else "c0" for i in range(60)]


def test_texts_that_were_coded_do_not_come_again():
    labels = [{0} if i % 2 else None for i in range(60)]
    chosen = most_useful(LIKELY, VECTORS, labels=labels, n=60)
    assert sorted(chosen) == list(range(0, 60, 2))


def test_no_family_is_skipped():
    chosen = most_useful(LIKELY, VECTORS, strata=[CASES], n=14)
    assert {CASES[i] for i in chosen} == set(CASES)


def test_without_strata_a_rare_family_may_be_missed_but_the_gain_is_first():
    value = worth(LIKELY, 0.25, np.zeros(4))
    first = most_useful(LIKELY, np.eye(60), n=1)[0]
    assert value[first] == value.max()  # nothing resembles anything: the dearest text comes first


def test_a_theme_with_many_codes_is_worth_less():
    likely = np.array([[0.5, 0.0], [0.0, 0.5]])
    few, many = (worth(likely, 0.25, np.array(given)) for given in ([0.0, 0.0], [9.0, 0.0]))
    assert few[0] == few[1] and many[0] < many[1]


def test_what_was_chosen_is_not_said_twice():
    twins = np.repeat(VECTORS[:3], 4, axis=0)
    chosen = most_useful(np.full((12, 2), 0.3), twins, n=3)
    assert {i // 4 for i in chosen} == {0, 1, 2}


def test_the_order_of_texts_changes_nothing():
    order = np.random.default_rng(1).permutation(60)
    labels = [{1} if i < 5 else None for i in range(60)]
    told = [LIKELY, VECTORS, labels, CASES]
    mixed = [LIKELY[order], VECTORS[order], [labels[i] for i in order], [CASES[i] for i in order]]
    first, again = (most_useful(p, v, labels=n, strata=[c], n=15) for p, v, n, c in (told, mixed))
    assert [order[i] for i in again] == first


def test_themes_by_name_and_by_number_are_the_same():
    frame = pd.DataFrame(LIKELY, columns=list("abcd"))
    labels = [{2} if i < 9 else None for i in range(60)]
    named = [{"c"} if i < 9 else None for i in range(60)]
    assert most_useful(frame, VECTORS, labels=named) == most_useful(LIKELY, VECTORS, labels=labels)
    assert codes("abcd", named).tolist() == [0, 0, 9, 0]


def test_lengths_must_agree():
    with pytest.raises(NarrativeError, match="60 texts"):
        most_useful(LIKELY, VECTORS[:9])


def test_nothing_left_is_an_empty_queue():
    assert most_useful(LIKELY[:2], VECTORS[:2], labels=[{0}, set()]) == []


BOOK = pd.DataFrame(
    {"id": ["bread", "boats"], "name": ["Bread", "Boats"], "definition": ["loaf oven", "sail"]}
)


def test_each_batch_is_foretold_before_it_is_learned_from():
    texts = [f"{w} {n}" for n in range(30) for w in ("a loaf from the oven", "zigzag marmalade")]
    labels = [{"bread"} if "loaf" in t else {"boats"} for t in texts]
    coder = ThemeCoder(BOOK, encoder=Hashed())
    told = improvement.improvement(coder, texts, labels)
    assert told["learned_from"].tolist() == [0, 20, 40] and told["texts"].tolist() == [20, 20, 20]
    assert told["gain"].iloc[0] == 0  # nothing was learned yet
    assert told["f1"].iloc[-1] > told["f1_without"].iloc[-1]  # "marmalade" cannot be known from the names
    assert not hasattr(coder, "learned_")


def test_no_decisions_make_no_rows():
    assert improvement.improvement(ThemeCoder(BOOK, encoder=Hashed()), [], []).empty


@pytest.mark.slow
def test_a_projects_queue_leaves_what_was_decided(tmp_path):
    project = make(tmp_path)
    queue = queues.most_useful(project, 5)
    assert len(queue) == 5 and (queue["worth"] > 0).all()
    theme = project.themes()["id"].iloc[0]
    project.code(queue["id"].iloc[0], theme)
    assert queue["id"].iloc[0] not in set(queues.most_useful(project, 5)["id"])
    assert improvement.of_project(project)["texts"].sum() == 1
