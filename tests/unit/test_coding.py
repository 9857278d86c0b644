"""ThemeCoder: what it must do whatever its figures are. Its figures are in the slow tests below."""

import pandas as pd
import pytest
from hashed import Hashed
from sklearn.base import clone

from lif_narrative.codebook import Codebook
from lif_narrative.coding import ThemeCoder
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Theme

BOOK = Codebook(
    (
        Theme("baking", "Baking", "Bread, cakes, ovens and flour.", include=("the loaf rose in the oven",)),
        Theme(
            "sailing", "Sailing", "Boats, sails, wind and harbours.", exclude=("rowing on a lake → rowing",)
        ),
        Theme("chess", "Chess", "Openings, endgames and chess clubs.", watch=True),
    )
)
TEXTS = [
    "The loaf rose in the oven and the flour was sifted twice.",
    "We sailed out of the harbour with a steady wind in the sails.",
    "n/a",
    "He lost the endgame at the chess club.",
    "The committee met on Tuesday.",
]


@pytest.fixture
def coder():
    return ThemeCoder(BOOK, encoder=Hashed())


def test_unfitted_it_codes_from_definitions(coder):
    likely = coder.predict_proba(TEXTS)
    assert list(likely.columns) == ["baking", "sailing", "chess"]
    assert likely.loc[0].idxmax() == "baking"
    assert likely.loc[1].idxmax() == "sailing"
    assert likely.loc[3].idxmax() == "chess"
    assert likely.to_numpy().min() >= 0 and likely.to_numpy().max() <= 1


def test_answers_without_words_get_nothing(coder):
    assert (coder.predict_proba(["n/a", ".", "see above"]) == 0).all(axis=None)
    assert not coder.predict(["n/a"]).any(axis=None)


def test_a_short_answer_takes_its_question(coder):
    likely = coder.predict_proba(
        ["Not really.", "Not really."], ["Did the bread and cakes rise in the oven?\n", "\n"]
    )
    assert likely.loc[0, "baking"] > likely.loc[1, "baking"]


def test_one_persons_codes_count_at_once():
    tea = [
        f"The kettle was on and tea was poured for {who}."
        for who in ("Ann", "Bo", "Cy", "Di", "Ed", "Flo", "Gus")
    ]
    coder = ThemeCoder(BOOK, encoder=Hashed())
    before = coder.predict_proba(tea[6:]).loc[0, "sailing"]
    after = (
        coder.fit([*tea[:6], *TEXTS], [{"sailing"}] * 6 + [None] * 5).predict_proba(tea[6:]).loc[0, "sailing"]
    )
    assert after > 2 * before


def test_every_threshold_says_what_precision_to_expect(coder):
    told = coder.thresholds()
    assert list(told.index) == ["baking", "sailing", "chess"]
    assert told["precision"].between(0, 1).all()
    assert set(told["basis"]) == {"definitions"}


def test_thresholds_come_from_peoples_codes_once_there_are_enough():
    texts = [f"{text} Number {i}." for i in range(12) for text in (TEXTS[0], TEXTS[1], TEXTS[3], TEXTS[4])]
    labels = [{"baking"}, {"sailing"}, {"chess"}, set()] * 12
    coder = ThemeCoder(BOOK, encoder=Hashed()).fit(texts, labels)
    told = coder.thresholds()
    assert set(told["basis"]) == {"codes"} and list(told["codes"]) == [12, 12, 12]
    assert coder.predict(TEXTS[:2]).to_numpy().tolist() == [[True, False, False], [False, True, False]]


def test_what_it_cannot_place_is_a_queue(coder):
    queue = coder.queue(TEXTS)
    placed = coder.predict(TEXTS).any(axis=1)
    assert set(queue["place"]) == {i for i in range(5) if not placed[i] and TEXTS[i] != "n/a"}
    assert queue["gap"].is_monotonic_increasing and (queue["gap"] > 0).all()


def test_a_watched_theme_is_looked_for_and_reported_when_absent(coder):
    found, absent = coder.look_for("chess", TEXTS), coder.look_for("chess", TEXTS[:2])
    assert found.found and found.places[0] == 3
    assert not absent.found and absent.looked_in == 2
    assert "not found" in absent.says and "wordings" in absent.says


def test_reasons_are_exact_spans(coder):
    reasons = coder.why(TEXTS[0], "baking")
    assert reasons and all(TEXTS[0][r.start : r.end] == r.text for r in reasons)
    assert reasons[0].wording in BOOK.phrases("baking") or reasons[0].how in ("words", "meaning")
    assert all(a.end <= b.start or b.end <= a.start for a in reasons for b in reasons if a is not b)


def test_labels_may_be_a_frame():
    frame = pd.DataFrame(
        {"chess": [False, False, False, True, False], "baking": [True, False, False, False, False]}
    )
    sets = [{"baking"}, set(), set(), {"chess"}, set()]
    a = ThemeCoder(BOOK, encoder=Hashed()).fit(TEXTS, frame).predict_proba(TEXTS)
    b = ThemeCoder(BOOK, encoder=Hashed()).fit(TEXTS, sets).predict_proba(TEXTS)
    pd.testing.assert_frame_equal(a, b)


def test_unknown_ids_are_left_out_and_said():
    coder = ThemeCoder(BOOK, encoder=Hashed()).fit(TEXTS, [{"knitting"}, None, None, {"chess"}, None])
    assert coder.unknown_ == ["knitting"]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda c: c.fit(TEXTS, [{"chess"}]), "5 texts and 1 labels"),
        (lambda c: c.fit(TEXTS, ["chess"] * 5), "bare text"),
        (lambda c: c.predict_proba(TEXTS, ["one"]), "5 texts and 1 contexts"),
        (lambda c: c.look_for("knitting", TEXTS), "does not code with 'knitting'"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_to_do(coder, call, says):
    with pytest.raises(NarrativeError, match=says):
        call(coder)


def test_it_keeps_scikit_learns_manners(coder):
    copy = clone(coder)
    assert set(copy.get_params()) == {"codebook", "seed", "encoder"}
    coder.fit(TEXTS, [{"baking"}, None, None, None, None])
    assert not hasattr(copy, "learned_") and hasattr(coder, "learned_")
    assert coder.fit(TEXTS) is coder and not hasattr(coder, "learned_")


def test_no_texts_give_an_empty_frame(coder):
    assert coder.predict_proba([]).shape == (0, 3)
    assert len(coder.queue([])) == 0


def test_another_codebook_is_read_afresh(coder):
    coder.predict_proba(TEXTS)
    coder.set_params(
        codebook=pd.DataFrame({"id": ["tea"], "name": ["Tea"], "definition": ["Tea and kettles."]})
    )
    assert list(coder.predict_proba(TEXTS).columns) == ["tea"]
