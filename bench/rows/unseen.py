"""Row 4: a codebook that no weights were taught: 35 labels of patients' comments."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bench.corpora import CACHE, encoder
from bench.peers import labels
from bench.registry import NO_WEIGHTS, Figure, row
from bench.scores import macro, micro
from lif_narrative.training import theme_measures

STEPS = (
    (0, "by name alone", 0.30, 0.26),
    (200, "200 coded", 0.60, 0.34),
    (None, "four fifths coded", 0.73, 0.59),
)


@row("4", "A codebook never seen: 35 labels of patients' comments")
def comments(shared: Path) -> list[Figure]:
    """Measured on one fifth of the comments."""
    texts, given, codebook = theme_measures._comments(shared)
    order = np.random.default_rng(0).permutation(len(texts))
    rest, test = order[np.arange(len(order)) % 5 != 0], order[np.arange(len(order)) % 5 == 0]
    vectors, names = encoder().encode(texts), encoder().encode(codebook["name"].tolist())
    figures = []
    for coded, said, by_micro, by_macro in STEPS:
        told = theme_measures.comments(shared, coded, 0, CACHE / "vectors")
        if coded == 0:
            others = {"names by cosine": labels.cosine(vectors[test], names, given[test])}
        else:
            taught = rest if coded is None else rest[:coded]
            taught_on, asked = [texts[i] for i in taught], [texts[i] for i in test]
            others = {
                "TF-IDF + SVM": labels.svm(taught_on, given[taught].astype(int), asked),
                "MiniLM + LR": labels.regression(vectors[taught], given[taught].astype(int), vectors[test]),
            }
        n = f"{len(test)} comments, a fifth of {len(texts)}"
        figures += [
            Figure(f"micro-F1, {said}", told["themes_micro_f1"], n, by_micro,
                   {k: micro(given[test], v) for k, v in others.items()}, NO_WEIGHTS),
            Figure(f"macro-F1, {said}", told["themes_macro_f1"], n, by_macro,
                   {k: macro(given[test], v) for k, v in others.items()}, NO_WEIGHTS),
        ]  # fmt: skip
    return figures
