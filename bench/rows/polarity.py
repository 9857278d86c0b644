"""Rows 1 and 2: strength, concern, mixed or neutral."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import numpy as np

from bench.audit import through_pipeline
from bench.corpora import encoder
from bench.peers import labels
from bench.registry import CROSS, Figure, row
from bench.scores import VALUES, accuracy, macro, swapped
from lif_narrative.appraise import Appraiser
from lif_narrative.training import data


@functools.cache
def appraised(shared: Path, name: str) -> tuple[Any, Any]:
    """The examples of a test set, and what the shipped appraiser says of them."""
    examples = data.development(shared) if name == "development" else data.audit(shared)
    told = [[e.text for e in examples], [e.context for e in examples], [e.method for e in examples]]
    return examples, Appraiser().predict(*told)


@row("1", "Polarity of 300 inspection sentences")
def inspections(shared: Path) -> list[Figure]:
    """As shipped, with their paragraph."""
    examples, told = appraised(shared, "development")
    true, texts = [e.polarity[0] for e in examples], [e.text for e in examples]
    others = _others(data.inspections(shared), texts)
    n = "300 sentences, each with its paragraph"
    pairs = sum(t in ("strength", "concern") for t in true)
    return [
        Figure("macro-F1", macro(true, told["polarity"], VALUES), n, 0.76,
               {name: macro(true, said, VALUES) for name, said in others.items()}),
        Figure("accuracy", accuracy(true, told["polarity"]), n, 0.91,
               {name: accuracy(true, said) for name, said in others.items()}),
        Figure("strength and concern swapped", swapped(true, told["polarity"]), f"{pairs} sentences", 8,
               {name: swapped(true, said) for name, said in others.items()}, lower=True),
    ]  # fmt: skip


@row("2", "Polarity of an audit by auditors, practitioners, families and children")
def audit(shared: Path) -> list[Figure]:
    """Through the whole pipeline, from the files on; and sentence by sentence."""
    table = through_pipeline(shared)
    examples, told = appraised(shared, "audit")
    true, texts = table["polarity"].tolist(), table["sentence"].tolist()
    others = _others([*data.narratives(shared), *data.inspections(shared)], texts)
    n = f"{len(table)} sentences, {int((table['got_polarity'] == '').sum())} of them not found (wrong)"
    single = [e.polarity[0] for e in examples]
    return [
        Figure("macro-F1, whole pipeline", macro(true, table["got_polarity"], VALUES), n, 0.72,
               {name: macro(true, said, VALUES) for name, said in others.items()}),
        Figure("accuracy, whole pipeline", accuracy(true, table["got_polarity"]), n, 0.78,
               {name: accuracy(true, said) for name, said in others.items()}),
        Figure("macro-F1, sentence by sentence", macro(single, told["polarity"], VALUES),
               f"{len(single)} sentences with paragraph, without question"),
    ]  # fmt: skip


@row("5a", "Fictional narratives of 14 methods, blocks held out")
def narratives(shared: Path) -> list[Figure]:
    """From the cards: the shipped weights have read these since."""
    from lif_narrative.cards import card
    from lif_narrative.training import theme_measures

    told = card("appraiser")["figures"]["held-out narratives"]
    themes = theme_measures.narratives()
    n = f"{told['n']} sentences of blocks held out whole"
    return [
        Figure("polarity macro-F1", told["polarity_macro_f1"], n, 0.74, reading=CROSS),
        Figure(
            "themes micro-F1", themes["themes_micro_f1"], f"{themes['n']:.0f} sentences", 0.57, reading=CROSS
        ),
        Figure("scope macro-F1", told["scope_macro_f1"], n, 0.80, reading=CROSS),
        Figure("any voice reported, F1", told["any_voice_reported_f1"], n, 0.75, reading=CROSS),
    ]


def _others(taught: Any, texts: list[str]) -> dict[str, Any]:
    """Peers that are taught on what our weights were taught on."""
    taught = sorted(taught, key=lambda e: (e.text, e.context))
    answers = np.array([e.polarity[0] for e in taught])
    read = encoder().encode([e.text for e in taught]), encoder().encode(texts)
    return {
        "VADER": labels.vader(texts),
        "TF-IDF + SVM": labels.svm([e.text for e in taught], answers, texts).tolist(),
        "MiniLM + LR": labels.regression(read[0], answers, read[1]).tolist(),
    }
