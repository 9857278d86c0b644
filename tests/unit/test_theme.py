"""ThemeFinder: every text placed, the same in any order, and open about what cannot be relied on."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from hashed import Hashed
from sklearn.base import clone
from sklearn.metrics import adjusted_rand_score

from lif_narrative.codebook import Codebook
from lif_narrative.errors import NarrativeError
from lif_narrative.records import Theme
from lif_narrative.theme import ThemeFinder

KINDS = {
    "bread": [
        "The {} loaf rose in the warm oven.",
        "She sifted {} flour for the bread.",
        "A {} oven bakes good bread.",
    ],
    "boats": [
        "The {} boat left harbour under sail.",
        "A {} wind filled the sails.",
        "We moored the {} boat at the harbour.",
    ],
    "chess": [
        "His {} endgame won the chess match.",
        "The chess club met for a {} match.",
        "A {} opening in chess.",
    ],
}
PHRASES = ("the loaf rose in the warm oven", "flour sifted for the bread", "an oven bakes good bread")
EXTRA = ("old", "new", "small", "large", "slow", "quick")


@pytest.fixture(scope="module")
def material():
    rows = [
        (sentence.format(word), kind) for kind, lines in KINDS.items() for sentence in lines for word in EXTRA
    ]
    return [text for text, _ in rows], np.array([kind for _, kind in rows])


@pytest.fixture(scope="module")
def found(material):
    return ThemeFinder(n_themes=3, encoder=Hashed()).fit(material[0])


def test_it_finds_what_is_there(found, material):
    for label in range(3):
        kinds = material[1][found.labels_ == label]
        assert (kinds == kinds[0]).mean() > 0.9


def test_every_text_is_placed_and_shapes_agree(found, material):
    n, k = len(material[0]), len(found.themes_)
    assert found.labels_.shape == (n,) and (found.labels_ >= 0).all()
    assert found.probabilities_.shape == (n, k) and found.stability_.shape == (k,)
    assert np.allclose(found.probabilities_.sum(axis=1), 1, atol=1e-4)
    assert sum(theme.size for theme in found.themes_) == n
    assert [t.size for t in found.themes_] == sorted((t.size for t in found.themes_), reverse=True)


def test_themes_that_stand_apart_are_stable(found):
    assert (found.stability_ > 0.75).all()


def test_names_are_phrases_of_the_texts_and_quotes_are_texts(found, material):
    for label, theme in enumerate(found.themes_):
        members = [t for t, lab in zip(material[0], found.labels_, strict=True) if lab == label]
        assert theme.name and all(quote in members for quote in theme.central)
        assert any(word.split()[-1] in " ".join(members).lower() for word in theme.words)
        assert "new" in theme.memo


def test_the_number_of_themes_is_chosen_when_not_given(material):
    found = ThemeFinder(encoder=Hashed()).fit(material[0])
    assert 2 <= len(found.themes_) <= 10


def test_shuffling_gives_the_same_partition(material, found):
    order = np.random.default_rng(5).permutation(len(material[0]))
    again = ThemeFinder(n_themes=3, encoder=Hashed()).fit([material[0][i] for i in order])
    assert again.labels_.tolist() == found.labels_[order].tolist()
    assert [t.name for t in again.themes_] == [t.name for t in found.themes_]


def test_answers_without_words_are_not_placed(material):
    found = ThemeFinder(n_themes=3, encoder=Hashed()).fit([*material[0], "n/a", "."])
    assert found.labels_[-2:].tolist() == [-1, -1]
    assert (found.probabilities_[-2:] == 0).all() and (found.labels_[:-2] >= 0).all()


def test_too_few_texts_have_no_themes():
    found = ThemeFinder(encoder=Hashed()).fit(["The loaf rose.", "The wind fell.", "n/a"])
    assert found.labels_.tolist() == [-1, -1, -1]
    assert found.themes_ == [] and found.probabilities_.shape == (3, 0)


def test_new_texts_are_assigned_without_fitting_again(found):
    labels = found.assign(
        ["A fine loaf from the oven, and more flour for bread.", "A boat in the harbour with its sails.", "-"]
    )
    bread = next(
        i for i, t in enumerate(found.themes_) if any("bread" in q or "loaf" in q for q in t.central)
    )
    boats = next(i for i, t in enumerate(found.themes_) if any("sail" in q or "boat" in q for q in t.central))
    assert labels.tolist() == [bread, boats, -1]


def test_merges_come_in_order(found):
    assert len(found.hierarchy_) == 2
    assert found.hierarchy_["likeness"].is_monotonic_decreasing


def test_with_a_codebook_what_it_covers_is_said_and_the_rest_is_new(material):
    book = Codebook((Theme("baking", "Bread and baking", "Bread, loaf, oven, flour.", include=PHRASES),))
    found = ThemeFinder(n_themes=3, codebook=book, encoder=Hashed()).fit(material[0])
    bread = [t for t in found.themes_ if "bread" in " ".join(t.central) or "oven" in " ".join(t.central)]
    assert [t.covered_by for t in bread] == ["baking"]
    assert [t.covered_by for t in found.themes_].count("") == 2


def test_texts_that_a_theme_of_the_codebook_covers_keep_its_name(material, monkeypatch):
    def covered(texts, encoder, wordings):
        return np.array([0 if "bread" in text or "loaf" in text else -1 for text in texts])

    monkeypatch.setattr("lif_narrative.theme.seeding.seeded", covered)
    book = Codebook((Theme("baking", "Bread and baking"),))
    found = ThemeFinder(n_themes=3, codebook=book, encoder=Hashed()).fit(material[0])
    own = next(i for i, theme in enumerate(found.themes_) if theme.name == "Bread and baking")
    assert found.themes_[own].covered_by == "baking" and found.stability_[own] == 1
    assert (found.labels_[material[1] == "bread"] == own).all()
    assert (found.labels_[material[1] != "bread"] != own).all()


@pytest.mark.parametrize(
    ("finder", "says"),
    [
        (ThemeFinder(n_themes=0, encoder=Hashed()), "n_themes"),
        (ThemeFinder(method="magic", encoder=Hashed()), "magic"),
    ],
)
def test_what_is_not_known_is_refused(finder, says):
    with pytest.raises(NarrativeError, match=says):
        finder.fit(["one text", "another text"])


def test_embeddings_must_fit_the_texts():
    with pytest.raises(NarrativeError, match="2 texts and 1 embeddings"):
        ThemeFinder().fit(["one", "two"], np.ones((1, 384)))


def test_it_keeps_scikit_learns_manners(found):
    assert clone(found).get_params()["n_themes"] == 3
    assert not hasattr(clone(found), "labels_")


def test_assigning_before_fitting_is_refused():
    with pytest.raises(NarrativeError, match="Call fit"):
        ThemeFinder().assign(["text"])


def test_discovery_imports_neither_bertopic_nor_torch():
    code = (
        "import sys, lif_narrative.theme, lif_narrative.coding;"
        "print([m for m in ('bertopic', 'umap', 'hdbscan', 'torch', 'spacy') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


def test_themes_that_may_be_one_are_proposed_to_people(found):
    every = found.merges(at_least=-1)
    assert len(every) == 3 and every["likeness"].is_monotonic_decreasing
    assert found.merges(at_least=0.99).empty  # bread, boats and chess are three
    names = {theme.name for theme in found.themes_}
    assert set(every["first_name"]) | set(every["second_name"]) <= names


@pytest.fixture(scope="module")
def topics(found):
    pytest.importorskip("bertopic")
    return found.to_bertopic()


@pytest.mark.slow
def test_a_bertopic_is_made_of_our_labels(topics, found):
    assert adjusted_rand_score(topics.topics_, found.labels_) == 1.0


@pytest.mark.slow
def test_its_hierarchy_works(topics, material):
    assert len(topics.hierarchical_topics(material[0])) == 2
    assert topics.visualize_hierarchy().data


@pytest.mark.slow
def test_its_topics_over_time_work(topics, material):
    # as times, not as texts: BERTopic 0.17 reads texts in a way that pandas 3 has no more
    moments = [pd.Timestamp(2026, 1 + i % 3, 1) for i in range(len(material[0]))]
    over = topics.topics_over_time(material[0], moments)
    assert set(over["Topic"]) == {0, 1, 2} and over["Timestamp"].nunique() == 3
    assert topics.visualize_topics_over_time(over).data


@pytest.mark.slow
def test_its_plots_work(topics):
    assert topics.visualize_barchart().data
    assert topics.visualize_heatmap().data


@pytest.mark.slow
def test_bertopic_as_it_comes_has_the_same_results_to_read():
    pytest.importorskip("bertopic")
    texts = [s.format(f"{w} {n}") for lines in KINDS.values() for s in lines for w in EXTRA for n in range(3)]
    own = ThemeFinder(method="bertopic", encoder=Hashed()).fit(texts)
    assert own.labels_.shape == (len(texts),)
    assert own.probabilities_.shape == (len(texts), len(own.themes_)) and own.stability_.shape == (
        len(own.themes_),
    )
