"""What people's codes teach: exact leave-one-out scores, trust that is earned, and one reading for all."""

import numpy as np
import pandas as pd
import pytest
from hashed import Hashed

from lif_narrative import cards
from lif_narrative.codebook import Codebook
from lif_narrative.coding import ThemeCoder, phrases, ridge, trust
from lif_narrative.coding.readings import Readings
from lif_narrative.coding.wordings import Wordings
from lif_narrative.embed.vectors import Memory
from lif_narrative.errors import NarrativeError

CHANCE = np.random.default_rng(0)


def kernel(n=12, d=4):
    rows = CHANCE.normal(size=(n, d))
    return rows @ rows.T


def test_scores_without_a_row_are_those_of_a_fit_that_never_saw_it():
    alike, targets = kernel(), CHANCE.normal(size=(12, 3))
    _, unseen = ridge.fitted(lambda some: alike[some], targets)
    for row in range(12):
        rest = np.arange(12) != row
        weights = np.linalg.solve(alike[np.ix_(rest, rest)] + ridge.RIDGE * np.eye(11), targets[rest])
        assert unseen[row] == pytest.approx(alike[row, rest] @ weights, abs=1e-5)


def test_a_text_coded_alone_says_nothing_of_itself():
    _, unseen = ridge.fitted(lambda some: np.array([[2.0]])[some], np.array([[0.7]]))
    assert unseen == pytest.approx(np.zeros((1, 1)), abs=1e-6)


def test_more_rows_than_landmarks_give_nearly_the_same(monkeypatch):
    alike, targets = kernel(40, 3), CHANCE.normal(size=(40, 2))
    whole, _ = ridge.fitted(lambda some: alike[some], targets)
    monkeypatch.setattr(ridge, "LANDMARKS", 20)
    some, _ = ridge.fitted(lambda rows: alike[rows][:, :20], targets)
    assert alike[:, :20] @ some == pytest.approx(alike @ whole, abs=1e-3)


def test_codes_that_prove_right_are_trusted_and_noise_is_not():
    given = CHANCE.random((300, 2)) < 0.2
    right = np.where(given, 1.0, -0.2)
    noise = CHANCE.normal(size=given.shape)
    known = np.full(given.shape, -1.5)
    proven, unproven = (trust.weights(known, scores, given)[:, 1] for scores in (right, noise))
    assert (proven > 2).all() and (np.abs(unproven) < 0.5).all()


def test_without_evidence_definitions_stand_as_they_are():
    known = CHANCE.normal(size=(1, 30)) - 3
    weights = trust.weights(known, np.zeros((1, 30)), np.zeros((1, 30), bool))
    assert np.abs(trust.mixed(weights, known, np.zeros((1, 30))) - known).max() < 0.2


def test_the_starters_wordings_are_at_hand_and_are_the_encoders_own():
    class Refuses:
        def encode(self, texts):
            raise AssertionError(texts)

    from lif_narrative.embed import Encoder

    texts = Wordings(Codebook.starter(), Refuses()).texts
    ready = phrases._ready()
    assert {phrases.key(text) for text in texts} == set(ready)
    few = texts[::200]
    one = 2e-6  # in the last decimal: the graph that reads now sums in another order
    assert phrases.encoded(Encoder(), few) == pytest.approx(Encoder().encode(few), abs=one)
    assert phrases.encoded(Hashed(), few) == pytest.approx(Hashed().encode(few))


def test_wordings_of_another_encoder_are_made_anew(monkeypatch):
    monkeypatch.setitem(cards.card("minilm-int8")["files"], "model.onnx", "another")
    phrases._ready.cache_clear()
    assert phrases._ready() == {}
    monkeypatch.undo()
    phrases._ready.cache_clear()


def test_memory_keeps_the_latest_and_no_words(monkeypatch):
    monkeypatch.setattr("lif_narrative.embed.vectors.KEPT", 2)
    memory = Memory()
    for text in ("first", "second", "third"):
        memory.put("m", {text: np.ones(3)})
    assert set(memory.get("m", ["first", "second", "third"])) == {"second", "third"}
    assert not memory.get("other", ["third"]) and b"third" not in b"".join(memory.rows)


def test_a_paragraphs_vector_is_made_of_its_sentences():
    paragraph = "Boats came in. The wind fell. Nobody rowed."
    one = Readings(["The wind fell."], ["\n" + paragraph], Hashed())
    parts = Hashed().encode(["Boats came in.", "The wind fell.", "Nobody rowed."])
    around = one.vectors["around"][0]
    assert np.linalg.norm(around) == pytest.approx(1)
    assert (parts @ around > 0.3).all()
    assert not Readings(["The wind fell."], [""], Hashed()).vectors["around"].any()


def test_a_name_of_several_things_is_each_of_them():
    book = Codebook.read(pd.DataFrame({"id": ["x"], "name": ["Food & drink/ snacks"], "definition": [""]}))
    assert {"Food", "drink", "snacks"} <= set(Wordings(book, Hashed()).phrases[0])


def test_methods_are_given_one_a_text():
    coder = ThemeCoder(pd.DataFrame({"id": ["x"], "name": ["Tea"], "definition": ["Tea."]}), encoder=Hashed())
    with pytest.raises(NarrativeError, match="2 texts and 1 methods"):
        coder.predict(["Tea.", "Kettle."], methods=["complaint"])


def test_a_few_codes_make_unseen_texts_no_worse():
    """On held-out sentences of two subjects, from one code to many: never much below the definitions."""
    book = pd.DataFrame(
        {"id": ["bread", "boats"], "name": ["Bread", "Boats"], "definition": ["Loaf, oven, flour.", "Sail."]}
    )
    words = {"bread": "loaf oven flour crust dough yeast", "boats": "sail harbour mast rope tide keel"}
    said = [(f"{a} and {b} on a day", name) for name, row in words.items()
            for a in row.split() for b in row.split() if a != b]  # fmt: skip
    order = np.random.default_rng(1).permutation(len(said))
    test, pool = [said[i] for i in order[:20]], [said[i] for i in order[20:]]
    scores = []
    for n in (0, 1, 3, 10, 40):
        coder = ThemeCoder(book, encoder=Hashed())
        if n:
            coder.fit([t for t, _ in pool[:n]], [{name} for _, name in pool[:n]])
        likely = coder.predict_proba([t for t, _ in test])
        right = np.array([[name == theme for theme in coder.themes] for _, name in test])
        scores.append(float(-np.log(np.where(right, likely, 1 - likely).clip(1e-6)).mean()))
    assert all(loss <= scores[0] + 0.02 for loss in scores[1:]) and scores[-1] < 0.7 * scores[0]


def test_each_theme_states_its_own_precision():
    told = ThemeCoder(Codebook.starter()).thresholds()
    assert told["precision"].nunique() > 10 and told["precision"].between(0.1, 0.99).all()
