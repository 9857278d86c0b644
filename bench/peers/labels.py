"""Peers of appraisal and coding: VADER, TF-IDF with an SVM, and sentence vectors with logistic regression."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

CUT = 0.05  # VADER's own threshold between neutral and not


def vader(texts: Sequence[str]) -> list[str]:
    """VADER's compound score as strength, concern or neutral; it knows no mixed."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    judge = SentimentIntensityAnalyzer()
    scores = [judge.polarity_scores(text)["compound"] for text in texts]
    return ["strength" if s >= CUT else "concern" if s <= -CUT else "neutral" for s in scores]


def svm(taught: Sequence[str], answers: Any, texts: Sequence[str]) -> np.ndarray:
    """TF-IDF of words and pairs with a linear SVM; one answer a text, or yes and no by column."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    answers = np.asarray(answers)
    judge = LinearSVC(class_weight="balanced")
    many = answers.ndim == 2
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
                          OneVsRestClassifier(judge) if many else judge)  # fmt: skip
    return np.asarray(model.fit(list(taught), answers).predict(list(texts)))


def regression(taught: Any, answers: Any, vectors: Any) -> np.ndarray:
    """Logistic regression on sentence vectors; yes and no by column are cut at 0.25."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier

    answers = np.asarray(answers)
    judge = LogisticRegression(C=10, max_iter=500)
    if answers.ndim == 2:
        return OneVsRestClassifier(judge).fit(taught, answers).predict_proba(vectors) >= 0.25
    return np.asarray(judge.fit(taught, answers).predict(vectors))


def cosine(vectors: Any, definitions: Any, true: Any) -> np.ndarray:
    """Definitions by cosine, cut where it suits this very text best: more than a user could do."""
    from bench.scores import macro, micro

    likeness = vectors @ definitions.T
    cuts = np.quantile(likeness, np.linspace(0.5, 0.995, 40))
    best = max(cuts, key=lambda t: micro(true, likeness >= t) + macro(true, likeness >= t))
    return np.asarray(likeness >= best)
