"""Rows 3 and 5: the guide's 26 themes on text that no weights were taught on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.audit import through_pipeline
from bench.corpora import CACHE, encoder, marks
from bench.peers import labels
from bench.registry import Figure, row
from bench.scores import macro, micro
from lif_narrative.appraise.tuned import THEMES
from lif_narrative.training import data, theme_measures
from lif_narrative.training.data import Example
from lif_narrative.training.themes import guide


@row("3", "Themes of 300 inspection sentences, the guide's codebook adopted")
def inspections(shared: Path) -> list[Figure]:
    """As shipped."""
    examples = data.development(shared)
    told = theme_measures.inspections(shared, CACHE / "vectors")
    others = _others(shared, data.inspections(shared), [e.text for e in examples], marks(examples))
    n = "300 sentences, each with its paragraph"
    by_micro, by_macro = told["themes_micro_f1"], told["themes_macro_f1"]
    return _figures(by_micro, by_macro, n, marks(examples), others, 0.79, 0.76)


@row("5", "Themes of the audit, the guide's codebook adopted")
def audit(shared: Path) -> list[Figure]:
    """Through the whole pipeline, from the files on; and sentence by sentence."""
    table, examples = through_pipeline(shared), data.audit(shared)
    given = marks(examples)
    got = np.array([[code in cell.split("|") for code in THEMES] for cell in table["got_themes"]])
    taught = [*data.narratives(shared), *data.inspections(shared)]
    others = _others(shared, taught, [e.text for e in examples], given)
    single = theme_measures.audit(shared, CACHE / "vectors")
    whole = f"{len(given)} sentences, whole pipeline"
    plain = f"{len(given)} sentences with paragraph, without question"
    return [
        *_figures(micro(given, got), macro(given, got), whole, given, others, 0.45, 0.45),
        Figure("micro-F1, sentence by sentence", single["themes_micro_f1"], plain),
        Figure("macro-F1, sentence by sentence", single["themes_macro_f1"], plain),
    ]


def _figures(
    by_micro: float, by_macro: float, n: str, given: Any, others: dict[str, Any], *targets: float
) -> list[Figure]:
    return [
        Figure("micro-F1", by_micro, n, targets[0], {k: micro(given, v) for k, v in others.items()}),
        Figure("macro-F1", by_macro, n, targets[1], {k: macro(given, v) for k, v in others.items()}),
    ]


def _others(shared: Path, taught: Sequence[Example], texts: list[str], given: Any) -> dict[str, Any]:
    """Peers that are taught on what our weights were taught on; and definitions by cosine."""
    taught = sorted(taught, key=lambda e: (e.text, e.context))
    answers = marks(taught).astype(int)
    read, asked = encoder().encode([e.text for e in taught]), encoder().encode(texts)
    definitions = encoder().encode([theme.definition for theme in guide(shared).leaves])
    return {
        "TF-IDF + SVM": labels.svm([e.text for e in taught], answers, texts),
        "MiniLM + LR": labels.regression(read, answers, asked),
        "definitions by cosine": labels.cosine(asked, definitions, given),
    }
