"""scikit-learn's own checks, where they apply, and its Pipeline and GridSearchCV over our estimators.

Our estimators read texts. The checks that feed tables of numbers, sparse matrices, missing numbers or sample
weights cannot apply to them; scikit-learn leaves them out for any estimator of strings (as it does for
CountVectorizer), and says so in a warning. What it checks of every estimator runs here.
"""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline, make_union
from sklearn.utils.estimator_checks import (
    check_no_attributes_set_in_init,
    check_parameters_default_constructible,
    estimator_checks_generator,
)

from lif_narrative.codebook import Codebook
from lif_narrative.coding import ThemeCoder
from lif_narrative.estimators import Appraisals, TextVectors
from lif_narrative.records import Theme
from lif_narrative.theme import ThemeFinder

THEMES = (
    Theme("heard", "Children are heard", "Whether somebody asked the child and listened."),
    Theme("late", "Help comes late", "Waiting, delay and drift before help began."),
)
TEXTS = [
    "She was asked what she wanted and it was done.", "They listened to him before the meeting.",
    "He waited five months before anybody came.", "Help began a year after the first call.",
    "Her words are in the plan.", "The visit was put off four times.",
    "Nobody asked the children.", "The referral sat in a tray for weeks.",
]  # fmt: skip
LABELS = [{"heard"}, {"heard"}, {"late"}, {"late"}, {"heard"}, {"late"}, {"heard"}, {"late"}]


def estimators():
    yield ThemeCoder(Codebook(THEMES))
    yield ThemeFinder()
    yield TextVectors()
    yield Appraisals()


def checks():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "Can't test estimator which requires input of type …": see above
        for estimator in estimators():
            for made, check in estimator_checks_generator(estimator):
                yield pytest.param(made, check, id=f"{type(made).__name__}-{check.func.__name__}")


@pytest.mark.parametrize(("estimator", "check"), list(checks()))
def test_scikit_learns_own_check_passes(estimator, check):
    check(estimator)


@pytest.mark.parametrize("estimator", list(estimators()), ids=lambda e: type(e).__name__)
def test_a_constructor_only_stores(estimator):
    check_no_attributes_set_in_init(type(estimator).__name__, estimator)
    again = clone(estimator)
    assert again is not estimator and set(again.get_params()) == set(estimator.get_params())


@pytest.mark.parametrize("kind", [ThemeFinder, TextVectors, Appraisals])
def test_every_parameter_has_a_plain_default(kind):
    check_parameters_default_constructible(kind.__name__, kind())


def test_a_pipeline_of_ours_and_theirs_learns():
    y = ["late" in label for label in LABELS]
    made = make_pipeline(make_union(TextVectors(), Appraisals()), LogisticRegression())
    assert made.fit(TEXTS, y).predict(TEXTS).shape == (8,)
    names = made[0].get_feature_names_out()
    assert len(names) == made[0].transform(TEXTS[:1]).shape[1]


def test_a_grid_search_chooses_among_codebooks():
    worse = Codebook((Theme("heard", "Parking", "Cars."), Theme("late", "Weather", "Rain and wind.")))
    grid = {"codebook": [worse, Codebook(THEMES)]}
    found = GridSearchCV(ThemeCoder(worse), grid, cv=2, error_score="raise").fit(TEXTS, LABELS)
    scores = found.cv_results_["mean_test_score"]
    assert found.best_score_ == max(scores) > 0 and found.best_estimator_.predict(TEXTS).shape == (8, 2)


def test_a_score_is_f1_over_what_people_coded():
    coder = ThemeCoder(Codebook(THEMES)).fit(TEXTS, LABELS)
    chosen = coder.predict(TEXTS).to_numpy()
    true = np.array([[theme in label for theme in coder.themes] for label in LABELS])
    both = (chosen & true).sum()
    assert coder.score(TEXTS, LABELS) == pytest.approx(2 * both / (chosen.sum() + true.sum()))
    assert coder.score(TEXTS, [None] * 8) == 1.0  # nobody coded: nothing to be wrong about


def test_a_grid_search_goes_through_a_pipeline():
    y = ["late" in label for label in LABELS]
    made = make_pipeline(TextVectors(), LogisticRegression())
    grid = {"logisticregression__C": [0.1, 10.0]}
    found = GridSearchCV(made, grid, cv=2, error_score="raise").fit(TEXTS, y)
    assert found.predict(TEXTS[:2]).dtype == np.bool_


def test_a_finder_stands_at_the_end_of_a_pipeline():
    assert len(make_pipeline(ThemeFinder(n_themes=2)).fit_predict(TEXTS)) == 8
