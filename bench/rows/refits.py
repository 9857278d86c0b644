"""Rows 11 and 12: the same themes from fewer texts, and what a codebook lacks found again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from bench.corpora import draws, encoder, grouped
from bench.peers import topics
from bench.registry import NO_WEIGHTS, Figure, row
from bench.rows.discovery import ours
from bench.scores import alike
from lif_narrative.training import theme_measures
from lif_narrative.training.themes import guide

N, DRAWS, REFITS, SHARE = 350, 2, 4, 0.8
HIDDEN = 13
TWO = ("comments by their one label", "inspection paragraphs by section")


@row("11", "Refits on 80% of 350 texts")
def refits(shared: Path) -> list[Figure]:
    """Mean ARI of the texts that both fits saw: seeded by a codebook, and open."""
    seeded, free, apart = [], [], {"BERTopic": [], "NMF": []}
    notes = []
    for name in TWO:
        texts = grouped(shared)[name][0]
        codebook = theme_measures._comments(shared)[2] if name == TWO[0] else guide(shared)
        one: dict[str, list[float]] = {"seeded": [], "open": []}
        for some in draws(N, len(texts), DRAWS, 50):
            asked = texts[some].tolist()
            one["seeded"] += _refits(lambda t, v, b=codebook: ours(t, v, b), asked)
            one["open"] += _refits(ours, asked)
            if len(one["open"]) == REFITS:  # the first draw
                apart["BERTopic"] += _refits(topics.bertopic, asked, 2)
                apart["NMF"] += _refits(lambda t, v: topics.nmf(t, v, 12), asked, 2)
        seeded.append(float(np.mean(one["seeded"])))
        free.append(float(np.mean(one["open"])))
        low, high = (min(one["open"]), max(one["open"]))
        notes.append(f"{name}: seeded {seeded[-1]:.2f}, open {free[-1]:.2f} ({low:.2f} to {high:.2f})")
    n = f"{DRAWS} draws × {REFITS} refits on two corpora"
    others = {name: float(np.mean(told)) for name, told in apart.items()}
    return [
        Figure("ARI, seeded by a codebook", float(np.mean(seeded)), n, 0.90, {}, NO_WEIGHTS,
               note="; ".join(notes)),
        Figure("ARI, open", float(np.mean(free)), n, 0.58, others, NO_WEIGHTS,
               note="peers: two refits a corpus; NMF was told 12 topics"),
    ]  # fmt: skip


@row("12", "Half of the codebook hidden: the hidden themes found again")
def hidden(shared: Path) -> list[Figure]:
    """ARI over the texts whose main theme was hidden; the guide's themes, inspection sentences."""
    texts, groups = grouped(shared)["inspection sentences by main theme"]
    book = guide(shared)
    vectors, told, counts = encoder().encode(texts.tolist()), [], []
    for seed in range(5):
        away = set(np.random.default_rng(seed).permutation([t.id for t in book.leaves])[:HIDDEN].tolist())
        half = type(book)(tuple(theme for theme in book.leaves if theme.id not in away))
        labels, gone = ours(texts.tolist(), vectors, half), np.isin(groups, list(away))
        told.append(alike(groups[gone], labels[gone]))
        counts.append(int(gone.sum()))
    n = f"five halves, {min(counts)} to {max(counts)} of {len(texts)} sentences"
    note = (
        f"{min(told):.2f} to {max(told):.2f}; the known themes' space was taught on the guide, not on these"
    )
    return [Figure("mean ARI", float(np.mean(told)), n, 0.25, note=note)]


def _refits(find: Any, texts: list[str], times: int = REFITS) -> list[float]:
    whole, told = find(texts, encoder().encode(texts)), []
    for some in draws(int(SHARE * len(texts)), len(texts), times):
        asked = [texts[i] for i in some]
        told.append(alike(whole[some], find(asked, encoder().encode(asked))))
    return told
