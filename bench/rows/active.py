"""Row 15: what 150 chosen labels teach, beside 300 at random."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from bench.corpora import encoder
from bench.registry import NO_WEIGHTS, Figure, row
from bench.scores import macro, micro
from lif_narrative.active import most_useful
from lif_narrative.coding import ThemeCoder
from lif_narrative.training import theme_measures

SEEDS, POOL, TEST, CHOSEN, BATCH = 3, 1200, 1000, 150, 25


@row("15", "Active learning: 150 chosen labels beside 300 at random")
def active(shared: Path) -> list[Figure]:
    """Patients' comments, 35 themes by name; each seed draws its own pool and its own test."""
    texts, given, codebook = theme_measures._comments(shared)
    told: dict[str, list[tuple[float, float]]] = {}
    for seed in range(SEEDS):
        order = np.random.default_rng(seed).permutation(len(texts))
        test, pool = order[:TEST], order[TEST : TEST + POOL]
        chosen = _chosen(texts, given, codebook, pool)
        for name, some in (("150", pool[:CHOSEN]), ("300", pool[: 2 * CHOSEN]), ("chosen", chosen)):
            coder = _fitted(texts, given, codebook, some)
            placed = coder.predict([texts[i] for i in test]).to_numpy()
            told.setdefault(name, []).append((micro(given[test], placed), macro(given[test], placed)))
    figures = []
    for place, score in enumerate(("micro-F1", "macro-F1")):
        by = {name: np.array([row[place] for row in rows]) for name, rows in told.items()}
        share = by["chosen"] / by["300"]
        others = {"300 at random": float(by["300"].mean()), "150 at random": float(by["150"].mean())}
        note = f"of the 300's: {share.mean():.2f} (SD {share.std():.2f} over seeds)"
        n = f"{TEST} comments, {SEEDS} seeds, pools of {POOL}"
        reached, aim = float(by["chosen"].mean()), float(by["300"].mean())
        figures.append(Figure(score, reached, n, aim, others, NO_WEIGHTS, note=note))
    return figures


def _chosen(texts: list[str], given: Any, codebook: Any, pool: Any) -> list[int]:
    rows = sorted(pool.tolist(), key=lambda i: texts[i])
    asked = [texts[i] for i in rows]
    vectors, done = encoder().encode(asked), set()
    names = np.array(codebook["id"])
    while len(done) < CHOSEN:
        coder = _fitted(texts, given, codebook, sorted(done))
        labels = [set(names[given[i]].tolist()) if i in done else None for i in rows]
        cuts = coder.thresholds()["threshold"].to_numpy()
        picked = most_useful(coder.predict_proba(asked), vectors, thresholds=cuts, labels=labels, n=BATCH)
        done |= {rows[place] for place in picked}
    return sorted(done)


def _fitted(texts: list[str], given: Any, codebook: Any, some: Any) -> ThemeCoder:
    names = np.array(codebook["id"])
    coder = ThemeCoder(codebook, encoder=encoder())
    if len(some):
        coder.fit([texts[i] for i in some], [set(names[given[i]].tolist()) for i in some])
    return coder
