"""Row 8: the sentiment of patients' comments in three classes."""

from __future__ import annotations

from pathlib import Path

from bench.peers import labels
from bench.registry import CROSS, Figure, row
from bench.scores import macro
from lif_narrative.cards import card
from lif_narrative.training import data

GOOD = {"strength": "good", "concern": "poor", "mixed": "between", "neutral": "between"}
HELD = (0, 1)  # folds of ten that the measured weights did not read


@row("8", "Sentiment of patients' comments, three classes")
def comments(shared: Path) -> list[Figure]:
    """From the card: the shipped weights have read the comments since; peers on the same folds."""
    told = card("appraiser")["figures"]["held-out patients' comments"]
    every = data.in_order(data.feedback(shared))
    taught, test = ([e for e in every if (e.fold in HELD) == held] for held in (False, True))
    true, texts = [GOOD[e.polarity[0]] for e in test], [e.text for e in test]
    others = {
        "VADER": [GOOD[said] for said in labels.vader(texts)],
        "TF-IDF + SVM": labels.svm([e.text for e in taught], [GOOD[e.polarity[0]] for e in taught], texts),
    }
    n = f"{told['n']} comments held out"
    return [Figure("macro-F1", told["sentiment_macro_f1"], n, 0.72,
                   {name: macro(true, said) for name, said in others.items()}, CROSS)]  # fmt: skip
